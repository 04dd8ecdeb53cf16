import { z } from 'zod';

const PlanSchema = z
  .array(z.object({ Plan: z.object({ 'Node Type': z.string(), 'Total Cost': z.number(), 'Plan Rows': z.number() }) }))
  .min(1);

export interface PlanEstimate {
  /** Of the root: `ModifyTable` for a statement that would write. */
  readonly nodeType: string;
  readonly cost: number;
  readonly rows: number;
}

/** The estimate in the reply to EXPLAIN (FORMAT JSON); null when it is not a plan. */
export function readPlan(text: string | null | undefined): PlanEstimate | null {
  if (text === null || text === undefined) return null;
  const parsed = PlanSchema.safeParse(JSON.parse(text));
  const plan = parsed.data?.[0]?.Plan;
  return plan === undefined ? null : { nodeType: plan['Node Type'], cost: plan['Total Cost'], rows: plan['Plan Rows'] };
}
