import { createPublicKey } from 'node:crypto';
import { appendFileSync, chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyIdOf, readPublicKey } from '@copilot/certificate';
import type { Secrets } from './secrets.js';

const currentName = 'certificate-public-key.pem';
const retiredName = 'certificate-retired-keys.pem';

/**
 * Lays the public half of the signing key beside the data, so that `npm run verify` works when nothing runs. The half of a key that was
 * changed since the last start joins the retired ones: what it signed stays verifiable.
 */
export function writePublicKey(home: string, secrets: Pick<Secrets, 'certificatePrivateKey'>): void {
  const path = join(home, currentName);
  const key = createPublicKey(toPem(secrets.certificatePrivateKey)).export({ type: 'spki', format: 'pem' }).toString();
  const before = existsSync(path) ? readFileSync(path, 'utf8') : key;
  if (before.trim() !== key.trim()) retire(home, before);
  writeFileSync(path, key, { mode: 0o644 });
  chmodSync(path, 0o644);
}

/** The key that a certificate names, among the present one and the retired ones; the present one when none has that id. */
export function findPublicKey(home: string, keyId: string): string {
  const keys = [currentName, retiredName].flatMap((name) => readKeys(join(home, name)));
  return keys.find((key) => keyIdOf(readPublicKey(key)) === keyId) ?? keys[0] ?? '';
}

/** Every public key of a file, which may hold several. */
export function readKeys(path: string): string[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8').match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? [];
}

function retire(home: string, key: string): void {
  const path = join(home, retiredName);
  const isKnown = readKeys(path).some((known) => known.trim() === key.trim());
  if (!isKnown) appendFileSync(path, `${key.trim()}\n`, { mode: 0o644 });
}

/** A key given as one line of base64 is the same PKCS#8 key without its armour. */
export function toPem(key: string): string {
  if (key.includes('-----BEGIN')) return key.replaceAll('\\n', '\n');
  return `-----BEGIN PRIVATE KEY-----\n${key.trim()}\n-----END PRIVATE KEY-----\n`;
}
