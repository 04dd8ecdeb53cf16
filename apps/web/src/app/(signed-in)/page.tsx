import { CatalogSchema, ConversationDetailSchema, SuggestionsSchema } from '@copilot/contracts';
import { AskPage } from '../../ask/ask-page';
import { readForPage, requireSession } from '../../session/read-session';

type Query = Record<'q' | 'c' | 'new', string | string[] | undefined>;

export default async function Page({ searchParams }: { searchParams: Promise<Query> }) {
  const [{ user, token }, query] = await Promise.all([requireSession(), searchParams]);
  const conversationId = typeof query.c === 'string' ? query.c : null;
  const [catalog, suggestions, conversation] = await Promise.all([
    readForPage(token, 'schema', CatalogSchema),
    readForPage(token, 'suggestions', SuggestionsSchema),
    conversationId === null
      ? null
      : readForPage(token, `conversations/${encodeURIComponent(conversationId)}`, ConversationDetailSchema),
  ]);
  return (
    <AskPage
      key={`${conversationId ?? ''} ${String(query.new ?? '')}`}
      user={user}
      catalog={catalog === null ? null : { metrics: catalog.metrics, dimensions: catalog.dimensions }}
      viewCount={catalog?.views.length ?? null}
      starters={suggestions?.suggestions ?? []}
      question={typeof query.q === 'string' && query.q.trim() !== '' ? query.q.trim().slice(0, 2000) : null}
      start={{ conversationId: conversation?.id ?? null, turns: conversation?.turns ?? [] }}
    />
  );
}
