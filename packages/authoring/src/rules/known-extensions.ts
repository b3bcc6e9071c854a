import type { Node } from '@dli-openapi/openapi';
import { isNode } from '@dli-openapi/openapi';
import { readExtensionShapes } from '../shapes.ts';
import type { Rule, Visit } from './redocly.ts';

interface Extension {
  /** The types of nodes that may have it. */
  on: string[];
  /** Whether it fits the rest of its node. Its own value is checked by its JSON schema. */
  fits?(value: unknown, node: Node): boolean;
}

const toList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const isState = (value: unknown, states: unknown) => toList(states).includes(value);

/** Whether each state has at most one usual transition. */
function isDecided(transitions: Node[]): boolean {
  const usual = transitions.filter((transition) => transition.usual === true);
  return new Set(usual.map(({ from }) => from)).size === usual.length;
}

const extensions: ReadonlyMap<string, Extension> = new Map<string, Extension>([
  ['x-dli-doc-id', { on: ['Operation'] }],
  ['x-dli-unit', { on: ['Schema'] }],
  ['x-dli-default-formula', { on: ['Schema'], fits: (_value, node) => !('default' in node) }],
  ['x-dli-only-when', { on: ['Schema'] }],
  [
    'x-dli-region-domains',
    {
      on: ['ServerVariable'],
      fits: (value, { enum: regions }) => Object.keys(value as Node).every((region) => toList(regions).includes(region)),
    },
  ],
  ['x-dli-same-as', { on: ['Schema'] }],
  ['x-dli-source', { on: ['Operation'] }],
  ['x-dli-paging', { on: ['Operation'] }],
  [
    'x-dli-transitions',
    {
      on: ['Schema'],
      fits: (value, { enum: states }) => {
        const transitions = toList(value).filter(isNode);
        const areKnown = transitions.every(
          ({ from, to }) => (from === null || from === '*' || isState(from, states)) && (to === null || isState(to, states)),
        );
        return areKnown && isDecided(transitions);
      },
    },
  ],
  [
    'x-dli-final',
    {
      on: ['Schema'],
      fits: (value, { enum: states, 'x-dli-transitions': transitions }) =>
        transitions !== undefined && toList(value).every((state) => isState(state, states)),
    },
  ],
  ['x-dli-idempotent', { on: ['Operation'] }],
  ['x-dli-error-codes', { on: ['Root'] }],
  ['x-dli-while-running', { on: ['Schema'] }],
  ['x-dli-open', { on: ['Schema'] }],
  ['x-displayName', { on: ['Tag'] }],
  ['x-enumDescriptions', { on: ['Schema'] }],
]);

/** Extensions are those of the list above, stand where they belong, and match their schemas. */
export const knownExtensions: Rule = () => {
  const shapes = readExtensionShapes();
  const check: Visit = (node, { location, report, resolve, type }) => {
    if (type.extensionsPrefix === undefined) return;
    for (const [key, value] of Object.entries(node).filter(([name]) => name.startsWith('x-'))) {
      const extension = extensions.get(key);
      const shape = shapes.get(key);
      const at = location.child([key]);
      const found = resolve(value).node;
      if (!extension || !shape)
        report({ message: `\`${key}\` is not an extension of this document. Correct it, or add it to the rule.`, location: at });
      else if (!extension.on.includes(type.name))
        report({ message: `\`${key}\` does not belong here. It stands on: ${extension.on}.`, location: at });
      else if (!shape.isRight(found) || extension.fits?.(found, node) === false)
        report({ message: `\`${key}\` must be ${shape.words}.`, location: at });
    }
  };
  return { any: { enter: check }, ref: { enter: check } };
};
