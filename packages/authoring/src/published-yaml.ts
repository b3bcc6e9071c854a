import { Document, visit } from 'yaml';

/** Formats a document as YAML that simple parsers read, too: some join a line that ends in a backslash with the next one. */
export function formatYamlDocument(document: object): string {
  const yaml = new Document(document, { aliasDuplicateObjects: false });
  visit(yaml, {
    Scalar: (_key, scalar) => {
      if (String(scalar.value).endsWith('\\')) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return yaml.toString({ lineWidth: 0 });
}
