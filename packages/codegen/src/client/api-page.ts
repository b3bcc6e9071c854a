// Every method of the client on one page.
import type { Document, Operation } from '@dli-openapi/openapi';
import { listOperations } from '@dli-openapi/openapi';
import { listInputFields } from './input.ts';
import { nameInputType, nameItemType, nameOutputType } from './names.ts';
import { readPaging } from './paging.ts';

/** Writes the page, as Markdown. */
export function writeApiPage(document: Document): string {
  const operations = listOperations(document);
  const tags = [...new Set(operations.map(({ tags: [tag] }) => tag ?? 'Others'))];
  const sections = tags.map((tag) =>
    writeSection(
      document,
      tag,
      operations.filter(({ tags: [own] }) => (own ?? 'Others') === tag),
    ),
  );
  return `# Methods

${operations.length} methods of a client, \`createDliClient(…)\`. Each takes its input in one object, then options for the one call, and
promises the body of the response. \`?\` marks an input that can be omitted. The types are exported by \`@dli-openapi/client\`; the
operations behind the methods, for \`createDliCore\`, by \`@dli-openapi/client/operations\`.

${sections.join('\n\n')}
`;
}

function writeSection(document: Document, tag: string, operations: Operation[]): string {
  return `## ${tag}\n\n${operations.map((operation) => writeEntry(document, operation)).join('\n')}`;
}

function writeEntry(document: Document, operation: Operation): string {
  const { operationId, summary, method, path, docId, node } = operation;
  const optional = listInputFields(document, operation).every(({ required }) => !required);
  const input = `input${optional ? '?' : ''}: ${nameInputType(operationId)}`;
  const url = (node.externalDocs as { url?: string } | undefined)?.url;
  const page = url === undefined ? '' : ` ([${docId}](${url}))`;
  const lines = [
    `- \`dli.${operationId}(${input}, options?)\` → \`${nameOutputType(operationId)}\``,
    `${summary}.${node.deprecated === true ? ' Deprecated.' : ''} \`${method.toUpperCase()} ${path}\`${page}`,
    readPaging(document, operation) && `Also \`.items(…)\`, one \`${nameItemType(operationId)}\` at a time, and \`.pages(…)\`.`,
  ];
  return lines.filter((line) => line !== undefined).join('  \n  ');
}
