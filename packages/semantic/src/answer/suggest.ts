import type { Dataset, Metric, Model } from '../model/model.js';
import { chooseJoinPath } from '../plan/join-path.js';

/** Questions that this role's model can answer, most telling first: built from its metrics, entities and conditions, never from a list. */
export function suggestQuestions(model: Model, limit: number): string[] {
  const timed = [...model.metrics.values()].filter((metric) => metric.time !== null || metric.rollups.size > 0);
  const main = timed[0];
  const entities = [...model.datasets.values()].filter((d) => !d.event && !d.bridge && !d.rollup && d.label.length > 0);
  const measured = entities.flatMap((entity) => {
    const metric = entity.measureMetric ? model.metrics.get(entity.measureMetric) : undefined;
    return metric && !entity.numbered && reaches(model, metric, entity) ? [{ entity, metric }] : [];
  });
  const groups = measured.filter(({ entity }) => !entity.who);
  const byMain = groups.find(({ metric }) => metric === main);
  const late = [...model.namedFilters.values()].find((filter) => filter.noun);
  const events = [...model.datasets.values()].filter(
    (d) => d.event && d.countMetric !== null && d.defaultTime !== null,
  );
  const scope = model.datasets.get(model.scopeDataset ?? '');
  const out = [
    main ? `${capital(main.label)} by month` : '',
    byMain ? `${capital(byMain.metric.label)} by ${byMain.entity.noun[0]}` : '',
    ...measured
      .filter(({ entity }) => entity !== byMain?.entity)
      .map(({ entity, metric }) => `Top 5 ${entity.noun[1]} by ${metric.label}`),
    late ? `What percentage of ${model.datasets.get(late.dataset)?.noun[1] ?? late.dataset} were ${late.label}?` : '',
    ...events.map((event) => `${capital(event.noun[1])} by weekday`),
    main && scope && reaches(model, main, scope) ? `${capital(main.label)} by ${scope.noun[0]}` : '',
    ...entities.flatMap((entity) =>
      entity.countMetric && model.metrics.has(entity.countMetric) && entity !== scope
        ? [`How many ${entity.noun[1]} are there?`]
        : [],
    ),
  ];
  return [...new Set(out.filter(Boolean))].slice(0, limit);
}

/** Whether the metric can be grouped by the entity; totals kept ready reach fewer things than the rows beneath. */
export function reaches(model: Model, metric: Metric, entity: Dataset): boolean {
  const bases = metric.rollups.size > 0 ? [...metric.rollups.keys()] : [metric.dataset];
  return bases.some(
    (base) =>
      chooseJoinPath(model, base, entity.name)?.every(
        (hop) => hop.direction === 'one' || model.datasets.get(hop.to)?.bridge,
      ) ?? false,
  );
}

function capital(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}
