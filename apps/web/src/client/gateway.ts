import {
  AnswerSchema,
  AuditVerificationSchema,
  CompletionsSchema,
  ConversationListSchema,
  ErrorBodySchema,
  ManagedUserSchema,
  SavedAnswerListSchema,
  SavedAnswerSchema,
  StageEventSchema,
  UserContextSchema,
  type Answer,
  type AskRequest,
  type AuditVerification,
  type Completions,
  type ConversationList,
  type FeedbackRequest,
  type LoginRequest,
  type ManagedUser,
  type QueryRequest,
  type SaveAnswerRequest,
  type SavedAnswer,
  type SavedAnswerList,
  type StageEvent,
  type UserChange,
  type UserContext,
  type VerifyQuestionRequest,
} from '@copilot/contracts';
import { z } from 'zod';
import { GatewayError, isAbort, toGatewayError, toNetworkError } from './gateway-error';
import { readEvents } from './read-events';

const Anything = z.unknown();

/** Everything that the browser asks of the server; each reply is parsed by its contract. */
export const gateway = {
  login: (login: LoginRequest): Promise<UserContext> =>
    call('POST', 'auth/login', z.object({ user: UserContextSchema }), { body: login }).then(({ user }) => user),
  logout: (): Promise<unknown> => call('POST', 'auth/logout', Anything, { body: {} }),
  logoutEverywhere: (): Promise<unknown> => call('POST', 'auth/logout-everywhere', Anything, { body: {} }),
  me: (): Promise<UserContext> => call('GET', 'auth/me', UserContextSchema),
  ask: (request: AskRequest, listen: (stage: StageEvent) => void, signal: AbortSignal): Promise<Answer> =>
    askStream(request, listen, signal),
  query: (request: QueryRequest, signal: AbortSignal): Promise<Answer> =>
    call('POST', 'query', AnswerSchema, { body: request, signal }),
  complete: (text: string, signal: AbortSignal): Promise<Completions> =>
    call('GET', `complete?${new URLSearchParams({ q: text })}`, CompletionsSchema, { signal }),
  conversations: (wanted: string, signal: AbortSignal): Promise<ConversationList> =>
    call('GET', `conversations?${new URLSearchParams({ q: wanted })}`, ConversationListSchema, { signal }),
  renameConversation: (id: string, title: string): Promise<unknown> =>
    call('PATCH', `conversations/${encodeURIComponent(id)}`, Anything, { body: { title } }),
  removeConversation: (id: string): Promise<unknown> =>
    call('DELETE', `conversations/${encodeURIComponent(id)}`, Anything),
  savedAnswers: (wanted: string, signal: AbortSignal): Promise<SavedAnswerList> =>
    call('GET', `saved?${new URLSearchParams({ q: wanted })}`, SavedAnswerListSchema, { signal }),
  saveAnswer: (request: SaveAnswerRequest): Promise<SavedAnswer> =>
    call('POST', 'saved', SavedAnswerSchema, { body: request }),
  renameSavedAnswer: (id: string, title: string): Promise<unknown> =>
    call('PATCH', `saved/${encodeURIComponent(id)}`, Anything, { body: { title } }),
  removeSavedAnswer: (id: string): Promise<unknown> => call('DELETE', `saved/${encodeURIComponent(id)}`, Anything),
  feedback: (feedback: FeedbackRequest): Promise<unknown> => call('POST', 'feedback', Anything, { body: feedback }),
  exportAnswer: (requestId: string, format: 'csv' | 'xlsx'): Promise<Blob> =>
    send('GET', `ask/${encodeURIComponent(requestId)}/export?format=${format}`).then((reply) => reply.blob()),
  verifyAudit: (): Promise<AuditVerification> => call('GET', 'audit/verify', AuditVerificationSchema),
  changeUser: (username: string, change: UserChange): Promise<ManagedUser> =>
    call('PATCH', `admin/users/${encodeURIComponent(username)}`, ManagedUserSchema, { body: change }),
  reviewFeedback: (id: string, reviewed: boolean): Promise<unknown> =>
    call('PATCH', `admin/feedback/${encodeURIComponent(id)}`, Anything, { body: { reviewed } }),
  verifyQuestion: (request: VerifyQuestionRequest): Promise<unknown> =>
    call('POST', 'admin/verified-questions', Anything, { body: request }),
  removeVerifiedQuestion: (id: string): Promise<unknown> =>
    call('DELETE', `admin/verified-questions/${encodeURIComponent(id)}`, Anything),
};

interface CallOptions {
  body?: unknown;
  signal?: AbortSignal;
  accept?: string;
}

async function send(method: string, path: string, options: CallOptions = {}): Promise<Response> {
  const reply = await fetch(`/api/${path}`, {
    method,
    credentials: 'same-origin',
    headers: {
      Accept: options.accept ?? 'application/json',
      ...(options.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
    signal: options.signal,
  }).catch((cause: unknown) => {
    throw isAbort(cause) ? cause : toNetworkError();
  });
  if (!reply.ok) throw await toGatewayError(reply);
  return reply;
}

async function call<T>(method: string, path: string, schema: z.ZodType<T>, options: CallOptions = {}): Promise<T> {
  const reply = await send(method, path, options);
  return parseReply(schema, reply.status === 204 ? null : await reply.json().catch(() => null));
}

async function askStream(
  request: AskRequest,
  listen: (stage: StageEvent) => void,
  signal: AbortSignal,
): Promise<Answer> {
  const reply = await send('POST', 'ask/stream', { body: request, signal, accept: 'text/event-stream' });
  if (reply.body === null) throw toNetworkError();
  try {
    for await (const { event, data } of readEvents(reply.body)) {
      const value: unknown = JSON.parse(data);
      if (event === 'stage') listen(parseReply(StageEventSchema, value));
      if (event === 'answer') return parseReply(AnswerSchema, value);
      if (event === 'error') throw toStreamError(value);
    }
  } catch (cause) {
    throw cause instanceof GatewayError || isAbort(cause) ? cause : toNetworkError();
  }
  throw toNetworkError();
}

function parseReply<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const at = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new GatewayError('unexpected', `The analytics service replied in an unknown form (${at || 'whole reply'}).`);
}

function toStreamError(value: unknown): GatewayError {
  const body = ErrorBodySchema.safeParse(value).data;
  const fault = body?.statusCode === 401 ? 'signed-out' : body?.statusCode === 403 ? 'forbidden' : 'unexpected';
  return new GatewayError(fault, body?.message ?? 'Something went wrong. Try again.', { requestId: body?.request_id });
}
