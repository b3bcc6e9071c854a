import { MockError } from '../mock-error.ts';

const timeoutMilliseconds = 500;

interface AddressError extends NodeJS.ErrnoException {
  address?: string;
  port?: number;
}

/**
 * Says of a port that is taken who has it, or how to find out.
 * @throws {MockError} always; any other fault as it is
 */
export async function explainPortInUse(error: Error): Promise<never> {
  const { code, address = '127.0.0.1', port = 0 } = (error.cause ?? {}) as AddressError;
  if (code !== 'EADDRINUSE') throw error;
  const other = await findOtherMock(address, port);
  const who = other === undefined ? `To see what has it: ${suggestLookup(port)}` : `Another dli-mock has it, process ${other}.`;
  throw new MockError(
    `Port ${port} on ${address} is in use. ${who}\nEnd that, or choose another port: --port ${port + 1}, or --port 0 for any free one.`,
  );
}

function suggestLookup(port: number): string {
  return process.platform === 'win32' ? `netstat -ano | findstr :${port}` : `lsof -nP -iTCP:${port} -sTCP:LISTEN`;
}

/** The process that has a port, if it is another dli-mock. */
async function findOtherMock(address: string, port: number): Promise<number | undefined> {
  try {
    const host = address.includes(':') ? `[${address}]` : address;
    const response = await fetch(`http://${host}:${port}/-/state`, { signal: AbortSignal.timeout(timeoutMilliseconds) });
    const { name, processId } = (await response.json()) as { name?: unknown; processId?: unknown };
    return name === 'dli-mock' && Number.isInteger(processId) ? Number(processId) : undefined;
  } catch {
    return undefined;
  }
}
