import { z } from 'zod';
import { RoleSchema } from './scope.js';

/** How the rows of a view are limited: to the stores of the scope by one column, or not at all because it is reference data. */
export const ScopeRuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('store'), column: z.string() }),
  z.strictObject({ kind: z.literal('shared'), reason: z.string() }),
]);
export type ScopeRule = z.infer<typeof ScopeRuleSchema>;

export const PolicyViewSchema = z.strictObject({
  name: z.string().regex(/^v_[a-z_]+$/),
  description: z.string(),
  scope: ScopeRuleSchema,
  columns: z.array(z.string().regex(/^[a-z_][a-z0-9_]*$/)).min(1),
});
export type PolicyView = z.infer<typeof PolicyViewSchema>;

export const PolicyRoleSchema = z.strictObject({
  role: RoleSchema,
  description: z.string(),
  database_role: z.string().regex(/^[a-z_]+$/),
  /** View name to the columns that this role may read, or `*` for all of them. */
  views: z.record(z.string(), z.union([z.literal('*'), z.array(z.string()).min(1)])),
});
export type PolicyRole = z.infer<typeof PolicyRoleSchema>;

/** The one source of who may see what: grants, guard, planner, prompt and `GET /schema` are all derived from it. */
export const PolicySchema = z.strictObject({
  version: z.string().min(1),
  schema: z.string().regex(/^[a-z_]+$/),
  views: z.array(PolicyViewSchema).min(1),
  roles: z.array(PolicyRoleSchema).min(1),
});
export type Policy = z.infer<typeof PolicySchema>;

/** What one role may read: view name → readable columns, in the order of the view. */
export interface RolePolicy {
  readonly role: string;
  readonly schema: string;
  readonly version: string;
  readonly views: ReadonlyMap<
    string,
    {
      readonly columns: readonly string[];
      /** Every column of the view, readable or not, in order: names resolve against all of them, as in the database. */
      readonly allColumns?: readonly string[];
      readonly scope: ScopeRule;
      readonly description: string;
    }
  >;
}

const narrowed = new WeakMap<Policy, Map<string, RolePolicy>>();

/** Narrows the policy to one role. Unknown roles may read nothing. Made once for a policy object, which must not be changed afterwards. */
export function toRolePolicy(policy: Policy, role: string): RolePolicy {
  const known = narrowed.get(policy)?.get(role);
  if (known !== undefined) return known;
  const rolePolicy = narrow(policy, role);
  const ofPolicy = narrowed.get(policy) ?? new Map<string, RolePolicy>();
  narrowed.set(policy, ofPolicy);
  if (policy.roles.some((entry) => entry.role === role)) ofPolicy.set(role, rolePolicy);
  return rolePolicy;
}

function narrow(policy: Policy, role: string): RolePolicy {
  const granted = policy.roles.find((entry) => entry.role === role)?.views ?? {};
  const views = policy.views.flatMap((view) => {
    const columns = granted[view.name];
    if (columns === undefined) return [];
    const readable = columns === '*' ? view.columns : view.columns.filter((column) => columns.includes(column));
    const { scope, description } = view;
    return [[view.name, { columns: readable, allColumns: view.columns, scope, description }] as const];
  });
  return { role, schema: policy.schema, version: policy.version, views: new Map(views) };
}
