import type { Operation } from '../document/contract.ts';
import type { SchemaReader } from '../generated/openapi/index.ts';
import { readDocumentedAnswer } from './documented.ts';
import type { Choice } from './preference.ts';

/** Gives the answers that the document promises. */
export interface Engine {
  /**
   * Builds the answer that was chosen.
   * @throws {MockError} when Prism is not installed, cannot read the document, or generates nothing that fits it
   */
  answer(operation: Operation, choice: Choice): Promise<EngineAnswer>;
}

export interface EngineAnswer {
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** Undefined where the answer has no body. Not to be changed: others get the same. */
  body: unknown;
  /** The body as JSON. */
  text: string | undefined;
}

/** An engine that knows by heart what the document spells out, and leaves the rest to one that builds answers. */
export function createEngine(reader: SchemaReader, builder: Engine): Engine {
  const known = new Map<Operation, Map<string | number, EngineAnswer | undefined>>();

  return {
    async answer(operation, choice) {
      const answers = known.get(operation) ?? new Map<string | number, EngineAnswer | undefined>();
      known.set(operation, answers);
      const key = choice.example === undefined ? choice.status : `${choice.status} ${choice.example}`;
      if (!answers.has(key)) answers.set(key, readDocumentedAnswer(reader, operation, choice));
      return answers.get(key) ?? builder.answer(operation, choice);
    },
  };
}
