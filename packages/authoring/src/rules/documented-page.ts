import { isNode } from '@dli-openapi/openapi';
import type { Rule } from './redocly.ts';

/** Every operation names the page that it was written from, and links to it; or states that no page describes it. */
export const documentedPage: Rule = () => ({
  Operation: {
    enter: (operation, { location, report }) => {
      const id = operation['x-dli-doc-id'];
      if (operation['x-dli-source'] !== undefined) {
        if (id !== undefined)
          report({ message: 'The operation has a page in x-dli-doc-id and another source in x-dli-source. Delete one.', location });
        return;
      }
      if (typeof id !== 'string' || !/^dli_02_\d{4}$/.test(id)) {
        const message =
          "x-dli-doc-id is not the id of a page. Give the page's id, such as `dli_02_0234`, or `x-dli-source: sdk` or `client` where no page describes the operation.";
        report({ message, location: id === undefined ? location : location.child(['x-dli-doc-id']) });
        return;
      }
      const { externalDocs } = operation;
      if (isNode(externalDocs) && String(externalDocs.url).endsWith(`/${id}.html`)) return;
      const at = isNode(externalDocs) ? location.child(['externalDocs', 'url']) : location;
      report({
        message: `The operation does not link to its page ${id}. Take its externalDocs away: common.yaml has the link.`,
        location: at,
      });
    },
  },
});
