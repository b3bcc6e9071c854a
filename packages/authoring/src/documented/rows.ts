import type { PublishedField } from './published.ts';
import type { Facts, Row, Scalar } from './types.ts';

const types: Record<string, string> = {
  string: 'string',
  integer: 'integer',
  long: 'long',
  number: 'number',
  double: 'number',
  boolean: 'boolean',
  object: 'object',
  body: 'object',
};

const units: Record<string, string> = {
  毫秒: 'ms',
  ms: 'ms',
  millisecond: 'ms',
  秒: 's',
  s: 's',
  字节: 'bytes',
  Byte: 'bytes',
  byte: 'bytes',
  '次/小时': 'times/hour',
  'times/hour': 'times/hour',
  小时: 'h',
};

/**
 * One row in bare facts.
 * @throws {Error} when a cutting does not fit its type; then it needs a correction
 */
export function rowOf(field: PublishedField, corrections: Facts): Row {
  const { location, pointer, description } = field;
  const type = typeOf(field);
  const scalar = (text: string): Scalar => scalarOf(text, type ?? 'string');
  const facts: Facts = {
    required: field.required ?? undefined,
    type,
    ...(field.enum && type !== 'boolean' && { enum: field.enum.map(scalar) }),
    ...defaultOf(field.default, scalar),
    minLength: field.minLength,
    maxLength: field.maxLength,
    minimum: field.min,
    maximum: field.max,
    unit: unitOf(field),
    rule: field.rule,
    ...(type === 'string' && /json\s*(格式的)?字符串|JSON (string|format)/i.test(description ?? '') && { json: true }),
    onlyWhen: onlyWhen(description ?? ''),
    ...corrections,
  } as Facts;
  const name = pointer.split('.').at(-1) ?? pointer;
  return withoutUndefined({ location, pointer, name, ...facts });
}

function typeOf({ type, typeNorm }: PublishedField): string | undefined {
  if (!typeNorm) return undefined;
  const item = /^array<(.*)>$/.exec(typeNorm)?.[1];
  if (item === undefined) return types[typeNorm] ?? unknownType(type);
  if (item.startsWith('array<')) return `array<${typeOf({ typeNorm: item } as PublishedField)}>`;
  return `array<${types[item] ?? types[/Array[<[](string|number)/i.exec(type ?? '')?.[1] ?? ''] ?? unknownType(type)}>`;
}

function unknownType(type: string | null | undefined): never {
  throw new Error(`type ${JSON.stringify(type)} is not known`);
}

function scalarOf(text: string, type: string): Scalar {
  if (text === 'null') return null;
  if (/^(array<)?(integer|long|number)/.test(type)) {
    if (text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  } else if (type === 'boolean') {
    if (text === 'true' || text === 'false') return text === 'true';
  } else if (/^[\x20-\x7e]*$/.test(text)) return text;
  throw new Error(`${JSON.stringify(text)} does not fit type ${type}`);
}

function defaultOf(text: string | undefined, scalar: (text: string) => Scalar): Facts {
  if (text === undefined) return {};
  return /^\(.*[*/+-].*\)$/.test(text) ? { defaultFormula: text } : { default: scalar(text) };
}

function unitOf({ unit, description }: PublishedField): string | undefined {
  if (unit !== undefined) return units[unit] ?? unknownUnit(unit);
  if (/毫秒|millisecond/.test(description ?? '')) return 'ms';
  if (/单位为秒|in seconds/.test(description ?? '')) return 's';
  return undefined;
}

function unknownUnit(unit: string): never {
  throw new Error(`unit ${JSON.stringify(unit)} is not known`);
}

function onlyWhen(description: string): Record<string, Scalar> | undefined {
  const [, name, value] =
    /“(\w+)”为“(true|false)”时独有/.exec(description) ??
    /(?:valid|returned) only when (show_\w+) is set to (true|false)/.exec(description) ??
    [];
  return name === undefined ? undefined : { [name]: value === 'true' };
}

function withoutUndefined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
