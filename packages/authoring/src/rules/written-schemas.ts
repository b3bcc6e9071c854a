import type { Follow, Node, Place, Pointer } from '@dli-openapi/openapi';
import { isNode } from '@dli-openapi/openapi';
import type { Context, Location } from './redocly.ts';

/** Lets `@dli-openapi/openapi` read what several files make up: the place of a node is its file and the pointer in that. */
export class WrittenSchemas {
  readonly #sources = new Map<string, Location['source']>();

  place(node: Node, { source, pointer }: Pick<Location, 'source' | 'pointer'>): Place {
    this.#sources.set(source.absoluteRef, source);
    return { node, at: `${source.absoluteRef}${pointer.replace(/\/$/, '')}` };
  }

  locate(at: Pointer): Pick<Location, 'source' | 'pointer'> {
    const [file = '', pointer] = at.split('#');
    return { source: this.#sources.get(file) ?? { absoluteRef: file }, pointer: `#${pointer || '/'}` };
  }

  follow({ resolve }: Pick<Context, 'resolve'>): Follow {
    return (reference, from) => {
      const { node, location } = resolve({ $ref: reference }, from.split('#')[0]);
      return isNode(node) && location ? this.place(node, location) : undefined;
    };
  }
}
