// Extracts limits, defaults, enums, units and conditions from the sentences of a description.
import type { Facts, Scalar } from './types.ts';

/** Facts as they are found, with enums and defaults as texts. */
export interface ProseFacts extends Omit<Facts, 'enum' | 'default' | 'required' | 'type'> {
  enum?: string[];
  default?: string;
}

/** A type as in `Facts`; undefined if the page has none. */
type Type = string | undefined;

interface Rule {
  name: string;
  /** Each match counts. It has the global flag, and never more than one way to match a text, so that no text takes long. */
  pattern: RegExp;
  /** Reads the match; undefined if it says nothing. `known` is what the rules above have found. */
  read: (found: Record<string, string>, type: Type, known: ProseFacts) => ProseFacts | undefined;
}

// The parts of patterns. Curly quotes are removed before.
const word = String.raw`-?\w+(?:[-.]\w+)*`;
/** `A（说明）、B和C` */
const listZh = String.raw`"?${word}"?(?:（[^（）\n]{0,80}）)?(?:\s*(?:[、，,]|和|或者?)\s*"?${word}"?(?:（[^（）\n]{0,80}）)?)+`;
/** `A, B, and C` */
const listEn = String.raw`${word}(?: \([^()\n]{0,80}\))?(?:, ${word}(?: \([^()\n]{0,80}\))?)*,? (?:and|or) ${word}`;
const number = String.raw`-?\d[\d,]*(?:\.\d+)?`;
/** `1024*1024`, `1,024 x 1,024` */
const product = String.raw`\d[\d,]*(?:\s?[*x]\s?\d[\d,]*)?`;

