import type { SchemaRow } from '@dli-openapi/openapi';
import { isNode } from '@dli-openapi/openapi';
import type { Rule } from './redocly.ts';
import { WrittenSchemas } from './written-schemas.ts';

/** If one field discriminates the alternatives of a request, a field that only one of them needs says so in `x-dli-only-when`. */
export const onlyWhen: Rule = () => {
  const written = new WrittenSchemas();
  return {
    RequestBody: {
      MediaType: {
        enter: (mediaType, context) => {
          const rows = written.listRows(mediaType, context);
          for (const row of rows) {
            const required = rows.filter((other) => other.required).map(({ pointer }) => pointer);
            const isRequired = (name: string) => required.includes(row.pointer === '' ? name : `${row.pointer}.${name}`);
            for (const message of listFaults(row, isRequired)) context.report({ message, location: written.locate(row.at) });
          }
        },
      },
    },
  };
};

/** @param isRequired whether all alternatives require a field */
function listFaults({ variants }: SchemaRow, isRequired: (name: string) => boolean): string[] {
  const fields = variants.map(
    (variant) => new Map(variant.filter(({ pointer }) => /^[^.[{]+$/.test(pointer)).map((row) => [row.pointer, row])),
  );
  const discriminator = [...(fields[0]?.keys() ?? [])].find((name) =>
    areDistinct(fields.map((variant) => readOnlyValue(variant.get(name)))),
  );
  if (discriminator === undefined) return [];
  const isNeededOnce = (name: string): boolean => fields.filter((variant) => variant.get(name)?.required).length === 1;
  return fields.flatMap((variant) => {
    const value = readOnlyValue(variant.get(discriminator));
    return [...variant].flatMap(([name, { required, keywords }]) => {
      const isNeeded = required && isNeededOnce(name) && !isRequired(name);
      const condition = keywords.get('x-dli-only-when')?.value;
      if (isNeeded === (isNode(condition) && condition[discriminator] === value)) return [];
      const wanted = `\`x-dli-only-when: { ${discriminator}: ${JSON.stringify(value)} }\``;
      return isNeeded
        ? [`One alternative alone needs \`${name}\`. Add ${wanted} to it.`]
        : [`\`${name}\` has ${wanted}, and that alternative does not need it. Require it there, or correct the condition.`];
    });
  });
}

function areDistinct(values: unknown[]): boolean {
  return values.length > 1 && !values.includes(undefined) && new Set(values).size === values.length;
}

/** Reads the only value that a field may have. */
function readOnlyValue(row: SchemaRow | undefined): unknown {
  const values = row?.keywords.get('enum')?.value as unknown[] | undefined;
  return values?.length === 1 ? values[0] : undefined;
}
