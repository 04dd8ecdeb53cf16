import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';

/** The stored form of a password as PostgreSQL keeps it in pg_authid: salt and keys, never the password. */
export interface ScramVerifier {
  readonly iterations: number;
  readonly salt: Buffer;
  readonly storedKey: Buffer;
  readonly serverKey: Buffer;
}

/** Reads `SCRAM-SHA-256$4096:salt$stored:server`; null for any other form (no password, md5). */
export function readVerifier(text: string | null): ScramVerifier | null {
  const parts = /^SCRAM-SHA-256\$(\d+):([^$]+)\$([^:]+):(.+)$/.exec(text ?? '');
  if (parts === null) return null;
  const [, iterations = '', salt = '', storedKey = '', serverKey = ''] = parts;
  return {
    iterations: Number(iterations),
    salt: Buffer.from(salt, 'base64'),
    storedKey: Buffer.from(storedKey, 'base64'),
    serverKey: Buffer.from(serverKey, 'base64'),
  };
}

/** Whether a password in the clear is the one behind a verifier. */
export function passwordMatches(password: string, verifier: ScramVerifier): boolean {
  const salted = pbkdf2Sync(password.normalize('NFKC'), verifier.salt, verifier.iterations, 32, 'sha256');
  return timingSafeEqual(sha256(hmac(salted, 'Client Key')), verifier.storedKey);
}

/** A verifier that no password fits, the same each time for one name: an unknown user sees what a wrong password sees. */
export function mockVerifier(user: string, secret: Buffer): ScramVerifier {
  const seed = hmac(secret, user);
  return { iterations: 4096, salt: seed.subarray(0, 16), storedKey: randomBytes(32), serverKey: randomBytes(32) };
}

/**
 * The server's side of one SCRAM-SHA-256 exchange without channel binding.
 * `first` takes the client's first message and returns ours; `final` returns our last one, or null when the proof is wrong.
 * *Source* RFC 5802, RFC 7677; PostgreSQL manual, "SASL Authentication".
 */
export function createScramExchange(verifier: ScramVerifier): {
  first(message: string): string | null;
  final(message: string): string | null;
} {
  let clientFirstBare = '';
  let serverFirst = '';
  let nonce = '';
  let gs2Header = '';
  return {
    first(message) {
      const parts = /^([ny],(?:a=[^,]*)?,)(n=[^,]*,r=([\x21-\x2b\x2d-\x7e]+)(?:,.*)?)$/.exec(message);
      if (parts === null) return null;
      gs2Header = parts[1] ?? '';
      clientFirstBare = parts[2] ?? '';
      nonce = (parts[3] ?? '') + randomBytes(18).toString('base64');
      serverFirst = `r=${nonce},s=${verifier.salt.toString('base64')},i=${verifier.iterations}`;
      return serverFirst;
    },
    final(message) {
      const parts = /^(c=([^,]+),r=([^,]+)(?:,.*)?),p=([^,]+)$/.exec(message);
      if (parts === null) return null;
      const [, withoutProof = '', binding = '', echoedNonce = '', proofText = ''] = parts;
      if (echoedNonce !== nonce || Buffer.from(binding, 'base64').toString('latin1') !== gs2Header) return null;
      const authMessage = `${clientFirstBare},${serverFirst},${withoutProof}`;
      const proof = Buffer.from(proofText, 'base64');
      const signature = hmac(verifier.storedKey, authMessage);
      if (proof.length !== signature.length) return null;
      const clientKey = Buffer.from(proof.map((byte, index) => byte ^ (signature[index] ?? 0)));
      if (!timingSafeEqual(sha256(clientKey), verifier.storedKey)) return null;
      return `v=${hmac(verifier.serverKey, authMessage).toString('base64')}`;
    },
  };
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
