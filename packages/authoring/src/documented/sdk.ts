// Reads the models of the official SDKs: names, `required` and enums from that for Node.js (services/dli/v1), and optionally the
// integers and comments from that for Python (huaweicloudsdkdli/v1).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Published, PublishedField } from './published.ts';
import type { Location } from './types.ts';

interface Property {
  name: string;
  /** In TypeScript, such as `Array<Tag>`. */
  type: string;
  required: boolean;
}

/** What the SDK for Python adds to a model, by the name of the field in JSON. */
type Additions = Map<string, { type: string; description: string | undefined }>;

interface Endpoint {
  method: string;
  path: string;
  headers: string[];
}

export interface SdkModels {
  /** Reads what the models state of an operation; undefined if the SDK lacks it. */
  read(operationId: string): Published | undefined;
}

const clientFile = 'DliClient.ts';

export const isSdkFolder = (folder: string): boolean => existsSync(join(folder, clientFile)) && existsSync(join(folder, 'model'));

/** @throws {Error} if a folder does not contain models */
export function openSdkFolder(folder: string, python?: string): SdkModels {
  const models = new Map<string, Property[]>();
  const enums = new Map<string, string[]>();
  for (const name of readdirSync(join(folder, 'model')).filter((file) => file.endsWith('.ts')))
    readModels(join(folder, 'model', name), models, enums);
  const endpoints = readEndpoints(join(folder, clientFile));
  const additions = python === undefined ? new Map<string, Additions>() : readAdditions(python);

  const listFields = (model: string, location: (property: Property) => Location, parent: string, around: string[]): PublishedField[] => {
    const properties = around.includes(model) ? [] : (models.get(model) ?? []);
    return properties.flatMap((property): PublishedField[] => {
      const addition = additions.get(model)?.get(property.name);
      const { type, inside, depth } = resolveType(property.type);
      const at = location(property);
      const isBody = property.name === 'body' && around.length === 0 && (at === 'body' || depth > 0);
      const pointer = isBody ? '[]'.repeat(depth) : parent + property.name;
      const prefix = isBody ? (depth > 0 ? `${pointer}.` : '') : `${pointer}${'[]'.repeat(depth)}.`;
      const field: PublishedField = {
        location: at,
        pointer,
        required: isBody ? undefined : property.required,
        type: addition && /\bint\b/.test(addition.type) ? type.replace('number', 'integer') : type,
        description: addition?.description,
        values: inside === undefined ? undefined : enums.get(inside),
      };
      const nested = inside === undefined || enums.has(inside) ? [] : listFields(inside, () => at, prefix, [...around, model]);
      return isBody && depth === 0 ? nested : [field, ...nested];
    });
  };

  return {
    read(operationId) {
      const endpoint = endpoints.get(operationId);
      if (!endpoint) return undefined;
      const { method, path, headers } = endpoint;
      const model = operationId[0]?.toUpperCase() + operationId.slice(1);
      const getLocation = ({ name }: Property): Location => {
        if (name === 'body') return 'body';
        if (path.includes(`{${name}}`)) return 'path';
        return headers.includes(name) ? 'header' : 'query';
      };
      const request = listFields(`${model}Request`, getLocation, '', []);
      const missing = (path.match(/(?<=\{)\w+(?=\})/g) ?? []).filter(
        (name) => !request.some((field) => field.location === 'path' && field.pointer === name),
      );
      return {
        docId: undefined,
        method,
        path,
        fields: [
          ...missing.map((name): PublishedField => ({ location: 'path', pointer: name, required: true, type: 'string' })),
          ...request,
          ...listFields(`${model}Response`, () => 'response', '', []),
        ],
        statuses: [],
        errorCodes: [],
        samples: [],
      };
    },
  };
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
}

function readModels(file: string, models: Map<string, Property[]>, enums: Map<string, string[]>): void {
  parse(file).forEachChild((node) => {
    if (ts.isEnumDeclaration(node))
      enums.set(
        node.name.text,
        node.members.flatMap(({ initializer }) => (initializer && ts.isLiteralExpression(initializer) ? [initializer.text] : [])),
      );
    if (!ts.isClassDeclaration(node) || !node.name) return;
    const required = new Set(
      node.members
        .filter(ts.isConstructorDeclaration)
        .flatMap(({ body }) => [...(body?.getText() ?? '').matchAll(/this\['([^']+)'\]/g)].map(([, name]) => name)),
    );
    models.set(
      node.name.text,
      node.members.filter(ts.isPropertyDeclaration).map(({ name, type }) => {
        const text = ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : name.getText();
        return { name: text, type: type?.getText() ?? 'object', required: required.has(text) };
      }),
    );
  });
}

function resolveType(printed: string): { type: string; inside: string | undefined; depth: number } {
  // An enum stands beside the type of its values: `Array<ColourEnum> | Array<string>`.
  const text = printed.split(' | ')[0] ?? '';
  const item = /^Array<(.*)>/.exec(text)?.[1];
  if (item !== undefined) {
    const { type, inside, depth } = resolveType(item);
    return { type: `array<${type}>`, inside, depth: depth + 1 };
  }
  if (text.endsWith('Enum')) return { type: 'string', inside: text, depth: 0 };
  if (text === 'Date') return { type: 'string', inside: undefined, depth: 0 };
  if (/^[a-z]+$/.test(text)) return { type: text === 'any' ? 'object' : text, inside: undefined, depth: 0 };
  return { type: 'object', inside: /^\w+$/.test(text) ? text : undefined, depth: 0 };
}

/** Reads the operations of the client, by name. */
function readEndpoints(file: string): Map<string, Endpoint> {
  const endpoints = new Map<string, Endpoint>();
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (!ts.isMethodDeclaration(node) || !ts.isObjectLiteralExpression(node.parent)) return;
    const text = node.getText();
    const [, method, path] = /method: "([A-Z]+)",\s+url: "([^"]+)"/.exec(text) ?? [];
    const headers = [...text.matchAll(/localVarHeaderParameter\['([^']+)'\]/g)].map(([, name]) => name ?? '');
    if (method !== undefined && path !== undefined) endpoints.set(node.name.getText(), { method: method.toLowerCase(), path, headers });
  };
  visit(parse(file));
  return endpoints;
}

function readAdditions(folder: string): Map<string, Additions> {
  if (!existsSync(join(folder, 'model')))
    throw new Error(`${folder} is not a folder of the SDK for Python: it has no model. Name huaweicloudsdkdli/v1`);
  const models = new Map<string, Additions>();
  for (const name of readdirSync(join(folder, 'model')).filter((file) => file.endsWith('.py'))) {
    const text = readFileSync(join(folder, 'model', name), 'utf8');
    const model = /^class (\w+)/m.exec(text)?.[1];
    if (model === undefined) continue;
    const types = readDictionary(text, 'openapi_types');
    const additions: Additions = new Map();
    for (const [attribute, wire] of readDictionary(text, 'attribute_map'))
      additions.set(wire, {
        type: types.get(attribute) ?? '',
        description: new RegExp(`^\\s*:param ${attribute}: (.*)$`, 'm').exec(text)?.[1],
      });
    models.set(model, additions);
  }
  return models;
}

/** Reads a dictionary of strings of a Python class. */
function readDictionary(text: string, name: string): Map<string, string> {
  const body = new RegExp(`^\\s+${name} = \\{([^}]*)\\}`, 'm').exec(text)?.[1] ?? '';
  return new Map([...body.matchAll(/'([^']+)': '([^']+)'/g)].map(([, key = '', value = '']) => [key, value]));
}
