// CIDR blocks, such as 10.0.0.0/16.
import { createRefusal } from './handler.ts';

/** What networks in a VPC may be in. */
const privateBlocks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

interface Block {
  /** The address as a number. */
  start: number;
  mask: number;
}

/** @throws {Refusal} when a text is no CIDR block, or with `isPrivate` not one of a private network */
export function refuseInvalidCidr(field: string, text: string, { isPrivate = false } = {}): void {
  const block = readBlock(text);
  if (isPrivate && !(block && privateBlocks.some((whole) => holds(readBlock(whole), block)))) {
    const list = new Intl.ListFormat('en', { type: 'disjunction' }).format(privateBlocks);
    throw createRefusal('DLI.0001', `${field} must be a CIDR block within ${list}, found ${text}.`);
  }
  if (block === undefined && !isBlockOfIpv6(text))
    throw createRefusal('DLI.0001', `${field} must be a CIDR block such as 10.0.0.0/16, found ${text}.`);
}

function readBlock(text: string): Block | undefined {
  const [address, ...rest] = text.split('/');
  const numbers = [...(address ?? '').split('.'), ...rest];
  if (numbers.length !== 5 || rest.length !== 1 || !numbers.every((number) => /^(?:0|[1-9]\d{0,2})$/.test(number))) return undefined;
  const [mask = 0, ...bytes] = numbers.map(Number).reverse();
  if (mask > 32 || bytes.some((byte) => byte > 255)) return undefined;
  return { start: bytes.reduceRight((sum, byte) => sum * 256 + byte, 0), mask };
}

function holds(whole: Block | undefined, part: Block): boolean {
  if (whole === undefined || whole.mask > part.mask) return false;
  const size = 2 ** (32 - whole.mask);
  return Math.floor(whole.start / size) === Math.floor(part.start / size);
}

function isBlockOfIpv6(text: string): boolean {
  const [, address, mask] = /^([\da-f:]{2,39})\/(\d{1,3})$/i.exec(text) ?? [];
  return address?.includes(':') === true && Number(mask) <= 128 && URL.canParse(`http://[${address}]`);
}
