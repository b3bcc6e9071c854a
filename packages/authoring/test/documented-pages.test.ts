// Pages in the form of the published ones, about an orchard that nobody has.
import { describe, expect, it } from 'vitest';
import { Corrections } from '../src/documented/corrections.ts';
import { readPage } from '../src/documented/pages/page.ts';
import { reducePage } from '../src/documented/reduce.ts';
import type { Row } from '../src/documented/types.ts';

const read = (text: string, file = 'page.md') => readPage(text, file);
const reduce = (text: string, file?: string) => reducePage('growTree', 'zh-2026', read(text, file).page, new Corrections());
/** A page's rows, a line each. */
const listRows = (text: string, file?: string): string[] => reduce(text, file).rows.map(formatRow);
const formatRow = ({ location, pointer, name: _name, ...facts }: Row): string => `${location} ${pointer} ${JSON.stringify(facts)}`;
/** What is wrong with a page, a line each. */
function listFaults(text: string, file?: string): string[] {
  try {
    read(text, file);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
}

type Cells = string[];
const createCell = (tag: string, text: string): string =>
  `<${tag} class="cell">${text.startsWith('<') ? text : `<p id="p1"><a name="p1"></a>${text}</p>`}
</${tag}>`;
const createRow = (tag: string, cells: Cells): string => `<tr id="row1">${cells.map((text) => createCell(tag, text)).join('\n')}\n</tr>`;
const createTable = (anchor: string, header: Cells, ...body: Cells[]): string =>
  `<a name="${anchor}"></a>\n<table><thead>${createRow('th', header)}\n</thead>\n<tbody>${body.map((cells) => createRow('td', cells)).join('\n')}\n</tbody>\n</table>`;
const createLink = (anchor: string): string => `请参见<a href="#${anchor}">表</a>。`;

const header = ['参数名称', '是否必选', '参数类型', '说明'];
const uri = `# 种树<a name="dli_99_0001"></a>

## URI<a name="s1"></a>

-   URI格式

    POST /v9/\\{garden\\_id\\}/trees/\\{tree\\_id\\}
`;
const uriTable = `**表 1**  URI参数说明

${createTable('t1', header, ['garden_id', '是', 'String', '果园的编号。'], ['tree_id', '是', 'Long', '树的编号。'], ['dry', '否', 'Boolean', '是否只试一试。'])}
`;
const page = `${uri}
-   参数说明

${uriTable.replace(/^(?=.)/gm, '    ')}

## 请求消息<a name="s2"></a>

**表 2**  请求参数

${createTable(
  't2',
  header,
  ['kind', '是', 'String', `种类，${createLink('t4')}`],
  ['branches', '否', '<span>Array of Objects</span>', `树枝，${createLink('t3')}`],
  ['roots', '否', 'Object', '根。'],
  ['plan', '否', 'String', '<p>json格式的字符串。例如：</p><pre>{"water": true}</pre>'],
)}

**表 3**  branches参数

${createTable('t3', header, ['leng<span>th</span>', '是', 'Integer', '<ul><li>最小值：1</li><li>最大值：9</li></ul>'], ['twigs', '否', 'Array of objects', `更细的，${createLink('t3')}`])}

**表 4**  种类说明

${createTable('t4', ['名称', '含义'], ['apple', '苹果'], ['pear', '梨'])}

**表 5**  roots参数说明

${createTable('t5', header, ['depth', '否', 'Double', '深度。'])}

## 响应消息<a name="s3"></a>

**表 6**  响应参数

${createTable('t6', header, ['数组元素', '否', 'Array of objects', `结果，${createLink('t7')}`])}

**表 7**  数组元素参数

${createTable('t7', header, ['is_success', '是', 'Boolean', '成功与否。'])}

## 示例<a name="s4"></a>

-   请求样例

    \`\`\`
    {
        "kind": "apple",
    }
    \`\`\`

-   成功响应样例：
    -   种下了

        \`\`\`
        [{"is_success": true}]
        \`\`\`

    -   没有内容

        \`\`\`
        None
        \`\`\`

## 状态码<a name="s5"></a>

**表 8**  状态码

${createTable('t8', ['状态码', '描述'], ['200', '种下了。'], ['400', '种不下。'])}

## 错误码<a name="s6"></a>

**表 9**  错误码

${createTable('t9', ['错误码', '错误信息'], ['DLI.99001', '没有地方了。'])}
`;

describe('a page in Markdown with tables in HTML', () => {
  it('says which operation it is about', () => {
    expect(read(page)).toMatchObject({
      language: 'zh',
      notes: [],
      page: { docId: 'dli_99_0001', method: 'post', path: '/v9/{garden_id}/trees/{tree_id}' },
    });
  });

  it('has a row for each row of its tables, those of a linked or named table below the row that they belong to', () => {
    expect(listRows(page)).toEqual([
      'path garden_id {"required":true,"type":"string"}',
      'path tree_id {"required":true,"type":"long"}',
      'query dry {"required":false,"type":"boolean"}',
      'body kind {"required":true,"type":"string","enum":["apple","pear"]}',
      'body branches {"required":false,"type":"array<object>"}',
      'body branches[].length {"required":true,"type":"integer","minimum":1,"maximum":9}',
      'body branches[].twigs {"required":false,"type":"array<object>"}',
      'body roots {"required":false,"type":"object"}',
      'body roots.depth {"required":false,"type":"number"}',
      'body plan {"required":false,"type":"string","json":true}',
      'response [] {"required":false,"type":"array<object>"}',
      'response [].is_success {"required":true,"type":"boolean"}',
    ]);
  });

  it('has its statuses, error codes and samples, in sentences as well', () => {
    expect(reduce(page)).toMatchObject({
      statuses: ['200', '400'],
      errorCodes: ['DLI.99001'],
      samples: [
        { of: 'request', broken: 'trailing comma', text: '{\n    "kind": "apple",\n}', value: { kind: 'apple' } },
        { of: 'response', value: [{ is_success: true }] },
        { of: 'body.plan', value: '{"water": true}' },
      ],
    });
  });

  it('may name its columns differently, and omit types', () => {
    const plain = `${uri}\n**表 1**  URI参数\n\n${createTable('t1', ['参数', '是否可选', '描述'], ['garden_id', '否', '果园。'])}`;
    expect(listRows(plain)).toEqual(['path garden_id {"required":true}']);
  });

  it('may have tables for a header, the query and the body, and statuses over its responses', () => {
    const modern = `${uri}\n**表 1**  路径参数\n\n${createTable('t1', header, ['garden_id', '是', 'String', '果园。'])}

## 请求参数

**表 2**  请求Header参数

${createTable('t2', header, ['X-Gardener', '否', 'String', '园丁。'])}

**表 3**  请求Body参数

${createTable('t3', header, ['branches', '否', 'Array of <a href="#t4">Branch</a> objects', '树枝。'])}

**表 4**  Branch

${createTable('t4', header, ['length', '否', 'Integer', '长度。'])}

## 响应参数

状态码：200

**表 5**  响应Body参数

${createTable('t5', header, ['is_success', '否', 'Boolean', '成功与否。'])}

状态码：400

**表 6**  响应Body参数

${createTable('t6', header, ['error_code', '否', 'String', '错误码。'])}
`;
    expect(listRows(modern)).toEqual([
      'path garden_id {"required":true,"type":"string"}',
      'header X-Gardener {"required":false,"type":"string"}',
      'body branches {"required":false,"type":"array<object>"}',
      'body branches[].length {"required":false,"type":"integer"}',
      'response is_success {"required":false,"type":"boolean"}',
    ]);
    expect(reduce(modern).statuses).toEqual(['200', '400']);
  });
});

it('a page in HTML reads as the same page in Markdown', () => {
  const createHtml = (title: string, body: string): string => `<div class="section"><h4 class="sectiontitle">${title}</h4>${body}</div>`;
  const createCaption = (text: string, number: number, title: string): string =>
    text.replace(/^<a name="(\w+)"><\/a>\n<table>/, `<table id="dli_99_0001__$1"><caption><b>表${number} </b>${title}</caption>`);
  const text = `<!DOCTYPE html>
<html><head><title>种树</title><link rel="canonical" href="https://example.com/api/dli_99_0001.html"></head><body>
<p>没有结束的段落
<h1>种树</h1>
${createHtml('URI', `<ul><li>URI格式<p>GET /v9/{garden_id}/trees</p></li></ul>${createCaption(createTable('t1', header, ['garden_id', '是', 'String', '果园。']), 1, 'URI参数')}`)}
${createHtml(
  '响应消息',
  `${createCaption(createTable('t2', header, ['trees', '否', 'Array of objects', '树，请参见<a href="dli_99_0001.html#dli_99_0001__t3">表3</a>。']), 2, '响应参数')}
   ${createCaption(createTable('t3', header, ['name', '否', 'String', '树名。']), 3, 'trees参数')}`,
)}
${createHtml('响应示例', '<pre class="screen">{"trees": []}</pre>')}
</body></html>`;
  expect(listRows(text, 'page.html')).toEqual([
    'path garden_id {"required":true,"type":"string"}',
    'response trees {"required":false,"type":"array<object>"}',
    'response trees[].name {"required":false,"type":"string"}',
  ]);
  expect(reduce(text)).toMatchObject({ docId: 'dli_99_0001', samples: [{ of: 'response', value: { trees: [] } }] });
});

describe('a page in reStructuredText', () => {
  const createGrid = (...lines: Cells[]): string => {
    const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
    const createBorder = (mark: string): string => `+${widths.map((width) => mark.repeat(width + 2)).join('+')}+`;
    const format = (cells: Cells): string => `|${widths.map((width, column) => ` ${(cells[column] ?? '').padEnd(width)} `).join('|')}|`;
    const [head = [], ...body] = lines;
    const parts = [createBorder('-'), format(head), createBorder('=')];
    for (const [index, cells] of body.entries()) parts.push(...(index > 0 && cells[0] ? [createBorder('-')] : []), format(cells));
    return [...parts, createBorder('-')].map((line) => `   ${line}`).join('\n');
  };
  const head = ['Parameter', 'Mandatory', 'Type', 'Description'];
  const rst = `:original_name: dli_99_0002.html

.. _dli_99_0002:

Growing a Tree
==============

URI
---

-  URI format

   PUT /v9/{*garden_id*}/trees

-  Parameters

   .. table:: **Table 1** URI parameter

${createGrid(
  head,
  ['garden_id', 'Yes', 'String', '**Definition**'],
  ['', '', '', ''],
  ['', '', '', 'The garden. See :ref:`Gardens <dli_99_0009>`.'],
)
  .split('\n')
  .map((line) => `   ${line}`)
  .join('\n')}

Request Parameters
------------------

.. table:: **Table 2** Request parameters

${createGrid(
  head,
  ['kind', 'No', 'String', 'Kind of tree. Options:'],
  ['', '', '', ''],
  ['', '', '', '-  **apple**: a red one'],
  ['', '', '', '-  **pear**: a green one'],
  ['', '', '', '   -  sweet'],
  ['', '', '', ''],
  ['', '', '', 'The default value is **pear**.'],
  ['branches', 'No', 'Array of objects', 'See :ref:`Table 3 <dli_99_0002__t3>`.'],
)}

.. _dli_99_0002__t3:

.. table:: **Table 3** **branches** parameters

${createGrid(head, ['length', 'Yes', 'Integer', 'Length.'])}

Example Request
---------------

.. code-block::

   {
       "kind": "pear"
   }

Status Codes
------------

.. table:: **Table 4** Status codes

   =========== ===========
   Status Code Description
   =========== ===========
   200         It grows.
   =========== ===========
`;

  it('reads as a page in Markdown does', () => {
    expect(listRows(rst, 'page.rst')).toEqual([
      'path garden_id {"required":true,"type":"string"}',
      'body kind {"required":false,"type":"string","enum":["apple","pear"],"default":"pear"}',
      'body branches {"required":false,"type":"array<object>"}',
      'body branches[].length {"required":true,"type":"integer"}',
    ]);
    expect(read(rst, 'page.rst').language).toBe('en');
    expect(reduce(rst)).toMatchObject({
      docId: 'dli_99_0002',
      statuses: ['200'],
      samples: [{ of: 'request', value: { kind: 'pear' } }],
    });
  });

  it('is refused for a broken table, with the line', () => {
    expect(listFaults(rst.replace('| Length.     |', '| Length. |'), 'page.rst')).toEqual([
      expect.stringMatching(/^page\.rst:53: the cells of the table do not stand below each other/),
    ]);
    const open = rst.replace(/(\| length .*\n) {3}\+[-+]+\n/, '$1');
    expect(listFaults(open, 'page.rst')).toEqual([expect.stringMatching(/^page\.rst:50: the table has no border below/)]);
    expect(listFaults(rst.replace('It grows.\n   =========== ===========', 'It grows.'), 'page.rst')).toEqual([
      expect.stringMatching(/^page\.rst:70: the table needs a line such as === ===/),
    ]);
  });
});

describe('a fault of a page is refused or noted, with its line and what to do', () => {
  const small = `${uri}\n**表 1**  URI参数\n\n${createTable('t1', header, ['garden_id', '是', 'String', '果园。'])}`;

  const endless = small.replace('</table>', `\n\n## 响应消息\n\n${createTable('t2', header)}`);

  it.each([
    ['a text', 'An apple a day.', 1, 'no line such as "GET /v1.0/{project_id}/…" says which operation this is'],
    ['an empty file', '', 1, 'no line such as "GET /v1.0/{project_id}/…" says which operation this is'],
    ['a page without a table', uri, 1, 'a table of parameters is missing. It has columns such as'],
    ['an unknown column', small.replace('>说明<', '>滋味<'), '<table>', 'the column "滋味" is not known. If it matters, add it to columns'],
    [
      'a doubtful requirement',
      small.replace('>是<', '>也许<'),
      '>garden_id<',
      '"也许" says neither yes nor no of whether garden_id is required',
    ],
    ['an invalid name', small.replace('>garden_id<', '>果 园<'), '>果 园<', '"果 园" is not a name of a parameter'],
    ['too few cells', small.replace(createCell('td', 'String'), ''), '>garden_id<', 'the row has 3 cells and the table 4 columns'],
    ['an open cell', small.replace('>String</p>\n</td>', '>String</p>'), '>String<', '<td> is not closed. Add </td>'],
    ['an open list', small.replace('>String<', '><ul><li>String</li><'), '<ul>', '<ul> is not closed. Add </ul>'],
    ['an open table', endless, '<table>', 'begins inside the table of line 12. Close that one with </table>'],
  ])('%s', (_what, text, where, message) => {
    const line = typeof where === 'number' ? where : text.slice(0, text.lastIndexOf(where)).split('\n').length;
    const found = listFaults(text);
    expect(found.map((fault) => fault.replace(/\d+: .*/, ''))).toEqual(found.map(() => 'page.md:'));
    expect(found.join('\n')).toContain(message);
    expect(Number(found[0]?.split(':')[1])).toBe(line);
  });

  it('a table that belongs to no row is omitted, and noted', () => {
    const { notes } = read(
      `${page}\n## 响应消息\n\n**表 10**  leaves参数\n\n${createTable('t10', header, ['colour', '否', 'String', '颜色。'])}`,
    );
    expect(notes).toEqual([{ line: expect.any(Number), message: expect.stringContaining('the table "leaves参数" belongs to no row') }]);
  });

  it('a row whose type is unknown is refused, with its line', () => {
    expect(() => reduce(small.replace('>String<', '>Fruit<'))).toThrow(
      'growTree, zh-2026, path.garden_id (line 22): type "Fruit" is unknown. Add a correction to corrections.json',
    );
  });

  it('tables that link to each other in a circle are refused', () => {
    const tables = Array.from({ length: 14 }, (_value, index) => {
      const next = createLink(`t${index + 11}`);
      return `**表 ${index + 10}**  a${index}\n\n${createTable(`t${index + 10}`, header, ['left', '否', 'Object', next], ['right', '否', 'Object', next])}`;
    });
    const deep = `${uri}\n## 响应消息\n\n${tables.join('\n\n')}`;
    expect(listFaults(deep)).toEqual([expect.stringContaining('the tables give more than 3000 fields')]);
  });

  it('five megabytes of anything, and what parsers find hard', () => {
    expect(listFaults('<table>'.repeat(750_000))).toEqual([expect.stringContaining('the file is longer than 500000 characters')]);
    const hard = [
      '<',
      '<div>',
      '<table><tr><td>',
      'x <!--',
      '[a](',
      '**',
      '`a ',
      '&amp',
      '> ',
      'a|b\n-|-\n',
      '<i></b>',
      '# URI\n',
      '+-+\n',
      '\0',
    ];
    for (const part of hard)
      for (const file of ['page.md', 'page.html', 'page.rst'])
        for (const start of ['', '<table><tr><td>'])
          expect(listFaults(start + part.repeat(Math.floor(200_000 / part.length)), file), part).not.toEqual([]);
  });
});
