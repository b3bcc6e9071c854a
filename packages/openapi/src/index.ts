// Reads OpenAPI documents. Reading files is apart, in files.ts, so that this much runs anywhere.
export * from './document.ts';
export * from './node.ts';
export * from './pointer.ts';
export * from './rows.ts';
export * from './schema.ts';
export * from './schema-rows.ts';
export * from './subschemas.ts';
export * from './visit-value.ts';
