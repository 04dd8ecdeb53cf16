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
  /** What the kept rows of a plan look like, so that an answer given again is not written anew; the newest rows of each plan. */
  const shown = new WeakMap<Planned, WeakMap<ReadResult['rows'], Rendered>>();
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
    const renderAnew = ({ rows, truncated }: Pick<ReadResult, 'rows' | 'truncated'>, emptied?: Emptied): Rendered =>
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
        if (emptied !== undefined || result.isKept !== true) return renderAnew(result, emptied);
        const known = shown.get(plan)?.get(result.rows);
        if (known !== undefined) return known;
        const rendered = renderAnew(result);
        shown.set(plan, new WeakMap([[result.rows, rendered]]));
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
