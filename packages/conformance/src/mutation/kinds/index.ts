import type { Mutator } from '../mutation.ts';
import * as body from './body.ts';
import * as defaults from './default.ts';
import * as dialect from './dialect.ts';
import * as enums from './enum.ts';
import * as example from './example.ts';
import * as keyword from './keyword.ts';
import * as limit from './limit.ts';
import * as nullable from './nullable.ts';
import * as openness from './openness.ts';
import * as operation from './operation.ts';
import * as parameter from './parameter.ts';
import * as property from './property.ts';
import * as reference from './reference.ts';
import * as required from './required.ts';
import * as response from './response.ts';
import * as security from './security.ts';
import * as server from './server.ts';
import * as type from './type.ts';

const modules: Record<string, Mutator>[] = [
  ...[operation, parameter, body, response, example, property, required, type, nullable, enums, limit],
  ...[defaults, keyword, openness, reference, security, server, dialect],
];

/** Every way to get a document wrong. */
export const mutators: readonly Mutator[] = modules.flatMap((module) => Object.values(module));
