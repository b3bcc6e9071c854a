import { createMock } from '@dli-openapi/mock';
import type { Document } from '@dli-openapi/openapi';
import { listOperations } from '@dli-openapi/openapi';
import type { Mutant } from '../mutants.ts';
import type { Part } from '../reach.ts';
import { seedRandom } from '../seeded-random.ts';
import type { Verdict } from '../verdict.ts';
import type { Slice } from './expected.ts';
import { Slices } from './expected.ts';
import { documentOf } from './graft.ts';
import { concernsAll, visibleParts } from './visible.ts';

/** One mutant, in one of the operations that it shows in. */
interface Trial extends Slice {
  mutant: Mutant;
  name: string;
}

const random = seedRandom();

/** So many mutants stand in one mock: to make one takes longer than to ask it. */
const inOneMock = 100;

/** Holds mocks that are made from mutants to the document as it is. */
export class MockDrift {
  readonly #original: Document;
  readonly #slices: Slices;
  readonly #first: Part;

  constructor(document: Document) {
    this.#original = document;
    this.#slices = new Slices(document);
    const [first] = listOperations(document);
    this.#first = { operationId: String(first?.operationId), of: 'operation', carried: false };
  }

  /** The verdict on each mutant that shows in a mock. */
  async verdicts(mutants: readonly Mutant[]): Promise<Verdict[]> {
    const visible = mutants.filter((mutant) => visibleParts(mutant).length > 0);
    const found = new Map<Mutant, string>();
    // Where the first operation that a mutant is part of does not tell, the next may.
    for (let round = 0, left = visible; left.length > 0; round++) {
      const trials = left.flatMap((mutant, index) => this.#trial(mutant, visibleParts(mutant)[round], `m${round}x${index}`));
      for (let start = 0; start < trials.length; start += inOneMock) {
        await judge(this.#original, trials.slice(start, start + inOneMock), found);
      }
      left = trials.map(({ mutant }) => mutant).filter((mutant) => !found.has(mutant));
    }
    // What holds for all operations cannot differ within one mock. One operation is enough to tell.
    const alone = mutants.filter(concernsAll);
    for (const mutant of alone) await judge(this.#original, this.#trial(mutant, this.#first, 'm'), found);
    return [...visible, ...alone].map((mutant) => {
      const { kind, what, pointer } = mutant;
      return { kind, what, pointer, by: found.has(mutant) ? 'mock' : undefined, fault: found.get(mutant) };
    });
  }

  #trial(mutant: Mutant, part: Part | undefined, name: string): Trial[] {
    return part ? [{ mutant, name, ...this.#slices.of(mutant, part) }] : [];
  }
}

/** Makes one mock of all the trials, and asks it what each expects. */
async function judge(original: Document, trials: readonly Trial[], found: Map<Mutant, string>): Promise<void> {
  const fetch = mockOf(original, trials);
  if (typeof fetch === 'string') return judgeOthers(original, trials, found, fetch);
  for (const { mutant, name, expectations } of trials) {
    random.restart(1);
    for (const { promise, request, faultOf } of expectations) {
      const fault = await faultOf(await fetch(request(`http://dli.test/${name}`)));
      if (fault === undefined) continue;
      found.set(mutant, `${promise}: ${fault}`);
      break;
    }
  }
}

/** One mutant that the mock refuses makes it refuse all of them. It says which one it is. */
async function judgeOthers(original: Document, trials: readonly Trial[], found: Map<Mutant, string>, refusal: string): Promise<void> {
  const refused = trials.filter(({ name }) => new RegExp(`${name}(?!\\d)`).test(refusal));
  if (refused.length === 0) throw new Error(`The mock refuses a document of mutants and does not say which: ${refusal}`);
  for (const { mutant } of refused) found.set(mutant, `the mock refuses the document: ${refusal}`);
  const others = trials.filter((trial) => !refused.includes(trial));
  if (others.length > 0) await judge(original, others, found);
}

function mockOf(original: Document, trials: readonly Trial[]): typeof globalThis.fetch | string {
  try {
    return createMock({ document: documentOf(original, trials), strict: true }).fetch;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'MockError') throw error;
    return error.message;
  }
}