/** The rules. If two find the same fact, the first counts. */
export const rules: Rule[] = [
  {
    name: 'default, Chinese: 默认为X, 默认值：X, 缺省值：X, 默认从X开始',
    pattern: /(?:默认(?:取?值)?|缺省值)(?:为|是|从|：|:)*\s*"?(?<text>[!#-+\--:<-~]+(?: [!#-+\--:<-~]+)*)/g,
    read: readDefault,
  },
  {
    name: 'default, Chinese: the first page',
    pattern: /默认(?:值)?(?:为|是|：|:)+第一页/g,
    read: () => ({ default: '1' }),
  },
  {
    name: 'default, a character that is named',
    pattern: /(?:默认(?:值)?(?:为|是|：|:)+|default value is (?:an? )?)(?<text>双引号|反斜杠|逗号|double quot|backslash|comma)/gi,
    read: ({ text = '' }) => ({ default: characters[text.toLowerCase()] as string }),
  },
  {
    name: 'default, English: the default value is X',
    pattern: /default value(?: is|:) (?<text>[^\n]{1,80})/gi,
    read: readDefault,
  },
  {
    name: 'default, English: the default value X is used',
    pattern: new RegExp(`default value (?<text>${word}) is used`, 'gi'),
    read: readDefault,
  },
  {
    name: 'default, English: set to X by default; by default, it is set to X',
    pattern: new RegExp(`is set to (?<text>${word}) by default|by default, [^,.\\n]{1,40} is set to (?<other>${word})`, 'gi'),
    read: ({ text, other = '' }, type) => readDefault({ text: text ?? other }, type),
  },
  {
    name: 'default, under a heading of its own',
    pattern: /(?:^|\n)(?:Default Value|默认取值)[：:]?\s*\n(?<text>[^\n]{1,80})/g,
    read: (found, type) => (/^(None|无|不涉及)/.test(found.text ?? '') ? undefined : readDefault(found, type)),
  },

  {
    name: 'length, Chinese: 长度限制：0-57个字符, 不能超过128个字符',
    pattern: new RegExp(
      `(?:长度(?:限制|范围)?(?:为|是|在|：|:)?\\s*(?:(?<least>\\d+)\\s*[-~～]\\s*)?|不能?超过)(?<most>${product})\\s*个?字符`,
      'g',
    ),
    read: readLength,
  },
  {
    name: 'length, Chinese: 最小长度：1, 最大长度：64',
    pattern: /最小长度(?:为|：|:)\s*(?<least>\d+)|最大长度(?:为|：|:)\s*(?<most>\d+)/g,
    read: readLength,
  },
  {
    name: 'length, English: 0 to 57 characters, up to 57 characters, a maximum of 57 characters',
    pattern: new RegExp(
      `(?:(?<least>\\d+) (?:to|-) |up to |a maximum of |no more than |cannot exceed |length range: )(?<most>${product}) characters`,
      'gi',
    ),
    read: readLength,
  },
  {
    name: 'length, English: only one character can be set',
    pattern: /only one character (?:can|is)/gi,
    read: () => ({ maxLength: 1 }),
  },

  {
    name: 'rule: one value, or all beyond another',
    pattern: /(?:范围(?:为|是|：|:)?|range:?)\s*(?<value>-?\d+)(?:或大于| or greater than )(?<beyond>-?\d+)/gi,
    read: ({ value, beyond }) => ({ rule: `${value} or > ${beyond}` }),
  },
  {
    name: 'range: [1, 100], from 1 to 100, 1~100',
    pattern: new RegExp(
      `(?:范围(?:为|是|：|:)?|range:?|(?:^|\\n)Range|ranges? from)\\s*\\[?\\s*(?<least>${number})(?:\\s*[,，~～-]\\s*| to )(?<most>${number})(?!\\d)`,
      'gi',
    ),
    read: readLimits,
  },
  {
    name: 'least value: 最小值为1, minimum value: 1, a minimum of no less than 0.5',
    pattern: new RegExp(
      `(?:最小值?(?:为|是|：|:)?\\s*|minimum(?: value)?(?: is| of|:) (?:no less than )?)(?<least>${number})(?<unit> [A-Z]B)?`,
      'gi',
    ),
    read: readLimits,
  },
  {
    name: 'greatest value: 最大值为100, maximum value: 100',
    pattern: new RegExp(`(?:最大值?(?:为|是|：|:)?\\s*|maximum(?: value)?(?: is|:) )(?<most>${number})`, 'gi'),
    read: readLimits,
  },

  {
    name: 'unit, Chinese: 单位为秒, 单位：次/小时, 毫秒数',
    pattern: /单位(?:为|是|：|:)?\s*(?<unit>[^\s，。；：、（）的]{1,6})|(?<milliseconds>毫秒)数/g,
    read: ({ unit, milliseconds }, type) => readUnit(unit ?? milliseconds, type),
  },
  {
    name: 'unit, English: in milliseconds, the unit is second, Unit: ms',
    pattern: /(?:\b(?:in|by)|\bunit(?: is|:))\s+(?<unit>ms|(?:milli)?seconds?|hours?|bytes?|times\/hour)\b/gi,
    read: ({ unit }, type) => readUnit(unit, type),
  },

  {
    name: 'JSON in a string: JSON字符串, in JSON format',
    pattern: /json\s*(?:格式的)?字符串|JSON (?:string|format)/gi,
    read: (_found, type) => (type === 'string' ? { json: true } : undefined),
  },

  {
    name: 'condition, Chinese: show_detail为true时独有',
    pattern: /(?<name>\w+)为(?<values>true|false)时独有/g,
    read: readCondition,
  },
  {
    name: 'condition, English: valid only when show_detail is set to true',
    pattern: /(?:valid|returned) only when (?<name>show_\w+) is set to (?<values>true|false)/g,
    read: readCondition,
  },
  {
    name: 'condition, Chinese: 在feature为basic或ai时填写',
    pattern: /在(?<name>\w+)为(?<values>\w+(?:或\w+)*)时填写/g,
    read: readCondition,
  },
  {
    name: 'condition: 类型为IMPORT和EXPORT的作业才有, valid only for jobs of the IMPORT and EXPORT types',
    pattern: /类型为(?<zh>[\w、和]+?)的?作业才有|valid only for jobs of the (?<en>[\w, ]+?) types?/g,
    read: ({ zh, en }) => readCondition({ name: 'job_type', values: (zh ?? en ?? '').toUpperCase() }),
  },
  {
    name: 'condition: 当语句类型为DDL时, when the statement type is DDL',
    pattern: /(?:当语句类型为|(?:if|when) the statement type is )(?<values>[A-Z]+)/gi,
    read: ({ values = '' }) => readCondition({ name: 'job_type', values }),
  },

  {
    name: 'enum, Chinese: 包含A、B和C, 支持A和B',
    pattern: new RegExp(`(?:(?<!至少)包[含括]|支持|可接受参数|取值为|分为)[：:]?\\s*(?<values>${listZh})`, 'g'),
    read: readEnum,
  },
  {
    name: 'enum, Chinese: 包含运行中（RUNNING）、已完成（FINISHED）',
    pattern: new RegExp(
      `包[含括](?<values>[^\\x00-\\x7f（），。、]{1,20}（${word}）(?:、[^\\x00-\\x7f（），。、]{1,20}（${word}）)+)`,
      'g',
    ),
    read: readEnum,
  },
  {
    name: 'enum, English: options: A, B, and C; the value can be A or B',
    pattern: new RegExp(`(?:options(?: are| include|:)|(?:value|which) can be) (?<values>${listEn})`, 'gi'),
    read: readEnum,
  },
  {
    name: 'enum, English: currently, A and B are supported',
    pattern: new RegExp(`currently, (?:only |resource types )?(?<values>${listEn}) are (?:supported|available)`, 'gi'),
    read: readEnum,
  },
  {
    name: 'enum, one more value: 则传入ALL, enter ALL, value CUSTOMIZED is returned',
    pattern: new RegExp(`(?:传入|时返回|, enter |, value )(?<text>${word})`, 'g'),
    read: ({ text = '' }, _type, known) => (known.enum && !known.enum.includes(text) ? { enum: [...known.enum, text] } : undefined),
  },
  {
    name: 'enum, the default is a value too',
    pattern: /^/g,
    read: (_found, _type, known) =>
      known.enum && known.default !== undefined && !known.enum.includes(known.default)
        ? { enum: [known.default, ...known.enum] }
        : undefined,
  },
];

