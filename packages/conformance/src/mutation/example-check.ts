import type { Document, Node, Operation, Schema } from '@dli-openapi/openapi';
import { getList, listOperations } from '@dli-openapi/openapi';
import { ExampleFaults, shownBy } from '../example-faults.ts';
import { validatorOf } from '../validator.ts';
import type { Mutant } from './mutants.ts';

/** The first fault of the examples that a mutant may have made wrong. An example that is as it was, of schemas that are as they were, is valid as it was. */
export function exampleCheck(original: Document): (mutant: Mutant, operations: readonly Operation[]) => string | undefined {
  const compiled = new ExampleFaults(original, validatorOf(original));
  const examples = listOperations(original).flatMap((operation) => shownBy(operation).flatMap((shown) => Object.values(shown.examples)));
  const known = new Set<unknown>(examples.map(({ value }) => value));

  return (mutant, operations) => {
    if (isSchemaExample(mutant)) return schemaExampleFault(mutant, compiled);
    const sameSchemas = mutant.document.components.schemas === original.components.schemas && !mutant.pointer.includes('/schema');
    const faults = sameSchemas ? compiled : new ExampleFaults(mutant.document, validatorOf(mutant.document));
    for (const operation of operations) {
      for (const { where, schema, examples: shown } of shownBy(operation)) {
        const values = Object.values(shown).map(({ value }) => value);
        if (values.length === 0) return `${operation.operationId} has no example for ${where}`;
        const fault = firstFault(sameSchemas ? values.filter((value) => !known.has(value)) : values, schema, faults);
        if (fault !== undefined) return fault;
      }
    }
    return undefined;
  };
}

function firstFault(values: readonly unknown[], schema: Schema, faults: ExampleFaults): string | undefined {
  for (const value of values) {
    const [fault] = [...faults.of(value, schema), ...faults.ofJson(value, schema)];
    if (fault !== undefined) return fault;
  }
  return undefined;
}

const isSchemaExample = ({ pointer, node }: Mutant): boolean => /\/examples\/\d+$/.test(pointer) && Array.isArray(node.examples);

/** The examples say nothing of what a schema lets through: it can be asked as it was. */
function schemaExampleFault({ document, pointer, node }: Mutant, compiled: ExampleFaults): string | undefined {
  const keys = pointer.split('/').slice(1, -2);
  const changed = keys.reduce<unknown>((parent, key) => (parent as Node)[key.replaceAll('~1', '/').replaceAll('~0', '~')], document);
  return firstFault(getList(changed as Node, 'examples'), node, compiled);
}
