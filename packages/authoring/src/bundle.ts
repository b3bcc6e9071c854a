// Bundles the document's files into spec/dist: for each language the document in 3.1 and 3.0, each in YAML and in JSON, and modules
// with all that the package has as data, and the workflows.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Document } from '@dli-openapi/openapi';
import { specFolder } from '@dli-openapi/openapi/files';
import { bundleInThread } from './bundle-thread.ts';
import { addCodeSamples } from './code-samples/samples.ts';
import { formatYaml } from './format-yaml.ts';
import { createEditionFiles, createPackageFiles } from './modules/package-files.ts';
import { writeOpenApi30 } from './openapi-3.0.ts';
import { readShownDeviations } from './shown-deviations.ts';
import { readShownWorkflows } from './shown-workflows.ts';
import { listSyntaxFaults } from './sources.ts';
import { listLanguages } from './translations/catalogue.ts';

const dist = join(specFolder, 'dist');
const languages = [undefined, ...listLanguages(specFolder)];
try {
  const bundling = Promise.allSettled(
    languages.map((language) => bundleInThread(language === undefined ? 'dli@v1' : `dli-${language}@v1`)),
  );
  const faults = listSyntaxFaults();
  if (faults.length > 0) throw new Error(faults.join('\n'));
  writeFiles(createPackageFiles());
  for (const [index, result] of (await bundling).entries()) {
    if (result.status === 'rejected') throw result.reason;
    createFiles(languages[index], result.value);
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

/** Creates the files of one language; undefined is English. */
function createFiles(language: string | undefined, document: Document): void {
  const suffix = language === undefined ? '' : `.${language}`;
  const renamed = Object.values(document.components).flatMap((group) => Object.keys(group).filter((name) => /-\d+$/.test(name)));
  if (renamed.length > 0)
    throw new Error(`Two schemas share a name and would be bundled as ${renamed.join(', ')}. Rename one of each two.`);
  addCodeSamples(document);
  writeFiles({
    ...formatDocument(`openapi${suffix}`, document),
    ...formatDocument(`openapi-3.0${suffix}`, writeOpenApi30(document)),
    [`deviations${suffix}.yaml`]: formatYaml(readShownDeviations(language ?? 'en')),
    [`workflows${suffix}.arazzo.yaml`]: formatYaml(readShownWorkflows(language ?? 'en')).replace(
      '../dist/openapi.yaml',
      `openapi${suffix}.yaml`,
    ),
    ...createEditionFiles({ language, document }),
  });
}

function formatDocument(name: string, document: object): Record<string, string> {
  return {
    [`${name}.yaml`]: formatYaml(document),
    [`${name}.json`]: `${JSON.stringify(document, null, 2)}\n`,
  };
}

function writeFiles(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dist, name)), { recursive: true });
    writeFileSync(join(dist, name), text);
  }
}
