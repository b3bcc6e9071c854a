import type { Node } from '../../document.ts';
import type { Rule, Visit } from './redocly.ts';
import { isNode } from './redocly.ts';
import { units } from './units.ts';

interface Extension {
  /** The types of nodes it may stand on. */
  on: string[];
  /** What it must be, in words. */
  shape: string;
  isRight(value: unknown, node: Node): boolean;
}

const isText = (value: unknown) => typeof value === 'string' && value.trim() !== '';
const isScalar = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);
const isFilled = (value: unknown): value is Node => isNode(value) && Object.keys(value).length > 0;

const extensions: ReadonlyMap<string, Extension> = new Map([
  ['x-dli-doc-id', { on: ['Operation'], shape: 'the id of a published page', isRight: isText }],
  [
    'x-dli-unit',
    { on: ['Schema'], shape: `one of ${[...units.keys()].join(', ')}`, isRight: (value) => typeof value === 'string' && units.has(value) },
  ],
  [
    'x-dli-default-formula',
    { on: ['Schema'], shape: 'a formula, on a schema without `default`', isRight: (value, node) => isText(value) && !('default' in node) },
  ],
  [
    'x-dli-only-when',
    {
      on: ['Schema'],
      shape: 'an object from parameter or field to its value or list of values',
      isRight: (value) =>
        isFilled(value) && Object.values(value).every((condition) => [condition].flat().length > 0 && [condition].flat().every(isScalar)),
    },
  ],
  [
    'x-dli-region-domains',
    {
      on: ['ServerVariable'],
      shape: 'an object from a region of the enum to its domain',
      isRight: (value, { enum: regions }) =>
        isFilled(value) &&
        Object.entries(value).every(([region, domain]) => isText(domain) && Array.isArray(regions) && regions.includes(region)),
    },
  ],
  [
    'x-dli-same-as',
    {
      on: ['Schema'],
      shape: 'the parameter whose value the field repeats, such as `path.job_id`',
      isRight: (value) => typeof value === 'string' && /^(path|query)\.\w+$/.test(value),
    },
  ],
  ['x-dli-source', { on: ['Operation'], shape: '`sdk`, for an operation that no page describes', isRight: (value) => value === 'sdk' }],
  ['x-dli-open', { on: ['Schema'], shape: 'the reason, as a sentence', isRight: isText }],
  [
    'x-enumDescriptions',
    {
      on: ['Schema'],
      shape: 'an object from value to description',
      isRight: (value) => isFilled(value) && Object.values(value).every(isText),
    },
  ],
] satisfies [string, Extension][]);

/** Extensions are those of the list above, where they belong and in their right shape. */
export const knownExtensions: Rule = () => {
  const check: Visit = (node, { location, report, type }) => {
    if (type.extensionsPrefix === undefined) return;
    for (const [key, value] of Object.entries(node).filter(([name]) => name.startsWith('x-'))) {
      const extension = extensions.get(key);
      const at = location.child([key]);
      if (!extension)
        report({ message: `\`${key}\` is not an extension of this document. Correct it, or add it to the rule.`, location: at });
      else if (!extension.on.includes(type.name))
        report({ message: `\`${key}\` does not belong here. It stands on: ${extension.on}.`, location: at });
      else if (!extension.isRight(value, node)) report({ message: `\`${key}\` must be ${extension.shape}.`, location: at });
    }
  };
  return { any: { enter: check }, ref: { enter: check } };
};
