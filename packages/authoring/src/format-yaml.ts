import { Document, visit } from 'yaml';

/** Formats YAML for simple parsers, too: some join a line that ends in a backslash with the next one. */
export function formatYaml(value: object): string {
  const yaml = new Document(value, { aliasDuplicateObjects: false });
  visit(yaml, {
    Scalar: (_key, scalar) => {
      if (String(scalar.value).endsWith('\\')) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return yaml.toString({ lineWidth: 0 });
}
