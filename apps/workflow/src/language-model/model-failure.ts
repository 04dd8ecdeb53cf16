import type { Problem } from '@copilot/contracts';

/** Why one call of one model gave no reply that could be read. */
export interface ModelFailure {
  readonly kind: keyof typeof WORDING;
  /** How long the provider asks us to wait. */
  readonly retryAfterMs?: number;
}

interface Wording {
  readonly message: string;
  readonly hint: string;
  /** `chain`: no model of this endpoint can help. `model`: this model will not, another may. `moment`: the same one may in a moment. */
  readonly ends: 'chain' | 'model' | 'moment';
}

const ASK_AGAIN = 'Ask again in a moment, or ask in simpler words that the built-in planner understands.';
const WORDING = {
  'payment-required': {
    message: 'The language model provider asks for payment.',
    hint: 'The administrator can add credit at the provider, or set another model or key.',
    ends: 'chain',
  },
  unauthorized: {
    message: 'The language model provider does not accept the key.',
    hint: 'The administrator should check OPENROUTER_API_KEY.',
    ends: 'chain',
  },
  'rate-limited': { message: 'The language model is used too often right now.', hint: ASK_AGAIN, ends: 'moment' },
  'unknown-model': {
    message: 'The language model that is set does not exist at the provider.',
    hint: 'The administrator should check OPENROUTER_MODEL and OPENROUTER_FALLBACK_MODELS.',
    ends: 'model',
  },
  'not-accepted': {
    message: 'The language model provider did not accept the request.',
    hint: 'The administrator should check the model settings.',
    ends: 'model',
  },
  'server-error': { message: 'The language model provider has a fault.', hint: ASK_AGAIN, ends: 'moment' },
  unreachable: {
    message: 'The language model could not be reached.',
    hint: 'The administrator should check OPENROUTER_BASE_URL and the network.',
    ends: 'moment',
  },
  timeout: { message: 'The language model did not answer in time.', hint: ASK_AGAIN, ends: 'model' },
  'empty-reply': { message: 'The language model answered with nothing.', hint: ASK_AGAIN, ends: 'moment' },
  'cut-reply': { message: "The language model's answer broke off.", hint: ASK_AGAIN, ends: 'model' },
  'unreadable-reply': { message: "The language model's answer could not be read.", hint: ASK_AGAIN, ends: 'model' },
  'reply-too-large': { message: "The language model's answer was too large.", hint: ASK_AGAIN, ends: 'model' },
  'no-sql': { message: 'The language model wrote no query.', hint: ASK_AGAIN, ends: 'model' },
  unavailable: {
    message: 'All language models failed repeatedly and are left alone for a while.',
    hint: ASK_AGAIN,
    ends: 'chain',
  },
  'over-budget': {
    message: 'Your use of the language model for today is spent.',
    hint: 'The built-in planner still answers; the budget is new tomorrow (UTC).',
    ends: 'chain',
  },
  'no-key': {
    message: 'No language model is set up.',
    hint: 'The administrator can set OPENROUTER_API_KEY, or COPILOT_PLANNER=auto for the built-in planner.',
    ends: 'chain',
  },
  cancelled: { message: 'The question was withdrawn.', hint: 'Ask again when you like.', ends: 'chain' },
} as const satisfies Record<string, Wording>;

/** Whether to go on with the same model later, with the next one, or not at all. */
export function whatEnds(failure: ModelFailure): Wording['ends'] {
  return WORDING[failure.kind].ends;
}

/** The failure as a person reads it. */
export function toProblem(failure: ModelFailure): Problem {
  const { message, hint } = WORDING[failure.kind];
  return { code: `language-model.${failure.kind}`, message, hint };
}

/** The failure of several that tells most about what to do: a setting to mend before a passing fault. */
export function mostTelling(failures: readonly ModelFailure[]): ModelFailure {
  const order = Object.keys(WORDING);
  const sorted = [...failures].sort((left, right) => order.indexOf(left.kind) - order.indexOf(right.kind));
  return sorted[0] ?? { kind: 'unavailable' };
}