const characters: Record<string, string> = { 双引号: '"', 'double quot': '"', 反斜杠: '\\', backslash: '\\', 逗号: ',', comma: ',' };

const units: Record<string, string> = {
  毫秒: 'ms',
  ms: 'ms',
  millisecond: 'ms',
  milliseconds: 'ms',
  秒: 's',
  s: 's',
  second: 's',
  seconds: 's',
  小时: 'h',
  hour: 'h',
  hours: 'h',
  字节: 'bytes',
  byte: 'bytes',
  bytes: 'bytes',
  '次/小时': 'times/hour',
  'times/hour': 'times/hour',
};

export function readProse(description: string, type: Type): ProseFacts {
  const text = description.replace(/[“”]/g, '').replace(casePattern, '');
  let facts: ProseFacts = { ...readItems(text) };
  for (const { pattern, read } of rules)
    for (const { groups } of text.matchAll(pattern)) {
      const found = read({ ...groups }, type, facts) ?? {};
      facts = { ...found, ...facts, ...(found.enum && facts.enum && found.enum.length > facts.enum.length && { enum: found.enum }) };
    }
  return facts;
}

/** An item for one case, such as `Basic edition: The maximum is 64`, which does not hold for all. */
const casePattern = /^• [^\s:]+ [^:\n]{1,40}: (?:The|If|When) .*$/gm;

