import type { Model, NotPlanned, Planned, ValueIndex } from '@copilot/semantic';
import {
  buildValueIndex,
  createPlanner,
  culpritOf,
  isEmpty,
  renderAnswer,
  suggestQuestions,
  toCatalog,
} from '@copilot/semantic';
import { createRecentMap, type RecentMap } from '../recent-map.js';
import type { ReadResult } from '../execute/statement-reader.js';
import type { Emptied, PlannerInput, Rendered, SemanticPlan, SemanticPlanner } from './semantic-planner.js';

const SUGGESTIONS = 8;
const PLANS_OF_A_SCOPE = 300;

/**
 * The planner of `@copilot/semantic` in the form that this service uses it. Value indexes are built once for each loaded scope; the same
 * question is planned once for each role, scope, policy and state of the data, as long as no talk went before it: planning is pure.
 */
export function createSemanticPlanner(model: Model, isWord: (word: string) => boolean = () => false): SemanticPlanner {
  const planner = createPlanner({ model, isWord });
  const indexes = new WeakMap<PlannerInput['data']['values'], ValueIndex>();
  const indexOf = (values: PlannerInput['data']['values']): ValueIndex => {
    const known = indexes.get(values);
    if (known !== undefined) return known;
    const entries = [...values].flatMap(([member, texts]) => texts.map((value) => ({ member, value })));
    const index = buildValueIndex(entries);
    indexes.set(values, index);
    return index;
  };
  const plans = new WeakMap<PlannerInput['data']['values'], RecentMap<Planned | NotPlanned>>();
  const planOnce = (question: string, input: PlannerInput): Planned | NotPlanned => {
    if ((input.conversation?.turns.length ?? 0) > 0) return planner.plan(toInput(question, input));
    const { rolePolicy, context, data } = input;
    let known = plans.get(data.values);
    if (known === undefined) plans.set(data.values, (known = createRecentMap({ capacity: PLANS_OF_A_SCOPE })));
    const { role, version } = rolePolicy;
    const key = JSON.stringify([role, version, context.all_stores, context.store_ids, data.dataVersion, question]);
    const found = known.get(key);
    if (found !== undefined) return found;
    const plan = planner.plan(toInput(question, input));
    known.set(key, plan);
    return plan;
  };
  /** The newest rows of each plan as they were put into words, so that the same rows, kept or read anew, are not put into words again. */
  const shown = new WeakMap<Planned, { readonly result: Shown; readonly rendered: Rendered }>();
  const toInput = (question: string, { rolePolicy, context, data, conversation }: PlannerInput) => ({
    question,
    rolePolicy,
    context,
    values: indexOf(data.values),
    clock: data.clock,
    conversation,
  });
  const withRender = (plan: Planned | NotPlanned, { rolePolicy, context }: PlannerInput): SemanticPlan => {
    if (plan.kind !== 'planned') return plan;
    const { whyEmpty, ...planned } = plan;
    const { columns, query } = planned;
    const renderAnew = ({ rows, truncated }: Shown, emptied?: Emptied): Rendered =>
      renderAnswer({
        query,
        columns,
        rows,
        truncated,
        context,
        model: planner.roleModel(rolePolicy),
        ...(emptied ? { emptied } : {}),
      });
    return {
      ...planned,
      render: (result, emptied) => {
        if (emptied !== undefined) return renderAnew(result, emptied);
        const known = shown.get(plan);
        if (known !== undefined && isSame(known.result, result)) return known.rendered;
        const rendered = renderAnew(result);
        shown.set(plan, { result, rendered });
        return rendered;
      },
      checkEmpty: ({ rows }) => {
        if (!isEmpty(columns, rows)) return null;
        const { outside, probes } = whyEmpty();
        return {
          outside,
          probes: probes.map((probe) => ({ sql: probe.sql, judge: (found) => culpritOf(probe, found.rows) })),
        };
      },
    };
  };
  return {
    plan: (question, input) => withRender(planOnce(question, input), input),
    compile: (query, question, input) => withRender(planner.compile(query, toInput(question, input)), input),
    roleModel: (rolePolicy) => planner.roleModel(rolePolicy),
    catalog: (rolePolicy) => toCatalog(planner.roleModel(rolePolicy), rolePolicy),
    suggestions: ({ rolePolicy }) => suggestQuestions(planner.roleModel(rolePolicy), SUGGESTIONS),
  };
}

type Shown = Pick<ReadResult, 'rows' | 'truncated'>;

/** Cells are plain values; those that are lists count as another each time. */
function isSame(left: Shown, right: Shown): boolean {
  if (left.rows === right.rows) return left.truncated === right.truncated;
  if (left.truncated !== right.truncated || left.rows.length !== right.rows.length) return false;
  return left.rows.every((row, at) => {
    const other = right.rows[at] ?? [];
    return row.length === other.length && row.every((cell, index) => cell === other[index]);
  });
}
