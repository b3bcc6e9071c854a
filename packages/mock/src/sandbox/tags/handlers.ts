import { takePage } from '../engine/extensions.ts';
import type { OperationHandler, SandboxCall } from '../engine/handler.ts';
import { createRefusal } from '../engine/handler.ts';
import type { Kept } from '../engine/kind.ts';
import type { Label, LabelRules } from '../engine/labels.ts';
import { refuseInvalidLabels } from '../engine/labels.ts';
import type { Project } from '../engine/project.ts';
import type { ResourceType, Schemas } from '../engine/types.ts';

interface Resource {
  thing: Kept;
  labels: LabelRules<Kept>;
}

function listResources(project: Project, type: ResourceType): Resource[] {
  return project.world.kinds.flatMap((kind) => {
    const { labels } = kind;
    if (labels?.type !== type) return [];
    const things = project.get(kind).list();
    return things.filter(({ isGone }) => !isGone).map((thing) => ({ thing, labels }));
  });
}

type Call = SandboxCall<'showResourceTags'> | SandboxCall<'batchCreateResourceTags'> | SandboxCall<'batchDeleteResourceTags'>;

/** @throws {Refusal} when the project has no such resource */
function findResource({ path, project }: Call): Resource {
  const { resource_type: type } = path;
  const id = readId(path);
  const found = listResources(project, type).find(({ thing, labels }) => labels.getId(thing) === id);
  if (found === undefined) {
    const field = project.world.kinds.find(({ labels }) => labels?.type === type)?.labels?.field;
    const hint = field === undefined ? '' : ` Its ID is its ${field}.`;
    throw createRefusal('DLI.0002', `The resource ${id} of the type ${type} does not exist.${hint}`);
  }
  return found;
}

/** The IDs of packages come percent-encoded twice, since clients encode them before they put them into the path. */
function readId({ resource_type, resource_id }: Call['path']): string {
  if (resource_type !== 'dli_package_resource') return resource_id;
  try {
    return decodeURIComponent(resource_id);
  } catch {
    return resource_id;
  }
}

function readLabels({ thing, labels }: Resource): readonly Label[] {
  return labels.read(thing);
}

export const batchCreateResourceTags: OperationHandler<'batchCreateResourceTags'> = (call) => {
  const { body } = call;
  const resource = findResource(call);
  refuseInvalidLabels(body.tags);
  const changed = [...new Map([...readLabels(resource), ...body.tags].map(({ key, value }) => [key, { key, value }])).values()];
  refuseInvalidLabels(changed);
  resource.labels.write(resource.thing, changed);
};

export const batchDeleteResourceTags: OperationHandler<'batchDeleteResourceTags'> = (call) => {
  const resource = findResource(call);
  const keys = new Set(call.body.tags.map(({ key }) => key));
  resource.labels.write(
    resource.thing,
    readLabels(resource).filter(({ key }) => !keys.has(key)),
  );
};

export const showResourceTags: OperationHandler<'showResourceTags'> = (call) => {
  const { items, total } = takePage(call.operation, call.query, readLabels(findResource(call)));
  return { tags: items, count: total };
};

export const listResourcesTags: OperationHandler<'listResourcesTags'> = ({ operation, path, query, project }) => {
  const labels = listResources(project, path.resource_type).flatMap((resource) => [...readLabels(resource)]);
  const byKey = new Map<string, Set<string>>();
  for (const { key, value } of labels) byKey.set(key, new Set(byKey.get(key)).add(value));
  const tags = [...byKey].map(([key, values]) => ({ key, values: [...values] }));
  const { items, total } = takePage(operation, query, tags);
  return { tags: items, count: total };
};

export const listResourcesByTags: OperationHandler<'listResourcesByTags'> = ({ operation, path, query, body, project }) => {
  const { items, total } = takePage(operation, query, listMatching(project, path.resource_type, body));
  return { total_count: total, resources: items };
};

export const countResourcesByTags: OperationHandler<'countResourcesByTags'> = ({ path, body, project }) => ({
  total_count: listMatching(project, path.resource_type, body).length,
});

function listMatching(project: Project, type: ResourceType, filter: Schemas['ResourceFilter']): Schemas['TaggedResource'][] {
  const { without_any_tag = false, tags = [], matches = [] } = filter;
  const unknown = matches.find(({ key }) => key !== 'resource_name');
  if (unknown) throw createRefusal('DLI.0001', `matches can be about resource_name, found ${unknown.key}.`);
  return listResources(project, type)
    .map((resource) => ({
      resource_id: resource.labels.getId(resource.thing),
      resource_name: resource.thing.name,
      resource_detail: {},
      tags: [...readLabels(resource)],
    }))
    .filter(
      ({ resource_name, tags: present }) =>
        !(without_any_tag && present.length > 0) &&
        tags.every(({ key, values }) =>
          present.some((label) => label.key === key && (values.length === 0 || values.includes(label.value))),
        ) &&
        matches.every(({ value }) => value === resource_name),
    );
}
