import { takePage } from '../engine/extensions.ts';
import type { OperationHandler } from '../engine/handler.ts';
import { envelope } from '../engine/handler.ts';
import { createThing, findThing, refuseTakenName } from '../engine/things.ts';
import { catalogs } from './catalog.ts';

export const runCatalogAction: OperationHandler<'runCatalogAction'> = (call) => {
  const { action, ...given } = call.body;
  if (action === 'unbind') {
    call.project.get(catalogs).remove(findThing(call.project, catalogs, given.name).id);
    return envelope;
  }
  refuseTakenName(call.project, catalogs, given.name);
  createThing(call, catalogs, given);
  return envelope;
};

export const showCatalog: OperationHandler<'showCatalog'> = ({ path, project, now }) => ({
  ...envelope,
  ...catalogs.view(findThing(project, catalogs, path.catalog_name), now),
});

export const listCatalogs: OperationHandler<'listCatalogs'> = ({ operation, query, project, now }) => {
  const { items, total } = takePage(operation, query, project.get(catalogs).list());
  return { ...envelope, total_count: total, catalogs: items.map((catalog) => catalogs.view(catalog, now)) };
};
