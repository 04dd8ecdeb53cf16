import type { Dataset, Model } from '../model/model.js';
import type { RenderInput } from './render-answer.js';
import { capital } from './sentence-parts.js';
import { reaches } from './suggest.js';

const MOST = 3;

/** What may be asked after an answer: its figure through time and by the things it can be grouped by, each of which can be answered. */
export function nextQuestions({ query, model, context }: Pick<RenderInput, 'query' | 'model' | 'context'>): string[] {
  const ref = query.metrics[0];
  const metric = model.metrics.get(ref?.metric ?? '');
  if (!ref || !metric || ref.per || ref.over) return query.entity ? aboutEntity(query.entity, model) : [];
  const shown = new Set(query.dimensions.map((d) => d.member.split('.')[0]));
  const time = query.time_range && metric.rollups.size === 0 ? ` in ${query.time_range.label}` : '';
  const inWords = /^(since|before|after|until|\d)/.test(query.time_range?.label ?? '') ? '' : time;
  const timed =
    metric.time !== null || [...metric.rollups.keys()].some((name) => model.datasets.get(name)?.defaultTime);
  const groups = [...model.datasets.values()].filter(
    (dataset) =>
      !dataset.event &&
      !dataset.bridge &&
      !dataset.rollup &&
      dataset.lists.length === 0 &&
      !shown.has(dataset.name) &&
      dataset.name !== metric.dataset &&
      (dataset.label.length > 0 || dataset.numbered) &&
      (dataset.name !== model.scopeDataset || context.all_stores || context.store_ids.length > 1) &&
      reaches(model, metric, dataset),
  );
  const telling = (name: string): number => {
    const dataset = model.datasets.get(name);
    // Few things with little to tell are kinds; many with much to tell are ranked.
    return name === model.scopeDataset ? 1 : isKind(dataset) ? 0 : dataset?.measureMetric ? 2 : 3;
  };
  const ranked = (dataset: Dataset): boolean => dataset.name !== model.scopeDataset && !isKind(dataset);
  // Nothing is ranked by how many kinds it is of: "films by categories" reads as a grouping.
  const countsKinds = isKind(model.datasets.get(metric.dataset));
  return [
    ...(timed && !query.dimensions.some((d) => d.grain) ? [`${capital(metric.label)} by month`] : []),
    ...groups
      .filter((dataset) => !countsKinds || !ranked(dataset))
      .sort((a, b) => telling(a.name) - telling(b.name))
      .map((dataset) =>
        ranked(dataset)
          ? `Top 5 ${dataset.noun[1]} by ${metric.label}${inWords}`
          : `${capital(metric.label)} by ${dataset.noun[0]}${inWords}`,
      ),
  ].slice(0, MOST);
}

/** A thing that is little more than its name: a category, a language. */
function isKind(dataset: Dataset | undefined): boolean {
  return dataset !== undefined && !dataset.who && dataset.fields.size <= 3;
}

/** After a list: how many there are, and which come first by the figure that the model measures them by. */
function aboutEntity(name: string, model: Model): string[] {
  const entity = model.datasets.get(name);
  const metric = model.metrics.get(entity?.measureMetric ?? '');
  if (!entity || entity.numbered || entity.label.length === 0) return [];
  return [
    ...(metric && reaches(model, metric, entity) ? [`Top 5 ${entity.noun[1]} by ${metric.label}`] : []),
    ...(model.metrics.has(entity.countMetric ?? '') ? [`How many ${entity.noun[1]} are there?`] : []),
  ];
}
