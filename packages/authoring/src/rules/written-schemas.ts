import type { Follow, Node, Place, Pointer, SchemaRow } from '@dli-openapi/openapi';
import { CircleError, isNode, listSchemaRows, SchemaReader } from '@dli-openapi/openapi';
import type { Context, Location } from './redocly.ts';

type Spot = Pick<Location, 'source' | 'pointer'>;

/** Formats a place for `@dli-openapi/openapi`: the file and the pointer in it. */
export function formatAddress({ source, pointer }: Spot): Pointer {
  return `${source.absoluteRef}${pointer.replace(/\/$/, '')}`;
}

/** Lets `@dli-openapi/openapi` read schemas in several files. */
export class WrittenSchemas {
  readonly #sources = new Map<string, Location['source']>();
  #reader: SchemaReader | undefined;

  place(node: Node, location: Spot): Place {
    this.#sources.set(location.source.absoluteRef, location.source);
    return { node, at: formatAddress(location) };
  }

  locate(at: Pointer): Spot {
    const [file = '', pointer] = at.split('#');
    return { source: this.#sources.get(file) ?? { absoluteRef: file }, pointer: `#${pointer || '/'}` };
  }

  /** Follows references. A dangling one, which Redocly itself reports, leads to an empty schema. */
  follow({ resolve }: Pick<Context, 'resolve'>): Follow {
    return (reference, from) => {
      const { node, location } = resolve({ $ref: reference }, from.split('#')[0]);
      return isNode(node) && location ? this.place(node, location) : { node: {}, at: from };
    };
  }

  /** Lists the rows of the schema of a parameter or a body. A schema that is a part of itself is reported, and has no rows. */
  listRows(holder: Node, { location, resolve, report }: Context): SchemaRow[] {
    if (!isNode(holder.schema)) return [];
    this.#reader ??= new SchemaReader(this.follow({ resolve }));
    try {
      return listSchemaRows(this.#reader.flattenIn({ schema: holder.schema, at: this.place(holder, location).at }));
    } catch (error) {
      if (!(error instanceof CircleError)) throw error;
      report({
        message: 'This schema is a part of itself. Break the circle of $ref, allOf, oneOf and anyOf.',
        location: this.locate(error.at),
      });
      return [];
    }
  }
}
