import type { Model } from '../model/model.js';

/** Questions that this role's model can answer, built from its metrics and groupings. */
export function suggestQuestions(model: Model, limit: number): string[] {
  const out: string[] = [];
  const metrics = [...model.metrics.values()].filter((m) => m.time !== null || m.rollups.size > 0);
  const entities = [...model.datasets.values()].filter((d) => !d.event && !d.bridge && !d.rollup && d.label.length > 0);
  const time = metrics.find((m) => m.time !== null);
  if (time) out.push(`${capital(time.label)} by month`);
  const ranked = entities.find(
    (d) => d.measureMetric === 'rental_count' || (d.measureMetric !== null && model.metrics.has(d.measureMetric)),
  );
  for (const metric of metrics) {
    const group = entities.find((d) => d.noun[0] === 'category') ?? entities[0];
    if (group && metric !== time) out.push(`${capital(metric.label)} by ${group.noun[0]}`);
  }
  for (const entity of entities) {
    const metric = entity.measureMetric ? model.metrics.get(entity.measureMetric) : undefined;
    if (metric && entity !== ranked) out.push(`Top 5 ${entity.noun[1]} by ${metric.label}`);
  }
  for (const entity of entities)
    if (entity.countMetric && model.metrics.has(entity.countMetric)) out.push(`How many ${entity.noun[1]} are there?`);
  return [...new Set(out)].slice(0, limit);
}

function capital(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}
