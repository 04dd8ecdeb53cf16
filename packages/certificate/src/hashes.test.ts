import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.js';
import { hashResult, hashText } from './hashes.js';
import { createKeyPair, keyIdOf, readPrivateKey, readPublicKey } from './keys.js';

describe('canonical JSON', () => {
  it('sorts keys, leaves out what is undefined and prints numbers in one way', () => {
    expect(canonicalJson({ b: [1.0, 1e21, -0], a: { z: null, ä: 'é"\n', y: undefined } })).toBe(
      '{"a":{"z":null,"ä":"é\\"\\n"},"b":[1,1e+21,0]}',
    );
  });

  it('refuses what JSON cannot hold', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow('no JSON');
    expect(() => canonicalJson(() => 1)).toThrow('no JSON');
  });
});

describe('hashes', () => {
  it('are SHA-256 in hexadecimal', () => {
    expect(hashText('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('of a result change with a value, a name, the order of rows, and nothing else', () => {
    const hash = hashResult([{ name: 'a' }], [[1], ['x']]);
    expect(hashResult([{ name: 'b' }], [[1], ['x']])).not.toBe(hash);
    expect(hashResult([{ name: 'a' }], [['x'], [1]])).not.toBe(hash);
    expect(hashResult([{ name: 'a' }], [[1], ['y']])).not.toBe(hash);
    expect(hashResult([{ name: 'a', label: 'A' } as { name: string }], [[1], ['x']])).toBe(hash);
  });
});

describe('keys', () => {
  it('read back as PEM and as bare base64, and both halves have one id', () => {
    const { privateKey, publicKey, keyId } = createKeyPair();
    const base64 = privateKey.replace(/-----[^-]+-----|\n/g, '');
    expect(keyIdOf(readPrivateKey(privateKey))).toBe(keyId);
    expect(keyIdOf(readPrivateKey(base64))).toBe(keyId);
    expect(keyIdOf(readPublicKey(publicKey))).toBe(keyId);
  });

  it('of another kind are refused', () => {
    expect(() => readPrivateKey('nonsense')).toThrow();
  });
});
