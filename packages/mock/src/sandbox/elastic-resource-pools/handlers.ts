import { takePage, takeSharedPage } from '../engine/extensions.ts';
import { readChoice } from '../engine/family.ts';
import { contains, equals, hasTags, isBetween } from '../engine/filters.ts';
import type { OperationHandler, SandboxCall } from '../engine/handler.ts';
import { createRefusal, envelope } from '../engine/handler.ts';
import { createThing, findThing, refuseTakenName, updateThing } from '../engine/things.ts';
import { createDefaultPolicy, queues } from '../queues/queue.ts';
import { countMost, hour, refuseInvalidPolicies } from './policies.ts';
import { elasticResourcePools, listPoolQueues, poolChoices, refuseRange } from './pool.ts';
import { refuseOverbooked, refuseUnready, reschedule, scalePool } from './relation.ts';

/** The billing mode of what is paid by the month or year. */
const prepaid = 2;

export const createElasticResourcePool: OperationHandler<'createElasticResourcePool'> = (call) => {
  const { name } = create(call, {});
  return { ...envelope, elastic_resource_pool_name: name };
};

/** An order is paid at once: the pool is there. */
export const createPeriodElasticResourcePoolOrder: OperationHandler<'createPeriodElasticResourcePoolOrder'> = (call) => {
  create(call, { charging_mode: prepaid, prepay_cu: call.body.min_cu });
  return { order_id: createOrderId(call) };
};

function create(
  call: SandboxCall<'createElasticResourcePool'> | SandboxCall<'createPeriodElasticResourcePoolOrder'>,
  own: { charging_mode?: number; prepay_cu?: number },
) {
  const { body, project } = call;
  refuseTakenName(project, elasticResourcePools, body.elastic_resource_pool_name);
  return createThing(call, elasticResourcePools, { ...body, tags: [...(body.tags ?? [])], ...own });
}

function createOrderId({ world }: Pick<SandboxCall<'createElasticResourcePool'>, 'world'>): string {
  return `CS${String(world.createId(() => false)).padStart(13, '0')}`;
}

export const createPeriodElasticResourcePoolSpecChangeOrder: OperationHandler<'createPeriodElasticResourcePoolSpecChangeOrder'> = (
  call,
) => {
  const { body, project, now } = call;
  const pool = findThing(project, elasticResourcePools, body.elastic_resource_pool_name);
  if (pool.fields.charging_mode !== prepaid) throw createRefusal('DLI.0007', `The elastic resource pool ${pool.name} is pay per use.`);
  refuseUnready(pool);
  const { max_cu } = pool.fields;
  if (body.target_cu < 1 || body.target_cu > max_cu)
    throw createRefusal('DLI.0001', `target_cu must be 1 to ${max_cu}, found ${body.target_cu}.`);
  updateThing(project, elasticResourcePools, pool, { prepay_cu: body.target_cu, update_time: now });
  pool.life.trigger('scale', now);
  return { ...envelope, order_id: createOrderId(call) };
};

export const listElasticResourcePools: OperationHandler<'listElasticResourcePools'> = (call) => {
  const { query, project, now } = call;
  const { items, total } = takeSharedPage(call, () => {
    const pools = project.get(elasticResourcePools).list();
    return pools.filter(
      ({ name, life, fields }) => contains(query.name, name) && equals(query.status, life.state) && hasTags(query.tags, fields.tags),
    );
  });
  return { ...envelope, count: total, elastic_resource_pools: items.map((pool) => elasticResourcePools.view(pool, now)) };
};

export const updateElasticResourcePool: OperationHandler<'updateElasticResourcePool'> = ({ path, body, project, now }) => {
  const pool = findThing(project, elasticResourcePools, path.elastic_resource_pool_name);
  refuseUnready(pool);
  const { min_cu: oldLeast, max_cu: oldMost, actual_cu } = pool.fields;
  const { min_cu = oldLeast, max_cu = oldMost } = body;
  refuseRange({ ...pool.fields, min_cu, max_cu });
  if (min_cu > oldLeast && min_cu > actual_cu) {
    const reason = `min_cu ${min_cu} is more than the ${actual_cu} CUs that the elastic resource pool ${pool.name} has now.`;
    throw createRefusal('DLI.0001', reason);
  }
  refuseOverbooked(pool, { min_cu, max_cu });
  updateThing(project, elasticResourcePools, pool, { ...body, update_time: now });
  if (min_cu !== oldLeast || max_cu !== oldMost) pool.life.trigger('scale', now);
  return envelope;
};

