import type { Entry } from '../engine/entry.ts';
import { defineKind } from '../engine/entry.ts';
import { createRefusal } from '../engine/handler.ts';
import { refuseInvalidName } from '../engine/things.ts';
import type { Schemas } from '../engine/types.ts';
import { queues, step } from './queue.ts';

/** A time at which a queue is to be scaled. */
export type QueuePlanFields = Schemas['QueuePlan'] & {
  id: number | bigint;
  plan_name: string;
  queue_name: string;
  start_hour: number;
  start_minute: number;
  repeat_day: readonly Day[];
};

export type QueuePlan = Entry<QueuePlanFields>;

type Day = NonNullable<Schemas['QueuePlan']['repeat_day']>[number];

export const queuePlans = defineKind<QueuePlanFields>()({
  name: 'queuePlans',
  noun: 'plan',
  schema: 'QueuePlan',
  id: 'id',
  title: 'plan_name',
  isNameUnique: false,
  isPart: true,
  ownFields: { queue_name: 'text' },
  complete({ queue_name = '', ...given }, { createId }) {
    const id = given.id ?? createId();
    return {
      plan_name: `plan_${id}`,
      target_cu: 64,
      start_hour: 0,
      start_minute: 0,
      repeat_day: [],
      activate: true,
      ...given,
      id,
      queue_name: queue_name.toLowerCase(),
    };
  },
  check(plan) {
    refuseInvalidName('plan_name', plan.plan_name);
    const { target_cu = step } = plan;
    if (target_cu < step || target_cu % step !== 0)
      throw createRefusal('DLI.0001', `target_cu must be a multiple of ${step}, found ${target_cu}.`);
    if (!comes(plan)) throw createRefusal('DLI.0999', `The times of the plan ${plan.plan_name} never come. Check them all.`);
  },
  listReferences: ({ queue_name }) => [[queues, queue_name]],
  show: ({ fields: { queue_name: _, repeat_day, ...shown } }) => ({ ...shown, repeat_day: [...repeat_day] }),
});

const days: readonly Day[] = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];

const millisecondsOfDay = 24 * 60 * 60_000;

/** Whether the time of a plan, in UTC, comes while it is valid. That may be over: a sample of the pages is valid in the past only. */
function comes({ valid_date_begin, valid_date_end, repeat_day, start_hour, start_minute }: QueuePlanFields): boolean {
  if (valid_date_begin === undefined || valid_date_end === undefined) return true;
  // After a week the days are the same again.
  return [0, 1, 2, 3, 4, 5, 6, 7].some((offset) => {
    const date = new Date(valid_date_begin + offset * millisecondsOfDay);
    const at = date.setUTCHours(start_hour, start_minute, 0, 0);
    return (
      at >= valid_date_begin &&
      at <= valid_date_end &&
      (repeat_day.length === 0 || days.some((day, index) => index === date.getUTCDay() && repeat_day.includes(day)))
    );
  });
}
