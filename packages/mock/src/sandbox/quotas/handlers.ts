import type { OperationHandler } from '../engine/handler.ts';
import { envelope } from '../engine/handler.ts';
import { countUsed } from '../engine/quotas.ts';
import type { Schemas } from '../engine/types.ts';

export const showQuota: OperationHandler<'showQuota'> = ({ project, world }) => {
  const resources = new Map<string, Required<Schemas['QuotaInfo']>>();
  for (const kind of world.kinds) {
    for (const { type, ...quota } of kind.quotas ?? []) {
      if (type === undefined) continue;
      const { quota: most, used } = resources.get(type) ?? { quota: 0, used: 0 };
      const total = most + quota.most;
      resources.set(type, { type, min: 0, max: total, quota: total, used: used + countUsed(project, kind, quota) });
    }
  }
  return { ...envelope, quotas: { resources: [...resources.values()] } };
};
