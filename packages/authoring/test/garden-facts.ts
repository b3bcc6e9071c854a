// A folder of facts about one operation that nobody has, with something of each kind.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const body = 'body';
const response = 'response';
const kinds = '• apple：苹果\n• pear：梨\n默认值为apple。';
const tag = { location: body, type: 'String', required: true };

const pages = {
  'zh-2021': [
    {
      docId: 'dli_02_9001',
      fields: [
        { location: 'path', pointer: 'project_id', type: 'String', required: true },
        { location: 'path', pointer: 'garden_id', type: 'String', required: true },
        { location: 'query', pointer: 'limit', type: 'Integer', description: '默认值：10。' },
        { location: 'query', pointer: 'offset', type: 'Integer' },
        { location: 'query', pointer: 'only_kind', type: 'String', description: kinds },
        { location: 'query', pointer: 'colours', type: 'Array of Strings' },
        { location: body, pointer: 'tree_name', type: 'String', required: true, description: '长度限制：1-64个字符。' },
        { location: body, pointer: 'kind', type: 'String', description: kinds },
        { location: body, pointer: 'plot_id', type: 'Long' },
        { location: body, pointer: 'water', type: 'String', description: '最小值为2 GB。' },
        { location: body, pointer: 'plot', type: 'Object' },
        { location: body, pointer: 'plot.depth', type: 'Double', required: true },
        { location: body, pointer: 'marks', type: 'Array of Objects' },
        { ...tag, pointer: 'marks[].key' },
        { ...tag, pointer: 'marks[].value' },
        { location: body, pointer: 'notes', type: 'Object' },
        { location: response, pointer: 'is_success', type: 'Boolean' },
        { location: response, pointer: 'message', type: 'String' },
        { location: response, pointer: 'total_count', type: 'Integer', required: true },
        { location: response, pointer: 'trees', type: 'Array of Objects', required: true },
        { location: response, pointer: 'trees[].plant_time', type: 'Long', description: '单位为毫秒。' },
        { location: response, pointer: 'trees[].plan', type: 'String', description: 'JSON字符串。' },
      ],
      statusCodes: [{ code: '400' }, { code: '200' }],
      examples: [
        { role: 'request', text: '{"tree_name": "elm", "plot_id": "7"}' },
        {
          role: 'response',
          text: '{"is_success": true, "message": "This message has more than\\n\\n  one line.", "trees": [{"plant_time": 1562221422671}]}',
        },
      ],
    },
    { docId: 'dli_02_9000', deprecated: true, fields: [{ location: body, pointer: 'shovel', type: 'String' }] },
  ],
  'otc-en-2026': [
    {
      docId: 'dli_02_9001',
      fields: [
        { location: body, pointer: 'tree_name', type: 'String', required: true, description: 'It can contain up to 128 characters.' },
        { ...tag, pointer: 'marks[].Key', description: 'Up to 36 characters.' },
        { location: body, pointer: 'tree-name', type: 'String' },
      ],
    },
  ],
  'sdk-2026': {
    fields: [
      { location: body, pointer: 'plot_id', type: 'string', typeNorm: 'string', required: false },
      { location: response, pointer: 'total_count', type: 'number', typeNorm: 'integer', required: false },
    ],
  },
};

/** Writes the folder. */
export function writeGardenFacts(folder: string): void {
  const file = 'operations/gardens/listTrees.json';
  const call = { method: 'POST', path: '/v1.0/{project_id}/gardens/{garden_id}/trees' };
  const files = {
    'index.json': [{ operationId: 'listTrees', file }],
    'crosscutting.json': { errorBody: {}, headers: [], sdkRegions: [] },
    [file]: { ...call, family: 'Gardens and DLI', deprecated: true, sources: pages },
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), JSON.stringify(content));
  }
}
