import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Fault } from '../fault.js';
import type { GivenSecrets } from './settings.js';

const SecretsSchema = z.object({
  jwtSecret: z.string().min(32),
  internalToken: z.string().min(32),
  /** The embedded database's administrator. */
  databasePassword: z.string().min(16),
  /** The passwords of the login roles are derived from it. */
  databaseSecret: z.string().min(32),
  scopeKey: z.string().min(32),
  certificatePrivateKey: z.string().includes('PRIVATE KEY'),
  /** What signed tokens, and opened the workflow service, before the last change: still taken, never used anew. */
  jwtSecretPrevious: z.string().min(32).optional(),
  internalTokenPrevious: z.string().min(32).optional(),
});
export type Secrets = z.infer<typeof SecretsSchema>;

/**
 * The secrets of this installation: those that were set, the rest from `secrets.json` in the data folder, which is written on the first start
 * and readable by its owner only.
 */
export function loadSecrets(home: string, given: GivenSecrets): Secrets {
  const path = join(home, 'secrets.json');
  const kept = existsSync(path) ? parseKept(path) : generate();
  if (!existsSync(path)) write(path, kept);
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...kept, ...set };
}

export const rotations = ['jwt', 'internal', 'certificate', 'scope', 'database'] as const;
export type Rotation = (typeof rotations)[number];

/** Puts a new value in the place of one generated secret; of the two that are shown to others, the one before stays valid. */
export function rotateSecret(home: string, rotation: Rotation): void {
  const kept = loadSecrets(home, {});
  const fresh = generate();
  const changes: Readonly<Record<Rotation, Partial<Secrets>>> = {
    jwt: { jwtSecret: fresh.jwtSecret, jwtSecretPrevious: kept.jwtSecret },
    internal: { internalToken: fresh.internalToken, internalTokenPrevious: kept.internalToken },
    certificate: { certificatePrivateKey: fresh.certificatePrivateKey },
    scope: { scopeKey: fresh.scopeKey },
    database: { databaseSecret: fresh.databaseSecret },
  };
  write(join(home, 'secrets.json'), { ...kept, ...changes[rotation] });
}

/** From the next start on only the present secrets hold. */
export function forgetPrevious(home: string): void {
  const { jwtSecretPrevious: _jwt, internalTokenPrevious: _internal, ...kept } = loadSecrets(home, {});
  write(join(home, 'secrets.json'), kept);
}

function generate(): Secrets {
  const { privateKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const secret = (): string => randomBytes(48).toString('base64url');
  return {
    jwtSecret: secret(),
    internalToken: secret(),
    databasePassword: randomBytes(24).toString('hex'),
    databaseSecret: secret(),
    scopeKey: randomBytes(32).toString('hex'),
    certificatePrivateKey: privateKey,
  };
}

function parseKept(path: string): Secrets {
  try {
    return SecretsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    if (isDenied(cause)) throw new Fault(`${path} cannot be read: give this user the right to read it.`);
    throw new Fault(
      `${path} is damaged: put back a copy of it, or remove it to have new secrets made (everybody has to log in again, and older certificates can no longer be checked with the new key).`,
    );
  }
}

function write(path: string, secrets: Secrets): void {
  // a command that needs no data folder of its own may be the first one here
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.new`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, path);
}

function isDenied(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && (cause.code === 'EACCES' || cause.code === 'EPERM');
}
