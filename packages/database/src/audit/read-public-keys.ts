import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const names = ['certificate-public-key.pem', 'certificate-retired-keys.pem'];

/**
 * The public keys (PEM) that may have signed a checkpoint of the audit: those that lie in `folder`, the present one and the retired ones,
 * and one that was given as PEM or as one line of base64.
 */
export async function readPublicKeys(folder: string | undefined, given?: string): Promise<string[]> {
  const texts = await Promise.all(
    folder === undefined ? [] : names.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')),
  );
  const kept = texts.flatMap((text) => text.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? []);
  return given === undefined ? kept : [...kept, toPem(given)];
}

function toPem(key: string): string {
  if (key.includes('-----BEGIN')) return key.replaceAll('\\n', '\n');
  return `-----BEGIN PUBLIC KEY-----\n${key.trim()}\n-----END PUBLIC KEY-----\n`;
}
