import { z } from 'zod';

const NodeSchema = z.object({
  'Node Type': z.string(),
  'Total Cost': z.number(),
  'Plan Rows': z.number(),
  Output: z.array(z.string()).optional(),
  'Subplan Name': z.string().optional(),
  get Plans() {
    return z.array(NodeSchema).optional();
  },
});
type PlanNode = z.infer<typeof NodeSchema>;

const PlanSchema = z.array(z.object({ Plan: NodeSchema })).min(1);

export interface PlanEstimate {
  /** Of the root: `ModifyTable` for a statement that would write. */
  readonly nodeType: string;
  readonly cost: number;
  readonly rows: number;
  /** Rows that go into values which hold many of them (`string_agg`, `array_agg`, `ARRAY(…)`): the most of any place in the plan. */
  readonly gatheredRows: number;
  /** The same where what is gathered was gathered before. */
  readonly gatheredAgain: number;
}

/**
 * Whether a statement may gather many rows into one value, so that its plan must be told with what each node puts out. Without these letters
 * no such function can be named, short of a Unicode escape; and every other plan is told without, as it would spell out whatever the planner
 * has computed already: twenty megabytes for one `repeat`.
 */
export function mayGather(sql: string): boolean {
  return /agg|array|u&/i.test(sql);
}

/** The estimate in the reply to EXPLAIN (FORMAT JSON), with VERBOSE where it may gather; null when it is not a plan. */
export function readPlan(text: string | null | undefined): PlanEstimate | null {
  if (text === null || text === undefined) return null;
  const parsed = PlanSchema.safeParse(JSON.parse(text));
  const plan = parsed.data?.[0]?.Plan;
  if (plan === undefined) return null;
  const { most, again } = measureGathering(plan);
  return {
    nodeType: plan['Node Type'],
    cost: plan['Total Cost'],
    rows: plan['Plan Rows'],
    gatheredRows: most,
    gatheredAgain: again,
  };
}

interface Gathering {
  readonly gathers: boolean;
  readonly most: number;
  readonly again: number;
}

const gatheringCall = /\b(string_agg|array_agg|jsonb?_agg|jsonb?_object_agg)\(/;

/** The database holds such a value in memory until it is whole, and no time limit keeps it small: only the rows that go in say how large. */
function measureGathering(node: PlanNode): Gathering {
  const below = (node.Plans ?? []).map((child) => ({ child, ...measureGathering(child) }));
  const inner = {
    gathers: below.some(({ gathers }) => gathers),
    most: Math.max(0, ...below.map(({ most }) => most)),
    again: Math.max(0, ...below.map(({ again }) => again)),
  };
  const calls = /Agg/.test(node['Node Type']) && (node.Output ?? []).some((output) => gatheringCall.test(output));
  // The rows of ARRAY(SELECT …) become one value; those of a WITH query do not.
  const subplan = node['Subplan Name'] !== undefined && !node['Subplan Name'].startsWith('CTE ');
  if (!calls && !subplan) return inner;
  const rows = calls ? Math.max(0, ...below.map(({ child }) => child['Plan Rows'])) : node['Plan Rows'];
  return {
    gathers: calls || inner.gathers,
    most: Math.max(inner.most, rows),
    again: inner.gathers ? Math.max(inner.again, rows) : inner.again,
  };
}
