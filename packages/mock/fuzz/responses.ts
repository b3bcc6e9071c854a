const shape = /^\{"error_code":"(?:DLI|APIGW)\.\d{4,5}","error_msg":"/;

/** What is wrong with all that a server said on one connection; empty where nothing is. */
export function listFaults(said: Buffer): string[] {
  const faults: string[] = [];
  let rest = said;
  while (rest.length > 0) {
    const end = rest.indexOf('\r\n\r\n');
    if (end === -1) return [...faults, `no whole response: ${show(rest)}`];
    const head = rest.subarray(0, end).toString('latin1');
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
    rest = rest.subarray(end + 4);
    // A response to HEAD has a length and no body.
    const hasBody = length > 0 && rest.length > 0 && !rest.subarray(0, 9).equals(statusLine);
    faults.push(...listResponseFaults(head, hasBody ? rest.subarray(0, length) : undefined));
    if (hasBody) rest = rest.subarray(length);
  }
  return faults;
}

const statusLine = Buffer.from('HTTP/1.1 ');

function listResponseFaults(head: string, body: Buffer | undefined): string[] {
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1]);
  if (!(status >= 100 && status < 600)) return [`no status: ${head.slice(0, 80)}`];
  if (!/^[\x20-\x7e\r\n]*$/.test(head)) return [`a header that is not ASCII: ${JSON.stringify(head.slice(0, 300))}`];
  if (body === undefined) return [];
  const text = body.toString();
  if (!isJson(text)) return [`${status} with a body that is not JSON: ${show(body)}`];
  if (status >= 400 && !shape.test(text)) return [`${status} in another shape: ${show(body)}`];
  return text.includes('The mock failed') ? [`${status}: ${show(body)}`] : [];
}

/** The statuses of all responses. */
export function listStatuses(said: Buffer): number[] {
  return [...said.toString('latin1').matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function show(bytes: Buffer): string {
  return JSON.stringify(bytes.subarray(0, 200).toString('latin1'));
}