export const deleteElasticResourcePool: OperationHandler<'deleteElasticResourcePool'> = ({ path, project, world }) => {
  const pool = findThing(project, elasticResourcePools, path.elastic_resource_pool_name);
  if (!pool.life.allows('delete'))
    throw createRefusal('DLI.0012', `The elastic resource pool ${pool.name} is ${pool.life.state}. Try again when it is AVAILABLE.`);
  const held = listPoolQueues(pool);
  if (held.length > 0 && readChoice(world, poolChoices, 'deletePoolWithQueues') === 'refused')
    throw createRefusal('DLI.0007', `The elastic resource pool ${pool.name} has queues. Delete them first.`);
  for (const { id } of held) project.get(queues).remove(id);
  project.get(elasticResourcePools).remove(pool.id);
  return envelope;
};

export const associateQueueToElasticResourcePool: OperationHandler<'associateQueueToElasticResourcePool'> = (call) => {
  const { path, body, project, now } = call;
  const pool = findThing(project, elasticResourcePools, path.elastic_resource_pool_name);
  const queue = findThing(project, queues, body.queue_name);
  const { elastic_resource_pool_name: present, resource_mode, charging_mode, enterprise_project_id, cu_count } = queue.fields;
  if (present) throw createRefusal('DLI.0007', `The queue ${queue.name} is in the elastic resource pool ${present} already.`);
  if (resource_mode !== 1) throw createRefusal('DLI.0007', `The queue ${queue.name} is not dedicated.`);
  if (charging_mode === prepaid) throw createRefusal('DLI.0007', `The queue ${queue.name} is not pay per use.`);
  if (enterprise_project_id !== pool.fields.enterprise_project_id)
    throw createRefusal(
      'DLI.0007',
      `The queue ${queue.name} is of another enterprise project than the elastic resource pool ${pool.name}.`,
    );
  refuseUnready(pool);
  const policies = [createDefaultPolicy(cu_count)];
  refuseOverbooked(pool, pool.fields, { name: queue.name, policies });
  updateThing(project, queues, queue, { elastic_resource_pool_name: pool.name, queue_scaling_policies: policies });
  scalePool(project, pool.name, now);
  return envelope;
};

export const listElasticResourcePoolQueues: OperationHandler<'listElasticResourcePoolQueues'> = ({ operation, path, query, project }) => {
  const pool = findThing(project, elasticResourcePools, path.elastic_resource_pool_name);
  const matching = listPoolQueues(pool).filter(({ name }) => contains(query.queue_name, name));
  const { items, total } = takePage(operation, query, matching);
  const shown = items.map(({ fields }) => ({
    queue_name: fields.queue_name,
    queue_type: fields.queue_type === 'general' ? ('general' as const) : ('sql' as const),
    ...(fields.engine && { engine: fields.engine }),
    enterprise_project_id: pool.fields.enterprise_project_id,
    owner: fields.owner ?? '',
    create_time: fields.create_time,
    queue_scaling_policies: fields.queue_scaling_policies.map((policy) => ({ ...policy, max_cu: countMost(policy, pool.fields.max_cu) })),
  }));
  return { ...envelope, count: total, queues: shown };
};

export const updateElasticResourcePoolQueue: OperationHandler<'updateElasticResourcePoolQueue'> = ({ path, body, project, now }) => {
  const pool = findThing(project, elasticResourcePools, path.elastic_resource_pool_name);
  const queue = project.get(queues).get(path.queue_name);
  if (queue?.fields.elastic_resource_pool_name !== pool.name)
    throw createRefusal('DLI.0002', `The queue ${path.queue_name} is not in the elastic resource pool ${pool.name}.`);
  const policies = body.queue_scaling_policies;
  refuseInvalidPolicies(policies);
  refuseOverbooked(pool, pool.fields, { name: queue.name, policies });
  updateThing(project, queues, queue, { queue_scaling_policies: policies });
  reschedule(pool, now);
  return envelope;
};

const day = 24 * hour;

export const listElasticResourcePoolScaleRecords: OperationHandler<'listElasticResourcePoolScaleRecords'> = (call) => {
  const { operation, path, query, project, now } = call;
  const pool = findThing(project, elasticResourcePools, path.elastic_resource_pool_name);
  const end = Number(query.end_time ?? now);
  const start = Number(query.start_time ?? end - (query.end_time === undefined ? 15 : 7) * day);
  if (start >= end) throw createRefusal('DLI.0001', 'start_time must be before end_time.');
  const kept = pool.fields.scaleRecords.filter(({ record_time }) => record_time >= now - 30 * day);
  const matching = kept.filter(({ record_time, status }) => isBetween(start - 1, end + 1, record_time) && equals(query.status, status));
  const { items, total } = takePage(operation, query, matching.toReversed());
  return { count: total, items };
};
