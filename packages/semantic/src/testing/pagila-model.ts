import { readFileSync } from 'node:fs';
import { PolicySchema, toRolePolicy, type Role, type RolePolicy } from '@copilot/contracts';
import { parse } from 'yaml';
import { loadModel, type ModelSources } from '../model/load-model.js';
import type { Model } from '../model/model.js';
import { toRoleModel } from '../model/role-model.js';

const read = (name: string): string =>
  readFileSync(new URL(`../../../../models/pagila/${name}`, import.meta.url), 'utf8');

export const pagilaSources: ModelSources = {
  semanticModel: read('semantic-model.yaml'),
  copilot: read('copilot.yaml'),
};

/** The model that the product ships, as it is read at start. */
export const pagila: Model = loadModel(pagilaSources);

const policy = PolicySchema.parse(parse(read('policy.yaml')));

export function policyOf(role: Role): RolePolicy {
  return toRolePolicy(policy, role);
}

export function modelOf(role: Role): Model {
  return toRoleModel(pagila, policyOf(role));
}
