import { parse } from 'yaml';
import type { z } from 'zod';
import type { Dataset, Field, Metric, Model, NamedFilter, Relationship } from './model.js';
import { CopilotFileSchema, OssieFileSchema, type CopilotFile, type OssieModel } from './model-files.js';
import { chooseJoinPath, fansOut } from '../plan/join-path.js';
import { columnsOf } from './expression.js';
import { nearestWord } from '../question/edit-distance.js';
import { toRewritings, type Rewriting } from '../question/rewrite/rewritings.js';

/** A fault of a model file: where it stands and what would mend it. */
export interface ModelFault {
  readonly file: string;
  readonly path: string;
  readonly message: string;
}

/** Thrown by `loadModel` with every fault of both files at once. */
export class ModelError extends Error {
  constructor(readonly faults: readonly ModelFault[]) {
    super(
      `the semantic model has ${faults.length} fault(s):\n${faults.map((f) => `  ${f.file} ${f.path}: ${f.message}`).join('\n')}`,
    );
  }
}

export interface ModelSources {
  /** Text of the Ossie file. */
  readonly semanticModel: string;
  /** Text of the copilot file beside it. */
  readonly copilot: string;
}

/**
 * Reads the pure Ossie model and the copilot's own additions into one checked model.
 * *Throws* `ModelError` naming every fault with file, path and, for an unknown name, the nearest known one.
 */
export function loadModel(sources: ModelSources): Model {
  const faults: ModelFault[] = [];
  const ossie = readFile('semantic-model.yaml', sources.semanticModel, OssieFileSchema, faults);
  const copilot = readFile('copilot.yaml', sources.copilot, CopilotFileSchema, faults);
  const first = ossie?.semantic_model[0];
  if (!first || !copilot) throw new ModelError(faults);
  const model = buildModel(first, copilot, readIdioms(copilot.idioms, faults));
  faults.push(...checkModel(model, first, copilot));
  if (faults.length > 0) throw new ModelError(faults);
  return model;
}

