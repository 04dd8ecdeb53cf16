import { aboutThings } from '../answer/clarify-gap.js';
import type { Model } from '../model/model.js';
import type { Item } from '../question/lex.js';

/**
 * Questions near one that could not be read: about the figures and things that it names and the model knows, in the order in which they are
 * named. Whether they can be answered is for the caller to see.
 */
export function relatedQuestions(items: readonly Item[], model: Model): string[] {
  const out = items.flatMap((item) =>
    item.status === 'not_understood'
      ? []
      : item.meanings.flatMap((meaning): string[] => {
          if (meaning.kind === 'metric') return aboutFigure(meaning.name, model);
          if (meaning.kind === 'dataset') return aboutThings(meaning.name, model);
          if (meaning.kind !== 'verb') return [];
          return meaning.of === 'metric'
            ? aboutFigure(meaning.name, model)
            : meaning.of === 'dataset' && model.datasets.get(meaning.name)?.event
              ? aboutThings(meaning.name, model)
              : [];
        }),
  );
  return [...new Set(out)];
}

function aboutFigure(name: string, model: Model): string[] {
  const metric = model.metrics.get(name);
  if (!metric) return [];
  const label = `${metric.label[0]?.toUpperCase() ?? ''}${metric.label.slice(1)}`;
  const groups = [...model.datasets.values()].filter((d) => d.measureMetric === name && !d.who && d.label.length > 0);
  return [...(metric.time ? [`${label} by month`] : []), ...groups.map((d) => `${label} by ${d.noun[0]}`)];
}
