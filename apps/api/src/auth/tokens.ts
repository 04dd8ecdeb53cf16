import { createSecretKey, randomUUID, type KeyObject } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { UserContext } from '@copilot/contracts';

const algorithm = 'HS256';
const issuer = 'ai-analytics-copilot';
const audience = 'ai-analytics-copilot-api';
/** RFC 9068: an access token says that it is one, so that no other kind of token of ours can take its place. */
const type = 'at+jwt';

const ClaimsSchema = z.object({ sub: z.string().min(1).max(128), jti: z.uuid(), gen: z.uuid(), exp: z.int() });

const keptTokens = 2_000;

export interface Token {
  readonly username: string;
  readonly tokenId: string;
  /** The generation of the user's tokens that it was issued under. */
  readonly generation: string;
  readonly expiresAt: Date;
}

export interface Tokens {
  readonly lifetimeSeconds: number;
  issue(user: UserContext, generation: string): Promise<string>;
  /** *Returns* `null` for anything but a living token of ours. */
  verify(text: string): Promise<Token | null>;
}

/**
 * Signs and checks access tokens. The role and stores in them are for clients to show; the gateway reads both from the user's row
 * on every request, so that a change takes effect at once.
 */
export function createTokens(needs: {
  secret: string;
  /** The secret before a change: it signs nothing any more, but what it has signed holds until it expires. */
  previousSecret?: string | undefined;
  lifetimeSeconds: number;
  now: () => number;
}): Tokens {
  /** A signature that held once holds until the token expires; whether the user may still use it is read elsewhere, each time. */
  const verified = new Map<string, Token>();
  const key = toKey(needs.secret);
  const keys = needs.previousSecret === undefined ? [key] : [key, toKey(needs.previousSecret)];
  return {
    lifetimeSeconds: needs.lifetimeSeconds,
    issue: (user, generation) => {
      const issuedAt = Math.floor(needs.now() / 1000);
      return new SignJWT({
        role: user.role,
        store_ids: user.store_ids,
        all_stores: user.all_stores,
        gen: generation,
      })
        .setProtectedHeader({ alg: algorithm, typ: type })
        .setSubject(user.username)
        .setIssuer(issuer)
        .setAudience(audience)
        .setJti(randomUUID())
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + needs.lifetimeSeconds)
        .sign(key);
    },
    verify: async (text) => {
      const known = verified.get(text);
      if (known !== undefined && known.expiresAt.getTime() > needs.now()) return known;
      verified.delete(text);
      for (const candidate of keys) {
        const token = await verifyWith(candidate, text);
        if (token === null) continue;
        verified.set(text, token);
        for (const oldest of verified.keys()) {
          if (verified.size <= keptTokens) break;
          verified.delete(oldest);
        }
        return token;
      }
      return null;
    },
  };

  async function verifyWith(candidate: KeyObject, text: string): Promise<Token | null> {
    try {
      const { payload } = await jwtVerify(text, candidate, {
        algorithms: [algorithm],
        typ: type,
        issuer,
        audience,
        requiredClaims: ['sub', 'jti', 'iat', 'exp'],
        currentDate: new Date(needs.now()),
      });
      const claims = ClaimsSchema.parse(payload);
      return {
        username: claims.sub,
        tokenId: claims.jti,
        generation: claims.gen,
        expiresAt: new Date(claims.exp * 1000),
      };
    } catch {
      // Forged, expired, of another algorithm or not a token at all: callers learn no more than that it is not valid.
      return null;
    }
  }
}

const toKey = (secret: string): KeyObject => createSecretKey(Buffer.from(secret, 'utf8'));
