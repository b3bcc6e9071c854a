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
const isFilledList = (value: unknown): value is unknown[] => Array.isArray(value) && value.length > 0;
const isFilled = (value: unknown): value is Node => isNode(value) && Object.keys(value).length > 0;

const isState = (value: unknown, states: unknown) => Array.isArray(states) && states.includes(value);
/** What can bring a job from one state into another: the service by itself, a restart that the job is set to, or a user. */
const events: ReadonlySet<unknown> = new Set('system restart create run stop savepoint cancel top_up import delete'.split(' '));

function isPaging(value: unknown): boolean {
  if (!isFilled(value) || Object.values(value).some((name) => !isText(name))) return false;
  const names = ['style', 'size', ...(value.style === 'size' ? [] : ['position']), 'items', 'total'];
  return ['offset', 'page', 'from', 'size'].includes(String(value.style)) && Object.keys(value).sort().join() === names.sort().join();
}

function isTransition(value: unknown, states: unknown): boolean {
  if (!isNode(value)) return false;
  const { from, to, event, evidence, usual = true, ...others } = value;
  const known = (from === null || from === '*' || isState(from, states)) && (to === null || isState(to, states));
  const isUsual = !('usual' in value) || (usual === true && event === 'system');
  return known && isUsual && events.has(event) && ['documented', 'inferred'].includes(String(evidence)) && Object.keys(others).length === 0;
}

/** No state has two transitions that are the usual one. */
function isDecided(transitions: unknown[]): boolean {
  const usual = transitions.filter((transition): transition is Node => isNode(transition) && transition.usual === true);
  return new Set(usual.map(({ from }) => from)).size === usual.length;
}

function isErrorCode(code: string, entry: unknown): boolean {
  if (!/^(DLI|APIGW)\.\d{4,5}$/.test(code) || !isNode(entry)) return false;
  const { status, meaning, cure, ...others } = entry;
  return /^[45]\d\d$/.test(String(status)) && isText(meaning) && isText(cure) && Object.keys(others).length === 0;
}

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
  [
    'x-dli-paging',
    { on: ['Operation'], shape: '`style`, `size`, `items`, `total` and, unless the style is `size`, `position`', isRight: isPaging },
  ],
  [
    'x-dli-transitions',
    {
      on: ['Schema'],
      shape: `a list of \`from\`, \`to\`, \`event\` (${[...events].join(', ')}) and \`evidence\`, between states of the enum; at most one from each state is \`usual: true\`, by the event \`system\``,
      isRight: (value, { enum: states }) =>
        isFilledList(value) && isDecided(value) && value.every((transition) => isTransition(transition, states)),
    },
  ],
  [
    'x-dli-final',
    {
      on: ['Schema'],
      shape: 'a list of states of the enum, on a schema with `x-dli-transitions`',
      isRight: (value, { enum: states, 'x-dli-transitions': transitions }) =>
        isFilledList(value) && transitions !== undefined && value.every((state) => isState(state, states)),
    },
  ],
  [
    'x-dli-idempotent',
    {
      on: ['Operation'],
      shape: '`true` or `false`: whether sending the request twice does no more than sending it once, where its method misleads',
      isRight: (value) => typeof value === 'boolean',
    },
  ],
  [
    'x-dli-error-codes',
    {
      on: ['Root'],
      shape: 'an object from error code to `status` (4xx or 5xx), `meaning` and `cure`',
      isRight: (value) => isFilled(value) && Object.entries(value).every(([code, entry]) => isErrorCode(code, entry)),
    },
  ],
  [
    'x-dli-while-running',
    { on: ['Schema'], shape: '`true`: the field can be changed while the job runs', isRight: (value) => value === true },
  ],
  ['x-dli-open', { on: ['Schema'], shape: 'the reason, as a sentence', isRight: isText }],
  ['x-displayName', { on: ['Tag'], shape: 'what readers are shown in place of the name', isRight: isText }],
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
  const check: Visit = (node, { location, report, resolve, type }) => {
    if (type.extensionsPrefix === undefined) return;
    for (const [key, value] of Object.entries(node).filter(([name]) => name.startsWith('x-'))) {
      const extension = extensions.get(key);
      const at = location.child([key]);
      if (!extension)
        report({ message: `\`${key}\` is not an extension of this document. Correct it, or add it to the rule.`, location: at });
      else if (!extension.on.includes(type.name))
        report({ message: `\`${key}\` does not belong here. It stands on: ${extension.on}.`, location: at });
      else if (!extension.isRight(resolve(value).node, node)) report({ message: `\`${key}\` must be ${extension.shape}.`, location: at });
    }
  };
  return { any: { enter: check }, ref: { enter: check } };
};
