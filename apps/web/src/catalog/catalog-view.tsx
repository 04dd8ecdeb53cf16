'use client';

import type { Catalog } from '@copilot/contracts';
import Link from 'next/link';
import { useMemo, useState, type ReactNode } from 'react';
import { Icon } from '../ui/icon';

/** Figures, groupings and views of a role with what they mean; each figure is one click from being asked. */
export function CatalogView({ catalog, questions }: { catalog: Catalog; questions: readonly string[] }) {
  const [wanted, setWanted] = useState('');
  const found = useMemo(() => search(catalog, wanted), [catalog, wanted]);
  const nothing = found.metrics.length + found.dimensions.length + found.views.length === 0;
  return (
    <div className="space-y-8">
      <label className="relative block max-w-md">
        <span className="sr-only">Search the catalog</span>
        <Icon name="search" className="pointer-events-none absolute left-3 top-3 text-ink-soft" />
        <input
          type="search"
          className="field h-10 pl-9"
          placeholder="Search figures, groupings and views"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      </label>
      <p role="status" className={nothing ? 'text-ink-soft' : 'sr-only'}>
        {nothing
          ? `Nothing is called “${wanted}”.`
          : `${found.metrics.length} figures, ${found.dimensions.length} groupings, ${found.views.length} views`}
      </p>
      {wanted === '' && questions.length > 0 && (
        <Part title="Questions to start with" count={null}>
          <ul className="flex flex-wrap gap-2">
            {questions.map((question) => (
              <li key={question}>
                <Link
                  prefetch={false}
                  href={`/?${new URLSearchParams({ q: question })}`}
                  className="inline-flex rounded-xl border border-line bg-surface px-3.5 py-1.5 hover:border-accent"
                >
                  {question}
                </Link>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {found.metrics.length > 0 && (
        <Part title="Figures" count={found.metrics.length}>
          <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
            {found.metrics.map((metric) => (
              <li key={metric.name} className="card flex flex-col gap-1 p-4">
                <h3 className="font-medium">{capital(metric.label)}</h3>
                <p className="flex-1 text-sm text-ink-soft">{metric.description}</p>
                <Synonyms words={metric.synonyms} label={metric.label} />
                <Link
                  prefetch={false}
                  href={`/?${new URLSearchParams({ q: capital(metric.label) })}`}
                  className="mt-1 self-start text-sm font-medium text-accent underline underline-offset-4"
                >
                  Ask<span className="sr-only"> for {metric.label}</span>
                </Link>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {found.dimensions.length > 0 && (
        <Part title="Groupings and filters" count={found.dimensions.length}>
          <ul className="card divide-y divide-line">
            {found.dimensions.map((dimension) => (
              <li key={dimension.name} className="grid gap-x-6 px-4 py-2.5 sm:grid-cols-[12rem_1fr]">
                <h3 className="font-medium">{capital(dimension.label.replace(/\b(\w+) \1\b/g, '$1'))}</h3>
                <div>
                  <p className="text-sm text-ink-soft">{dimension.description}</p>
                  <Synonyms words={dimension.synonyms} label={dimension.label} />
                </div>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {found.views.length > 0 && (
        <Part title="Views" count={found.views.length}>
          <div className="card divide-y divide-line">
            {found.views.map((view) => (
              <details key={view.name} className="group">
                <summary className="flex list-none flex-wrap items-baseline gap-x-4 px-4 py-2.5 hover:bg-sunken [&::-webkit-details-marker]:hidden">
                  <code className="font-mono text-sm font-medium">{view.name}</code>
                  <span className="min-w-0 flex-1 text-sm text-ink-soft">{view.description}</span>
                  <span className="text-sm text-ink-soft">{view.columns.length} columns</span>
                  <Icon
                    name="chevron"
                    className="size-4 self-center text-ink-soft transition-transform group-open:rotate-180"
                  />
                </summary>
                <div
                  className="relative overflow-x-auto px-4 pb-3"
                  tabIndex={0}
                  role="region"
                  aria-label={`Columns of ${view.name}`}
                >
                  <table className="w-full text-sm">
                    <thead className="sr-only">
                      <tr>
                        <th scope="col">Column</th>
                        <th scope="col">Type</th>
                        <th scope="col">Meaning</th>
                      </tr>
                    </thead>
                    <tbody>
                      {view.columns.map((column) => (
                        <tr key={column.name} className="align-top">
                          <th scope="row" className="py-1 pr-4 text-left font-mono font-normal">
                            {column.name}
                          </th>
                          <td className="py-1 pr-4 text-ink-soft">{column.type}</td>
                          <td className="py-1 text-ink-soft">{column.description}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              </details>
            ))}
          </div>
        </Part>
      )}
    </div>
  );
}

function Part({ title, count, children }: { title: string; count: number | null; children: ReactNode }) {
  return (
    <section className="space-y-3">
      <h2 className="text-lg font-semibold tracking-tight">
        {title} {count !== null && <span className="ml-1 text-sm font-normal text-ink-soft">{count}</span>}
      </h2>
      {children}
    </section>
  );
}

function Synonyms({ words, label }: { words: readonly string[]; label: string }) {
  const others = words.filter((word) => word.toLowerCase() !== label.toLowerCase());
  return others.length === 0 ? null : <p className="text-sm text-ink-soft">Also: {others.slice(0, 6).join(', ')}</p>;
}

function search(catalog: Catalog, wanted: string): Catalog {
  const needle = wanted.trim().toLowerCase();
  const has = (...texts: string[]) => texts.some((text) => text.toLowerCase().includes(needle));
  return {
    metrics: catalog.metrics.filter((metric) => has(metric.name, metric.label, metric.description, ...metric.synonyms)),
    dimensions: catalog.dimensions.filter((item) => has(item.name, item.label, item.description, ...item.synonyms)),
    views: catalog.views.filter((view) =>
      has(view.name, view.description, ...view.columns.map((column) => column.name)),
    ),
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