/** Reads values in a list, one an item: `• asc：升序`, `• 升序：asc`; and forms of values: `• 2:dir：dir表示路径`. */
function readItems(text: string): ProseFacts | undefined {
  const items = text
    .split('\n')
    .filter((line) => line.startsWith('• '))
    .map((line) => line.slice(2))
    .filter((item) => !/^(默认|缺省值|最[大小]值|(default|minimum|maximum) value)/i.test(item));
  for (const pattern of [itemPattern, labelPattern]) {
    const values = items.map((item) => pattern.exec(item)?.[1]);
    if (values.length > 0 && !values.includes(undefined)) return { enum: values as string[] };
  }
  const forms = items.map((item) => {
    const [, start, part] = formPattern.exec(item) ?? [];
    return part === undefined ? start : `${start}:<${/路径|path/i.test(item) ? 'path' : part}>`;
  });
  if (forms.length < 2 || forms.includes(undefined)) return undefined;
  forms.sort();
  return { rule: `${forms.slice(0, -1).join(', ')} or ${forms.at(-1)}` };
}
const itemPattern = new RegExp(`^"?(${word})"?(?:\\s*[：（(]|:\\s|表示|[，,。；;.]?$)`);
const formPattern = /^(\w+)(?::([a-z]\w*))?(?:[：（(]|:\s)/;
const labelPattern = new RegExp(`^[^\\x00-\\x7f]+[：:]\\s*"?(${word})"?[。；]?$`);

function readDefault({ text = '' }: Record<string, string>, type: Type): ProseFacts | undefined {
  const cut = text.split(/[.,;:](?:\s|$)| \(|"/)[0]?.trim() ?? '';
  if (/^\([\w*/+()-]+\)$/.test(cut) && /[*/+-]/.test(cut)) return { defaultFormula: cut };
  if (type === 'integer' || type === 'long' || type === 'number') {
    const found = /^-?\d[\d.]*/.exec(cut)?.[0];
    return found === undefined ? undefined : { default: found };
  }
  if (cut === '' || /^(?!\d+ [A-Z]B$|\S+ HH)\S+ /.test(cut)) return undefined;
  return { default: cut };
}

function readLength({ least, most }: Record<string, string>): ProseFacts {
  return {
    ...(least !== undefined && { minLength: parseProduct(least) }),
    ...(most !== undefined && { maxLength: parseProduct(most) }),
  };
}

function parseProduct(text: string): number {
  return text
    .replace(/[,\s]/g, '')
    .split(/[*x]/)
    .reduce((sum, factor) => sum * Number(factor), 1);
}

/** Reads the limits of a number. Those of a string that carries an amount, such as `4 GB`, are a rule. */
function readLimits({ least, most, unit }: Record<string, string>, type: Type): ProseFacts | undefined {
  if (type === 'string') return unit === undefined ? undefined : { rule: `>= ${least}${unit}` };
  return {
    ...(least !== undefined && { minimum: parseProduct(least) }),
    ...(most !== undefined && { maximum: parseProduct(most) }),
  };
}

function readUnit(text: string | undefined, type: Type): ProseFacts | undefined {
  if (text === undefined || type === 'string') return undefined;
  const unit = units[text.toLowerCase()];
  if (unit === undefined) throw new Error(`unit ${JSON.stringify(text)} is not known`);
  return { unit };
}

function readCondition({ name = '', values = '' }: Record<string, string>): ProseFacts {
  const words = values.split(/[、，,和或\s]+|\band\b|\bor\b/i).filter((text) => text !== '');
  const scalars: Scalar[] = words.map((text) => (text === 'true' || text === 'false' ? text === 'true' : text));
  return { onlyWhen: { [name]: scalars.length === 1 ? (scalars[0] as Scalar) : scalars } };
}

function readEnum({ values = '' }: Record<string, string>): ProseFacts {
  const outside = values.replace(/（[^（）]*）|\([^()]*\)/g, '');
  const kept = /\w/.test(outside) ? outside : values;
  return { enum: (kept.match(new RegExp(word, 'g')) ?? []).filter((text) => text !== 'and' && text !== 'or') };
}
