import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeyPair } from '@copilot/certificate';
import { findPublicKey, readKeys, toPem, writePublicKey } from './public-keys.js';
import { forgetPrevious, loadSecrets, rotateSecret, rotations } from './secrets.js';

describe('loadSecrets', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'copilot-secrets-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('makes secrets once, for its owner only, and keeps them', () => {
    const first = loadSecrets(home, {});
    expect(loadSecrets(home, {})).toEqual(first);
    expect(first.jwtSecret.length).toBeGreaterThanOrEqual(32);
    expect(first.jwtSecret).not.toBe(first.internalToken);
    if (process.platform !== 'win32') expect(statSync(join(home, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('makes the folder too, where a command is the first one there', () => {
    const fresh = join(home, 'not', 'there');
    expect(loadSecrets(fresh, {})).toEqual(loadSecrets(fresh, {}));
  });

  it('prefers what was set and never writes it down', () => {
    const jwtSecret = 'given'.repeat(10);
    expect(loadSecrets(home, { jwtSecret }).jwtSecret).toBe(jwtSecret);
    expect(readFileSync(join(home, 'secrets.json'), 'utf8')).not.toContain(jwtSecret);
  });

  it('says what to do when the file is damaged', () => {
    writeFileSync(join(home, 'secrets.json'), '{"jwtSecret":');
    expect(() => loadSecrets(home, {})).toThrow(/secrets\.json is damaged: put back a copy/);
  });

  it('changes one secret at a time, and of those that others hold keeps the one before until it is forgotten', () => {
    const before = loadSecrets(home, {});
    for (const rotation of rotations) rotateSecret(home, rotation);
    const after = loadSecrets(home, {});
    for (const name of ['jwtSecret', 'internalToken', 'scopeKey', 'databaseSecret', 'certificatePrivateKey'] as const)
      expect(after[name], name).not.toBe(before[name]);
    expect(after.databasePassword).toBe(before.databasePassword);
    expect([after.jwtSecretPrevious, after.internalTokenPrevious]).toEqual([before.jwtSecret, before.internalToken]);
    forgetPrevious(home);
    const { jwtSecretPrevious: _jwt, internalTokenPrevious: _internal, ...rest } = after;
    expect(loadSecrets(home, {})).toEqual(rest);
  });

  it('retires the public key of before, so that old certificates find theirs', () => {
    const [first, second] = [createKeyPair(), createKeyPair()];
    for (const pair of [first, second, second, first, second])
      writePublicKey(home, { certificatePrivateKey: pair.privateKey });
    expect(findPublicKey(home, first.keyId).trim()).toBe(first.publicKey.trim());
    expect(findPublicKey(home, second.keyId).trim()).toBe(second.publicKey.trim());
    expect(findPublicKey(home, 'unknown').trim()).toBe(second.publicKey.trim());
    expect(readKeys(join(home, 'certificate-retired-keys.pem')).length).toBe(2);
  });

  it('lays the public key beside the data, from a key in either form', () => {
    const secrets = loadSecrets(home, {});
    const base64 = secrets.certificatePrivateKey.replace(/-----[^-]+-----|\n/g, '');
    writePublicKey(home, secrets);
    const fromPem = readFileSync(join(home, 'certificate-public-key.pem'), 'utf8');
    writePublicKey(home, { ...secrets, certificatePrivateKey: base64 });
    expect(readFileSync(join(home, 'certificate-public-key.pem'), 'utf8')).toBe(fromPem);
    expect(fromPem).toContain('BEGIN PUBLIC KEY');
    expect(toPem(base64).replace(/\s/g, '')).toBe(secrets.certificatePrivateKey.replace(/\s/g, ''));
  });
});
