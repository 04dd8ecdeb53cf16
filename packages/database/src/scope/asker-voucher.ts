import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { RunRequest, UserContext } from '@copilot/contracts';

/** What one service vouches for to the next: who asks this very question, under which row of the users. */
export interface Vouched {
  readonly requestId: string;
  readonly question: string;
  readonly context: UserContext;
  /** Where the token is still to be looked at. */
  readonly session?: RunRequest['session'];
}

/** How long a voucher is worth anything: a question is handed on at once. */
const HOLDS_MS = 10_000;

/** The text `<row version>.<milliseconds>.<signature>`. */
export function signVoucher(
  vouched: Vouched,
  by: { readonly rowVersion: string; readonly at: number; readonly key: string },
): string {
  return `${by.rowVersion}.${by.at}.${toSignature(vouched, by).toString('hex')}`;
}

/**
 * *Returns* the version of the user's row that the question was asked under; null for a voucher of another question, of somebody else, or an
 * old one. Whether that row still stands is for the database to say.
 */
export function readVoucher(
  voucher: string | undefined,
  vouched: Vouched,
  by: { readonly now: number; readonly keys: readonly string[] },
): string | null {
  const [, rowVersion = '', at = '', signature = ''] =
    /^(\d{1,20})\.(\d{1,16})\.([0-9a-f]{64})$/.exec(voucher ?? '') ?? [];
  if (signature === '' || Math.abs(by.now - Number(at)) > HOLDS_MS) return null;
  const given = Buffer.from(signature, 'hex');
  const holds = by.keys.some((key) =>
    timingSafeEqual(given, toSignature(vouched, { rowVersion, at: Number(at), key })),
  );
  return holds ? rowVersion : null;
}

function toSignature(
  { requestId, question, context, session }: Vouched,
  { rowVersion, at, key }: { readonly rowVersion: string; readonly at: number; readonly key: string },
): Buffer {
  const { username, role, all_stores, store_ids } = context;
  const stores = [...store_ids].sort((left, right) => left - right);
  const { token_id, rate_key, rate_limit, window_seconds } = session ?? {};
  const use = session === undefined ? null : [token_id, rate_key, rate_limit, window_seconds];
  const asked = [requestId, question, username, role, all_stores, stores];
  const message = JSON.stringify(['asker-1', ...asked, rowVersion, at, use]);
  return createHmac('sha256', toKeyObject(key)).update(message).digest();
}

const keyObjects = new Map<string, KeyObject>();

/** Made once a key: there are two at most, today's and the one before. */
function toKeyObject(key: string): KeyObject {
  const known = keyObjects.get(key) ?? createSecretKey(Buffer.from(key, 'utf8'));
  keyObjects.set(key, known);
  return known;
}
