import { CatalogSchema, ConversationDetailSchema, SavedAnswerSchema, SuggestionsSchema } from '@copilot/contracts';
import { AskPage } from '../../ask/ask-page';
import { readForPage, requireSession } from '../../session/read-session';
import { Notice } from '../../ui/notice';

type Query = Record<'q' | 'c' | 'saved' | 'new', string | string[] | undefined>;

export default async function Page({ searchParams }: { searchParams: Promise<Query> }) {
  const [{ user, token }, query] = await Promise.all([requireSession(), searchParams]);
  const conversationId = typeof query.c === 'string' ? query.c : null;
  const savedId = typeof query.saved === 'string' ? query.saved : null;
  const [catalog, suggestions, conversation, saved] = await Promise.all([
    readForPage(token, 'schema', CatalogSchema),
    readForPage(token, 'suggestions', SuggestionsSchema),
    conversationId === null
      ? null
      : readForPage(token, `conversations/${encodeURIComponent(conversationId)}`, ConversationDetailSchema),
    savedId === null ? null : readForPage(token, `saved/${encodeURIComponent(savedId)}`, SavedAnswerSchema),
  ]);
  const lost = (conversationId !== null && conversation === null) || (savedId !== null && saved === null);
  return (
    <>
      {lost && (
        <div className="mx-auto max-w-3xl px-4 pt-8">
          <Notice look="caution" role="status" title="What this link opens is not there">
            <p className="text-ink-soft">It was deleted, or it belongs to somebody else.</p>
          </Notice>
        </div>
      )}
      <AskPage
        key={`${conversationId ?? ''} ${savedId ?? ''} ${String(query.new ?? '')}`}
        user={user}
        catalog={catalog === null ? null : { metrics: catalog.metrics, dimensions: catalog.dimensions }}
        viewCount={catalog?.views.length ?? null}
        starters={suggestions?.suggestions ?? []}
        question={typeof query.q === 'string' && query.q.trim() !== '' ? query.q.trim().slice(0, 2000) : null}
        saved={saved}
        start={{ conversationId: conversation?.id ?? null, turns: conversation?.turns ?? [] }}
      />
    </>
  );
}
