import { dirname, join } from 'node:path';
import { root as workspace } from '@dli-openapi/openapi/files';
import { readDeviations, readEvidenceSources } from '../deviations.ts';
import { showDeviation, showSources } from '../shown-deviations.ts';
import { readWorkflows, showWorkflows, workflowsFile } from '../shown-workflows.ts';
import { listLanguages, readCatalogue, unwritten } from '../translations/catalogue.ts';
import { listParagraphs } from '../translations/paragraphs.ts';
import { listErrorCodeTexts, listTexts } from '../translations/texts.ts';
import type { LineLocation, Location, Rule, Visit } from './redocly.ts';
import { createLineLocation } from './redocly.ts';

/** The first location of each paragraph to translate. */
type Paragraphs = Map<string, Location | LineLocation>;

/** Every text of the document, of its deviations and of their sources, and of the workflows is translated into each language under translations/, and nothing else is. */
export const translated: Rule = () => {
  const wanted: Paragraphs = new Map();
  const collect: Visit = (node, context) => {
    for (const { path, text } of listTexts(node, context)) add(wanted, text, context.location.child(path));
  };
  return {
    any: { enter: collect },
    ref: { enter: collect },
    Root: {
      leave: (root, { location, report, resolve }) => {
        const folder = dirname(location.source.absoluteRef);
        const codes = resolve(root['x-dli-error-codes']);
        const codesAt = codes.location ?? location.child(['x-dli-error-codes']);
        for (const { path, text } of listErrorCodeTexts(codes.node)) add(wanted, text, codesAt.child(path));
        const values = addOthers(wanted, folder);

        for (const language of listLanguages(folder)) {
          const catalogue = readCatalogue(folder, language);
          for (const [paragraph, at] of wanted) {
            if (!catalogue.has(paragraph)) report({ message: formatMissing(paragraph, language), location: at });
          }
          for (const { file, line, message } of catalogue.faults(new Set([...wanted.keys(), ...values]))) {
            report({ message, location: createLineLocation(file, line) });
          }
        }
      },
    },
  };
};

function formatMissing(paragraph: string, language: string): string {
  return `The ${language} translation is missing. Add it to a file of translations/${language}/: ${JSON.stringify(paragraph)}: "${unwritten}"`;
}

function add(wanted: Paragraphs, text: string, at: Location | LineLocation): void {
  for (const paragraph of listParagraphs(text)) if (!wanted.has(paragraph)) wanted.set(paragraph, at);
}

/**
 * Adds the texts of the deviations, of their sources and of the workflows. Returns those that may be translated but need not, as they
 * may be values.
 */
function addOthers(wanted: Paragraphs, folder: string): Set<string> {
  const values = new Set<string>();
  const collect = (at: LineLocation) => ({
    has: (value: string) => {
      values.add(value);
      return false;
    },
    translate: (text: string) => {
      add(wanted, text, at);
      return text;
    },
  });
  for (const { file, line, ...entry } of readDeviations(folder))
    showDeviation(entry, collect(createLineLocation(join(workspace, file), line)));
  showSources(readEvidenceSources(folder), collect(createLineLocation(join(folder, 'sources.yaml'), 1)));
  showWorkflows(readWorkflows(folder), collect(createLineLocation(join(folder, workflowsFile), 1)));
  return values;
}
