import { defineKind } from '../engine/entry.ts';
import { user } from '../engine/handler.ts';
import type { Schemas } from '../engine/types.ts';

/** A template for Spark jobs. */
export type SparkJobTemplateFields = Schemas['SparkJobTemplate'] & { id: string; name: string };

export const sparkJobTemplates = defineKind<SparkJobTemplateFields>()({
  name: 'sparkJobTemplates',
  noun: 'template',
  schema: 'SparkJobTemplate',
  quotas: [{ type: 'TEMPLATE', most: 100 }],
  id: 'id',
  title: 'name',
  missingCode: 'DLI.0023',
  complete(given, { world }) {
    const id = given.id ?? world.createUuid();
    return { type: 'SPARK', name: `template-${id}`, body: {}, group: '', description: '', owner: user.name, ...given, id };
  },
  // The SDK has both in every response, and requests may lack them.
  show: ({ fields }): SparkJobTemplateFields => ({ ...fields, body: { file: '', className: '', ...fields.body } }),
});
