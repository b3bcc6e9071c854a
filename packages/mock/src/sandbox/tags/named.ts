import type { Entry } from '../engine/entry.ts';
import { defineKind } from '../engine/entry.ts';
import type { ResourceType, Schemas } from '../engine/types.ts';

/** A package, of which the sandbox knows the name and labels only: no operation creates one. */
export type NamedFields = Schemas['TaggedResource'] & { resource_id: string; resource_name: string; tags: readonly Schemas['Tag'][] };

export type Named = Entry<NamedFields>;

export const packages = defineNamed('packages', 'package', 'dli_package_resource');

function defineNamed<const Name extends string>(name: Name, noun: string, type: ResourceType) {
  return defineKind<NamedFields>()({
    name,
    noun,
    schema: 'TaggedResource',
    id: 'resource_id',
    title: 'resource_name',
    isNameUnique: false,
    labels: { type, id: 'resource_id' },
    complete({ resource_id, ...given }, { world }) {
      const id = resource_id ?? world.createUuid();
      // The ID of a package is its group and its name.
      return { resource_name: id.slice(id.indexOf('#') + 1), resource_detail: {}, tags: [], ...given, resource_id: id };
    },
    show: ({ fields }) => ({ ...fields, tags: [...fields.tags] }),
  });
}
