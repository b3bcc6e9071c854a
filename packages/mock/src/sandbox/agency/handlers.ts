import type { OperationHandler } from '../engine/handler.ts';
import { createRefusal, envelope } from '../engine/handler.ts';
import { createThing } from '../engine/things.ts';
import { agencies, version } from './agency.ts';

export const createDliAgency: OperationHandler<'createDliAgency'> = (call) => {
  createThing(call, agencies, { current_roles: [...new Set(call.body.roles)] });
  return envelope;
};

export const showDliAgency: OperationHandler<'showDliAgency'> = ({ project, now }) => {
  const agency = project.get(agencies).get(version);
  if (agency === undefined) throw createRefusal('DLI.0002', 'The agency does not exist.');
  return { ...envelope, ...agencies.view(agency, now) };
};
