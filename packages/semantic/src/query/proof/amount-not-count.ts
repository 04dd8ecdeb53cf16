import { unsure, type Check } from './evidence.js';

/** "how much …" of what is worth money asks for the amount; how often it happened is no answer. */
export const amountNotCount: Check = ({ reading, query, model }) => {
  if (reading.form !== 'how_much' || reading.calculations.length > 0 || query.entity) return null;
  const counted = query.metrics.map((ref) =>
    [...model.datasets.values()].find((d) => d.event && d.countMetric !== null && d.countMetric === ref.metric),
  );
  const worth = counted.find((d) => d?.valueField !== null && d?.fields.get(d.valueField)?.format === 'currency');
  if (!worth || counted.some((d) => d === undefined)) return null;
  const sum = [...model.metrics.values()].find(
    (m) => m.dataset === worth.name && m.aggregate === 'sum' && m.argument === worth.valueField,
  );
  return unsure(
    `The question asks how much, and what I could read from it counts ${worth.noun[1]}.`,
    ...(sum ? [{ ...query, metrics: [{ metric: sum.name }] }] : []),
  );
};
