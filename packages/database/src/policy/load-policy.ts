import { readFileSync } from 'node:fs';
import { PolicySchema, type Policy } from '@copilot/contracts';
import { parse } from 'yaml';
import { z } from 'zod';

/** Reads and checks the policy file; all faults are reported at once, each with its place in the file. */
export function loadPolicy(path: string): Policy {
  const text = readFileSync(path, 'utf8');
  const parsed = PolicySchema.safeParse(parse(text));
  if (!parsed.success) throw new Error(`The policy ${path} is not valid:\n${z.prettifyError(parsed.error)}`);
  const faults = policyFaults(parsed.data);
  if (faults.length > 0)
    throw new Error(`The policy ${path} is not valid:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
  return parsed.data;
}

/** What a schema cannot say: names must refer to something and be unique. */
export function policyFaults(policy: Policy): string[] {
  const views = new Map(policy.views.map((view) => [view.name, view]));
  return [
    ...repeated(policy.views.map((view) => view.name)).map((name) => `view ${name} is defined twice`),
    ...repeated(policy.roles.map((role) => role.role)).map((name) => `role ${name} is defined twice`),
    ...repeated(policy.roles.map((role) => role.database_role)).map((name) => `database role ${name} is used twice`),
    ...policy.views.flatMap((view) => [
      ...repeated(view.columns).map((column) => `${view.name}.${column} is listed twice`),
      ...(view.scope.kind === 'store' && !view.columns.includes(view.scope.column)
        ? [`${view.name} is limited by ${view.scope.column}, which is not one of its columns`]
        : []),
    ]),
    ...policy.roles.flatMap((role) =>
      Object.entries(role.views).flatMap(([name, columns]) => {
        const view = views.get(name);
        if (view === undefined) return [`role ${role.role} names the unknown view ${name}`];
        if (columns === '*') return [];
        return columns
          .filter((column) => !view.columns.includes(column))
          .map((column) => `role ${role.role} names the unknown column ${name}.${column}`);
      }),
    ),
  ];
}

const repeated = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
];