function readFile<T>(file: string, text: string, schema: z.ZodType<T>, faults: ModelFault[]): T | null {
  try {
    const result = schema.safeParse(parse(text));
    if (result.success) return result.data;
    for (const issue of result.error.issues) faults.push({ file, path: issue.path.join('.'), message: issue.message });
  } catch (error) {
    faults.push({
      file,
      path: '',
      message: `is not readable YAML: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
  return null;
}

function readIdioms(lines: readonly string[], faults: ModelFault[]): Rewriting[] {
  return lines.flatMap((line) => {
    try {
      return toRewritings(line);
    } catch (error) {
      const message = error instanceof Error ? error.message.replace(/^invariant: /, '') : String(error);
      faults.push({ file: 'copilot.yaml', path: 'idioms', message: `is not so: ${message}` });
      return [];
    }
  });
}

function buildModel(ossie: OssieModel, copilot: CopilotFile, idioms: readonly Rewriting[]): Model {
  const datasets = new Map<string, Dataset>();
  for (const entry of ossie.datasets) {
    const extra = copilot.datasets[entry.name] ?? {};
    const fields = new Map(entry.fields.map((field) => [field.name, buildField(entry.name, field, copilot)]));
    datasets.set(entry.name, {
      name: entry.name,
      view: entry.source.split('.').at(-1) ?? entry.source,
      primaryKey: entry.primary_key,
      description: entry.description ?? '',
      synonyms: entry.ai_context?.synonyms ?? [],
      fields,
      event: extra.event ?? false,
      bridge: extra.bridge ?? false,
      rollup: extra.rollup ?? false,
      countMetric: extra.count ?? null,
      defaultTime: extra.default_time ?? null,
      valueField: extra.value_field ?? null,
      priceField: extra.price_field ?? null,
      measureMetric: extra.measure_metric ?? null,
      perEvent: extra.per_event ?? null,
      doers: new Map(Object.entries(extra.doers ?? {})),
      verbs: extra.verbs ?? [],
      label: extra.label ?? [],
      list: extra.list ?? [],
      where: extra.where ?? [],
      lists: extra.lists ?? [],
      who: extra.who ?? false,
      numbered: extra.numbered ?? false,
      noun: extra.noun ?? [entry.name, entry.name],
    });
  }
  return {
    name: ossie.name,
    description: ossie.description ?? '',
    datasets,
    relationships: ossie.relationships.map((r): Relationship => ({
      name: r.name,
      from: r.from,
      to: r.to,
      fromColumns: r.from_columns,
      toColumns: r.to_columns,
      preferred: copilot.prefer.includes(r.name),
    })),
    metrics: new Map(ossie.metrics.map((metric) => [metric.name, buildMetric(metric, copilot)])),
    namedFilters: new Map(
      Object.entries(copilot.named_filters).map(([name, f]): [string, NamedFilter] => [
        name,
        {
          name,
          dataset: f.dataset,
          where: f.where,
          oppositeWhere: f.opposite_where ?? null,
          label: f.label ?? name,
          words: f.words,
          opposite: f.opposite ?? [],
          unwelcome: f.unwelcome ?? false,
          noun: f.noun ?? false,
          among: f.among ? { name: f.among.replace(/^not /, ''), negate: f.among.startsWith('not ') } : null,
        },
      ]),
    ),
    comparable: copilot.comparable,
    vagueWords: copilot.definitions.map((d) => ({ words: d.words, direction: d.direction })),
    filler: copilot.filler,
    idioms,
    currency: copilot.currency,
    hidden: new Set(),
    scopeDataset: copilot.scope?.dataset ?? null,
    scopeNoun: [copilot.scope?.noun ?? 'scope', copilot.scope?.plural ?? 'scopes'],
  };
}

function buildField(
  dataset: string,
  field: OssieModel['datasets'][number]['fields'][number],
  copilot: CopilotFile,
): Field {
  const extra = copilot.fields[`${dataset}.${field.name}`] ?? {};
  const isTime = field.dimension?.is_time ?? false;
  return {
    dataset,
    name: field.name,
    expression: field.expression.dialects[0]?.expression ?? field.name,
    datatype: field.datatype,
    isTime,
    description: field.description ?? '',
    synonyms: field.ai_context?.synonyms ?? [],
    format: extra.format ?? (isTime ? (field.datatype === 'Date' ? 'date' : 'datetime') : null),
    values: extra.values ?? false,
    person: extra.person ?? false,
    demonyms: extra.demonyms ?? false,
    partOfName: extra.part_of_name ?? false,
    place: extra.where ?? false,
    array: extra.array ?? false,
    entity: extra.entity ?? false,
    search: extra.search ?? false,
    year: extra.year ?? false,
    sums: extra.sums ?? false,
    verbs: extra.verbs ?? [],
    adjectives: extra.adjectives ?? [],
    moreWords: extra.comparatives?.more ?? [],
    lessWords: extra.comparatives?.less ?? [],
    units: new Map(Object.entries(extra.units ?? {})),
    order: extra.order ?? [],
    aliases: new Map(Object.entries(extra.aliases ?? {})),
  };
}

const METRIC = /^(SUM|COUNT|AVG|MIN|MAX)\(\s*(DISTINCT\s+)?(.+)\)$/is;

function buildMetric(metric: OssieModel['metrics'][number], copilot: CopilotFile): Metric {
  const extra = copilot.metrics[metric.name] ?? {};
  const [, name = 'COUNT', distinct, argument = ''] =
    METRIC.exec(metric.expression.dialects[0]?.expression ?? '') ?? [];
  const aggregate = distinct ? 'count_distinct' : (name.toLowerCase() as Metric['aggregate']);
  return {
    name: metric.name,
    dataset: /([a-z_]+)\./.exec(argument)?.[1] ?? '',
    aggregate,
    argument: argument.replace(/\b[a-z_]+\.([a-z_]+)/g, '$1'),
    description: metric.description ?? '',
    label: extra.label ?? metric.name.replaceAll('_', ' '),
    synonyms: metric.ai_context?.synonyms ?? [],
    format: extra.format ?? 'decimal',
    time: extra.time ?? null,
    verbs: extra.verbs ?? [],
    adjectives: extra.adjectives ?? [],
    actives: extra.actives ?? [],
    averagePer: extra.average_per ?? null,
    rollups: new Map(Object.entries(extra.rollups ?? {})),
  };
}

function checkModel(model: Model, ossie: OssieModel, copilot: CopilotFile): ModelFault[] {
  const faults: ModelFault[] = [];
  const fault = (file: string, path: string, message: string): void => void faults.push({ file, path, message });
  const known = (file: string, path: string, name: string, names: Iterable<string>, what: string): void => {
    const all = [...names];
    if (all.includes(name)) return;
    const near = nearestWord(name, all);
    fault(
      file,
      path,
      `names the unknown ${what} "${name}"${near ? `; did you mean "${near}"?` : `; known are ${all.slice(0, 8).join(', ')}`}`,
    );
  };
  const members = [...model.datasets.values()].flatMap((d) => [...d.fields.keys()].map((f) => `${d.name}.${f}`));
  for (const dataset of ossie.datasets) {
    for (const key of dataset.primary_key)
      known(
        'semantic-model.yaml',
        `datasets.${dataset.name}.primary_key`,
        key,
        dataset.fields.map((f) => f.name),
        'field',
      );
  }
  for (const r of ossie.relationships) {
    known('semantic-model.yaml', `relationships.${r.name}.from`, r.from, model.datasets.keys(), 'dataset');
    known('semantic-model.yaml', `relationships.${r.name}.to`, r.to, model.datasets.keys(), 'dataset');
    if (r.from_columns.length !== r.to_columns.length)
      fault('semantic-model.yaml', `relationships.${r.name}`, 'from_columns and to_columns differ in number');
  }
  for (const metric of ossie.metrics) {
    const expression = metric.expression.dialects[0]?.expression ?? '';
    if (!METRIC.test(expression))
      fault(
        'semantic-model.yaml',
        `metrics.${metric.name}.expression`,
        `must be one aggregate over dataset.field, such as SUM(payments.amount); found "${expression}"`,
      );
    for (const [member] of expression.matchAll(/\b[a-z_]+\.[a-z_]+\b/g))
      known('semantic-model.yaml', `metrics.${metric.name}.expression`, member, members, 'member');
  }
  for (const [name, d] of Object.entries(copilot.datasets)) {
    known('copilot.yaml', 'datasets', name, model.datasets.keys(), 'dataset');
    const fields = [...(model.datasets.get(name)?.fields.keys() ?? [])];
    for (const f of [
      ...(d.label ?? []),
      ...(d.list ?? []),
      ...(d.where ?? []),
      ...(d.default_time ? [d.default_time] : []),
      ...(d.value_field ? [d.value_field] : []),
      ...(d.price_field ? [d.price_field] : []),
    ])
      known('copilot.yaml', `datasets.${name}`, f, fields, 'field');
    for (const m of d.lists ?? []) known('copilot.yaml', `datasets.${name}.lists`, m, members, 'member');
    for (const m of [d.count, d.measure_metric, d.per_event, ...Object.keys(d.doers ?? {})])
      if (m) known('copilot.yaml', `datasets.${name}`, m, model.metrics.keys(), 'metric');
  }
  for (const name of Object.keys(copilot.fields)) known('copilot.yaml', 'fields', name, members, 'member');
  for (const [name, m] of Object.entries(copilot.metrics)) {
    known('copilot.yaml', 'metrics', name, model.metrics.keys(), 'metric');
    if (m.time) known('copilot.yaml', `metrics.${name}.time`, m.time, members, 'member');
    if (m.average_per)
      known('copilot.yaml', `metrics.${name}.average_per`, m.average_per, model.datasets.keys(), 'dataset');
    for (const rollup of Object.keys(m.rollups ?? {}))
      known('copilot.yaml', `metrics.${name}.rollups`, rollup, model.datasets.keys(), 'dataset');
  }
  for (const [name, f] of Object.entries(copilot.named_filters)) {
    known('copilot.yaml', `named_filters.${name}.dataset`, f.dataset, model.datasets.keys(), 'dataset');
    const fields = [...(model.datasets.get(f.dataset)?.fields.keys() ?? [])];
    for (const column of columnsOf(f.where))
      known('copilot.yaml', `named_filters.${name}.where`, column, fields, 'field');
  }
  for (const [left, right] of copilot.comparable) {
    for (const name of [left, right]) known('copilot.yaml', 'comparable', name, members, 'member');
    const way = chooseJoinPath(model, left.split('.')[0] ?? '', right.split('.')[0] ?? '');
    if (!way || fansOut(way))
      fault(
        'copilot.yaml',
        'comparable',
        `"${right}" is not one value for each row of "${left}"; swap the two or choose another`,
      );
  }
  for (const name of copilot.prefer)
    known(
      'copilot.yaml',
      'prefer',
      name,
      model.relationships.map((r) => r.name),
      'relationship',
    );
  return faults;
}
