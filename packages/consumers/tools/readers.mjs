// node readers.mjs <reader> <folder> <file>…: runs one program on OpenAPI documents, and prints the problems that it finds as JSON.
// What it generates of each document goes into a separate folder there.
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const { resolve } = createRequire(import.meta.url);
const execute = promisify(execFile);

/** Each reads a file, throws or returns a list of problems, and writes what it generates into a folder. */
const readers = {
  'swagger-parser': async (file) => {
    const { default: parser } = await import('@apidevtools/swagger-parser');
    await parser.validate(file);
  },
  seriousme: async (file) => {
    const { Validator } = await import('@seriousme/openapi-schema-validator');
    const { valid, errors } = await new Validator().validate(file);
    return valid ? [] : [errors].flat().map((error) => JSON.stringify(error));
  },
  redocly: async (file) => {
    const command = join(dirname(resolve('@redocly/cli/package.json')), 'bin/cli.js');
    const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
    const { stdout } = await run(command, ['lint', '--extends=recommended-strict', '--format=json', file], { env });
    // Three paths have a literal segment where this one has a parameter. The literal wins, as the service has it.
    const isKnown = ({ ruleId, message }) => ruleId === 'no-ambiguous-paths' && message.includes('/{resource_type}/tags`');
    return JSON.parse(stdout).problems.flatMap((problem) => (isKnown(problem) ? [] : `${problem.ruleId}: ${problem.message}`));
  },
  spectral: async (file, folder) => {
    const ruleset = join(folder, 'ruleset.json');
    writeFileSync(ruleset, '{"extends": "spectral:oas"}');
    const { stdout } = await run(resolve('@stoplight/spectral-cli'), ['lint', '--format=json', '--quiet', '--ruleset', ruleset, file]);
    return JSON.parse(stdout).map(({ code, message, path }) => `${path.join('.')} ${code}: ${message}`);
  },
  kubb: async (file, folder) => {
    const [{ safeBuild }, { pluginOas }, { pluginTs }, { pluginZod }] = await Promise.all([
      import('@kubb/core'),
      import('@kubb/plugin-oas'),
      import('@kubb/plugin-ts'),
      import('@kubb/plugin-zod'),
    ]);
    const plugins = [pluginOas({ generators: [] }), pluginTs({ output: { path: 'types.ts' } }), pluginZod({ output: { path: 'zod.ts' } })];
    // Beside its output, kubb writes into the folder that it runs in.
    process.chdir(folder);
    const output = { path: '.', format: false, lint: false };
    const { failedPlugins, error } = await safeBuild({ config: { root: folder, input: { path: file }, output, plugins } });
    return [...[...failedPlugins].map((failed) => `${failed.plugin.name}: ${failed.error}`), ...(error ? [String(error)] : [])];
  },
  orval: async (file, folder) => {
    const { generate } = await import('orval');
    for (const client of ['fetch', 'zod']) await generate({ input: file, output: { target: join(folder, `${client}.ts`), client } });
  },
  'hey-api': async (file, folder) => {
    const { createClient } = await import('@hey-api/openapi-ts');
    const plugins = ['@hey-api/typescript', '@hey-api/sdk', '@hey-api/client-fetch', 'zod'];
    await createClient({ input: file, output: folder, plugins, logs: { level: 'silent' } });
    const types = readFileSync(join(folder, 'types.gen.ts'), 'utf8');
    return [...types.matchAll(/^export type (\w+2) =/gm)].map(([, name]) => `two types share a name, so that one is ${name}`);
  },
  oazapfts: async (file, folder) => {
    const { generateSource } = await import('oazapfts');
    writeFileSync(join(folder, 'index.ts'), await generateSource(file, {}));
  },
  'openapi-typescript': async (file, folder) => {
    const { default: generate, astToString } = await import('openapi-typescript');
    writeFileSync(join(folder, 'index.ts'), astToString(await generate(pathToFileURL(file), { silent: true })));
  },
  'swagger-typescript-api': async (file, folder) => {
    const { generateApi } = await import('swagger-typescript-api');
    await generateApi({ input: file, output: folder, fileName: 'index.ts', silent: true });
  },
  'openapi-zod-client': async (file, folder) => {
    const [{ generateZodClientFromOpenAPI }, { default: parser }] = await Promise.all([
      import('openapi-zod-client'),
      import('@apidevtools/swagger-parser'),
    ]);
    await generateZodClientFromOpenAPI({ openApiDoc: await parser.parse(file), distPath: join(folder, 'index.ts') });
  },
  postman: async (file) => {
    const [{ default: converter }, { default: parser }] = await Promise.all([
      import('openapi-to-postmanv2'),
      import('@apidevtools/swagger-parser'),
    ]);
    const { result, reason, output = [] } = await promisify(converter.convert)({ type: 'file', data: file }, {});
    const count = (item) => (item.item ? item.item.reduce((sum, child) => sum + count(child), 0) : 1);
    const operations = Object.values((await parser.parse(file)).paths).flatMap(Object.keys).length;
    const requests = result ? count(output[0].data) : 0;
    return requests === operations ? [] : [`${requests} requests of ${operations} operations. ${reason ?? ''}`];
  },
  'mcp-generator': async (file, folder) => {
    await run(join(dirname(resolve('openapi-mcp-generator/package.json')), 'bin/openapi-mcp-generator.js'), [
      '--input',
      file,
      '--output',
      folder,
      '--force',
    ]);
  },
  'openapi-backend': async (file) => {
    const { OpenAPIBackend } = await import('openapi-backend');
    // Ajv takes as long to optimize its code as to generate it.
    const backend = new OpenAPIBackend({
      definition: file,
      strict: true,
      quick: false,
      ajvOpts: { strict: false, code: { optimize: false } },
    });
    await backend.init();
    const problems = [];
    for (const operation of backend.router.getOperations()) {
      const examples = operation.requestBody?.content['application/json'].examples ?? {};
      for (const [name, { value }] of Object.entries(examples)) {
        const check = (body) =>
          backend.validator.validateRequest({ method: operation.method, path: operation.path, headers: {}, body }, operation).errors;
        const errors = (check(value) ?? []).filter(({ instancePath }) => instancePath.startsWith('/requestBody'));
        if (errors.length > 0) problems.push(`${operation.operationId}.${name}: ${JSON.stringify(errors)}`);
        const refused = (check({ ...value, misspelt: 1 }) ?? []).some(({ params }) => params.additionalProperty === 'misspelt');
        if (!refused) problems.push(`${operation.operationId}.${name}: an unknown property is accepted`);
      }
    }
    return problems;
  },
};

/** Some programs exit with another status than 0 if they find problems. */
async function run(command, args, options = {}) {
  return execute(process.execPath, [command, ...args], { ...options, maxBuffer: 2 ** 26 }).catch((error) => {
    if (error.stdout === undefined || error.stdout === '') throw error;
    return error;
  });
}

const [name, folder, ...files] = process.argv.slice(2);
const problems = [];
for (const file of files) {
  const own = join(folder, basename(file, extname(file)), name);
  mkdirSync(own, { recursive: true });
  try {
    problems.push(...((await readers[name](file, own)) ?? []).map((problem) => `${basename(file)}: ${problem}`));
  } catch (error) {
    problems.push(`${basename(file)}: ${error.message}`);
  }
}
// The programs may print too, so the list is on the last line.
console.log(`\n${JSON.stringify(problems)}`);
