// Reads a published page: its operation, tables and samples.
import type { Published, PublishedSample } from '../published.ts';
import type { Block, Fault, PageText } from './blocks.ts';
import { docIdPattern, Unreadable } from './blocks.ts';
import { readHtml, readMarkdown } from './html.ts';
import { readRestructuredText } from './rst.ts';
import type { PlacedTable } from './tables.ts';
import { isFieldTable, readFields } from './tables.ts';

/** The sections of a page, by headings in Chinese and English. The first match counts. */
const sections = [
  ['uri', /^URI/i],
  ['sample', /示例|样例|Example/i],
  ['status', /^(状态码|Status Codes?)/i],
  ['error', /^(错误码|Error Codes?)/i],
  ['request', /^(请求|Request)/i],
  ['response', /^(响应|返回|Response)/i],
] as const;
type Section = (typeof sections)[number][0];

/** More than twice the longest page known. */
const longest = 500_000;

/** @throws {PageError} with all faults of the page */
export function readPage(text: string, file: string): { page: Published; language: 'zh' | 'en'; notes: Fault[] } {
  if (text.length > longest)
    throw new PageError(file, [{ line: 1, message: `the file is longer than ${longest} characters, so it is not a page` }]);
  const { blocks, docId, faults } = readText(text, file);
  const { endpoint, tables, samples, statuses } = sortBlocks(blocks);
  if (!endpoint)
    faults.push({
      line: 1,
      message: 'no line such as "GET /v1.0/{project_id}/…" says which operation this is. Is it the page of an operation?',
    });
  if (!tables.some(({ table }) => isFieldTable(table)))
    faults.push({
      line: 1,
      message:
        'a table of parameters is missing. It has columns such as "参数名称", "参数类型", "说明" or "Parameter", "Type", "Description"',
    });
  const { fields, notes } = readFields(tables, endpoint ?? { method: '', path: '' }, faults);
  if (faults.length > 0 || !endpoint) throw new PageError(file, faults);
  const listFirstColumn = (section: Section) =>
    tables.filter((placed) => placed.section === section).flatMap(({ table }) => table.rows.map(([code]) => code?.text ?? ''));
  return {
    page: {
      docId: docId ?? docIdPattern.exec(file)?.[0],
      ...endpoint,
      fields,
      statuses: [...new Set([...statuses, ...listFirstColumn('status')])].filter((code) => /^\d{3}$/.test(code)),
      errorCodes: listFirstColumn('error').filter((code) => code !== ''),
      samples,
    },
    language: /[一-鿿]/.test(text) ? 'zh' : 'en',
    notes,
  };
}

export class PageError extends Error {
  constructor(file: string, faults: Fault[]) {
    super(faults.map(({ line, message }) => `${file}:${line}: ${message}.`).join('\n'));
  }
}

function readText(text: string, file: string): PageText {
  try {
    if (/\.rst$/.test(file) || /^:original_name:/.test(text)) return readRestructuredText(text);
    return /^\s*<(!doctype|html)\b/i.test(text) ? readHtml(text) : readMarkdown(text);
  } catch (error) {
    throw error instanceof Unreadable ? new PageError(file, [error]) : error;
  }
}

interface Sorted {
  endpoint: { method: string; path: string } | undefined;
  tables: PlacedTable[];
  samples: PublishedSample[];
  statuses: string[];
}

/** Sorts blocks into sections by the headings and labels above them. */
function sortBlocks(blocks: Block[]): Sorted {
  const sorted: Sorted = { endpoint: undefined, tables: [], samples: [], statuses: [] };
  let section: Section | undefined;
  let role: PublishedSample['of'] | undefined;
  let status = '200';
  for (const block of blocks) {
    if (block.kind === 'table') {
      if (section && status.startsWith('2')) sorted.tables.push({ section, table: block });
      continue;
    }
    if (block.kind === 'code') {
      if (role && /^[{[]/.test(block.text)) sorted.samples.push({ of: role, text: block.text });
      continue;
    }
    if (block.kind === 'heading') {
      section = sections.find(([, pattern]) => pattern.test(block.text))?.[0];
      status = '200';
      role = section === 'request' || section === 'response' ? section : undefined;
    }
    role = readRole(block.text) ?? role;
    const label = /^(?:状态码|Status code)[：:]\s*(\d{3})\b/i.exec(block.text)?.[1];
    if (label !== undefined && section === 'response') {
      status = label;
      sorted.statuses.push(label);
    }
    const [, method, path] = /^(?:• )?(GET|PUT|POST|PATCH|DELETE)\s*(\/[^\s?]+)/.exec(block.text) ?? [];
    if (section === 'uri' && method !== undefined && path !== undefined) sorted.endpoint ??= { method: method.toLowerCase(), path };
  }
  return sorted;
}

/** Reads whether a label such as `请求样例` or `Example Response` announces a request or a response. */
function readRole(label: string): PublishedSample['of'] | undefined {
  if (label.length > 40 || !/示例|样例|Example/i.test(label)) return undefined;
  if (/响应|返回|Response/i.test(label)) return 'response';
  return /请求|Request/i.test(label) ? 'request' : undefined;
}
