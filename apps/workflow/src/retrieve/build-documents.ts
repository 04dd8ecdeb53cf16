import type { Role, RolePolicy } from '@copilot/contracts';
import type { KnowledgeDocument } from './knowledge-document.js';
import type { DatasetFacts, MetricFacts, RoleModel } from './role-model.js';

/** The model and the policy as one role sees them. */
export interface RoleView {
  readonly role: Role;
  readonly rolePolicy: RolePolicy;
  readonly roleModel: RoleModel;
}

/**
 * Writes the documents that the semantic model and the policy give rise to: a view, a figure, a join, a named condition each. Each is
 * written as each role sees it; roles that see the same share one document, so a document never names what its reader may not read.
 */
export function buildDocuments(roles: readonly RoleView[]): KnowledgeDocument[] {
  const merged = new Map<string, KnowledgeDocument>();
  for (const view of roles) {
    for (const document of documentsOf(view)) {
      const key = JSON.stringify([document.kind, document.title, document.content]);
      const known = merged.get(key);
      merged.set(key, { ...document, roles: [...(known?.roles ?? []), view.role] });
    }
  }
  return numberRepeatedIds([...merged.values()]);
}

type Draft = Omit<KnowledgeDocument, 'roles'>;

function documentsOf({ rolePolicy, roleModel }: RoleView): Draft[] {
  return [
    ...[...roleModel.datasets.values()].map((dataset) => describeDataset(dataset, rolePolicy)),
    ...[...roleModel.metrics.values()].map((metric) => describeMetric(metric, roleModel)),
    ...roleModel.relationships.map(({ name, from, to, fromColumns, toColumns }) =>
      draft(
        'join',
        name.replace(/_/g, ' '),
        `${viewOf(from, roleModel)} joins ${viewOf(to, roleModel)} on ${fromColumns.join(', ')} = ${toColumns.join(', ')}; many ${from} to one of ${to}.`,
      ),
    ),
    ...[...roleModel.namedFilters.values()].map(({ name, dataset, where, label, words }) =>
      draft('filter', name, `${label} (also: ${words.join(', ')}): ${where} in ${viewOf(dataset, roleModel)}.`),
    ),
  ];
}

function describeDataset(dataset: DatasetFacts, rolePolicy: RolePolicy): Draft {
  const fields = [...dataset.fields.values()].map(({ name, description, synonyms }) => {
    const also = synonyms.length > 0 ? ` (${synonyms.join(', ')})` : '';
    return `${name}${also}: ${description}`;
  });
  const rows = rolePolicy.views.get(dataset.view)?.description ?? dataset.description;
  const also = dataset.synonyms.length > 0 ? ` Also called ${dataset.synonyms.join(', ')}.` : '';
  return draft('view', dataset.view, `${rows}${also} Columns: ${fields.join(' ')}`);
}

function describeMetric(metric: MetricFacts, model: RoleModel): Draft {
  const [rollup] = [...metric.rollups];
  const computed =
    rollup === undefined
      ? `${metric.aggregate}(${metric.argument}) of ${viewOf(metric.dataset, model)}`
      : `sum(${rollup[1]}) of ${viewOf(rollup[0], model)}`;
  const also = metric.synonyms.length > 0 ? ` Also called ${metric.synonyms.join(', ')}.` : '';
  return draft('metric', metric.label, `${metric.description}${also} Computed as ${computed}.`, metric.name);
}

const viewOf = (dataset: string, model: RoleModel): string => model.datasets.get(dataset)?.view ?? dataset;
const draft = (kind: KnowledgeDocument['kind'], title: string, content: string, name = title): Draft => ({
  id: `${kind}:${name.toLowerCase().replace(/\s+/g, '-')}`,
  kind,
  title,
  content,
  source: 'semantic model',
});

/** The same view seen differently by two roles is two documents: `view:v_customers`, `view:v_customers#2`. */
function numberRepeatedIds(documents: readonly KnowledgeDocument[]): KnowledgeDocument[] {
  const seen = new Map<string, number>();
  return documents.map((document) => {
    const count = (seen.get(document.id) ?? 0) + 1;
    seen.set(document.id, count);
    return count === 1 ? document : { ...document, id: `${document.id}#${count}` };
  });
}
