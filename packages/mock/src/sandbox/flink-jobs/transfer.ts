import type { OperationHandler, SandboxCall } from '../engine/handler.ts';
import { createRefusal, flinkEnvelope } from '../engine/handler.ts';
import { findThing } from '../engine/things.ts';
import type { Schemas } from '../engine/types.ts';
import type { World } from '../engine/world.ts';
import type { FlinkJob } from './job.ts';
import { beginFlinkJob, flinkJobs } from './job.ts';

/** What a file holds of a job: how it is made, not how it runs. */
type ExportedFlinkJob = Pick<FlinkJob, 'id' | 'fields' | 'tags'>;

/** Nothing else writes files. */
function getFiles({ files }: World): Map<string, readonly ExportedFlinkJob[]> {
  return files as Map<string, readonly ExportedFlinkJob[]>;
}

export const exportFlinkJobs: OperationHandler<'exportFlinkJobs'> = ({ body, project, world, now }) => {
  const jobs = body.is_selected ? (body.job_selected ?? []).map((id) => findThing(project, flinkJobs, id)) : project.get(flinkJobs).list();
  const path = findFreePath(`${body.obs_dir.replace(/\/+$/, '')}/aggregate_${now}`, world.files);
  // What is exported stays as it is when the jobs change.
  getFiles(world).set(
    path,
    jobs.map(({ id, fields, tags }) => ({ id, fields: structuredClone(fields), tags })),
  );
  return { ...flinkEnvelope, zip_file: [path] };
};

function findFreePath(start: string, files: ReadonlyMap<string, unknown>): string {
  let path = `${start}.zip`;
  for (let number = 2; files.has(path); number++) path = `${start}_${number}.zip`;
  return path;
}

export const importFlinkJobs: OperationHandler<'importFlinkJobs'> = (call) => {
  const { body, world } = call;
  const folder = `${body.zip_file.replace(/\/+$/, '')}/`;
  const files = [...getFiles(world)].filter(([path]) => path === body.zip_file || path.startsWith(folder));
  if (files.length === 0) throw createRefusal('DLI.0002', `There is no file ${body.zip_file}.`);
  return { ...flinkEnvelope, job_mapping: files.flatMap(([, jobs]) => jobs).map((job) => importJob(call, job)) };
};

function importJob({ body, project, world, now }: SandboxCall<'importFlinkJobs'>, exported: ExportedFlinkJob): Schemas['ImportedFlinkJob'] {
  const old_job_id = exported.id;
  const jobs = project.get(flinkJobs);
  const present = jobs.findByName(exported.fields.name);
  if (present !== undefined && !body.is_cover) return { old_job_id, new_job_id: -1, remark: 'A job of this name exists.' };
  const fields = {
    ...structuredClone(exported.fields),
    create_time: present?.fields.create_time ?? now,
    job_id: present?.id ?? world.createId((id) => jobs.get(id) !== undefined),
    project_id: project.id,
    update_time: now,
    has_savepoint: false,
  };
  if (present === undefined) {
    jobs.add(beginFlinkJob(world, { fields, tags: exported.tags, createdBy: undefined }));
    return { old_job_id, new_job_id: fields.job_id, remark: 'Job successfully created' };
  }
  present.fields = fields;
  present.tags = exported.tags;
  present.life.trigger('import', now);
  return { old_job_id, new_job_id: present.id, remark: 'Job successfully replaced' };
}
