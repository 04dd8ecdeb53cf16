import { CatalogSchema, SuggestionsSchema } from '@copilot/contracts';
import type { Metadata } from 'next';
import { CatalogView } from '../../../catalog/catalog-view';
import { readForPage, requireSession } from '../../../session/read-session';
import { describeRole, describeStores } from '../../../session/describe-scope';
import { Notice } from '../../../ui/notice';
import { PageHead } from '../../../ui/page-head';

export const metadata: Metadata = { title: 'Catalog' };

export default async function CatalogPage() {
  const { user, token } = await requireSession();
  const [catalog, suggestions] = await Promise.all([
    readForPage(token, 'schema', CatalogSchema),
    readForPage(token, 'suggestions', SuggestionsSchema),
  ]);
  return (
    <div className="mx-auto max-w-5xl space-y-6 px-4 py-8 sm:px-6">
      <PageHead title="What you can ask about">
        Everything below is open to your role ({describeRole(user.role)}), for {describeStores(user)}. Answers come from
        nothing else.
      </PageHead>
      {catalog === null ? (
        <Notice look="bad" role="alert" title="The catalog cannot be read just now">
          <p className="text-ink-soft">Load the page again in a moment.</p>
        </Notice>
      ) : (
        <CatalogView catalog={catalog} questions={suggestions?.suggestions ?? []} />
      )}
    </div>
  );
}
