import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A fresh Ed25519 key pair as PEM texts (PKCS#8 and SPKI), and the id by which certificates name it. */
export interface KeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
  readonly keyId: string;
}

export function createKeyPair(): KeyPair {
  const pair = generateKeyPairSync('ed25519');
  return {
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    keyId: keyIdOf(pair.publicKey),
  };
}

/** Reads a private key: PEM, or the base64 of PKCS#8. *Throws* when it is not an Ed25519 key. */
export function readPrivateKey(text: string): KeyObject {
  return ofEd25519(createPrivateKey(toPem(text, 'PRIVATE KEY')), 'private');
}

/** Reads a public key file: PEM (SPKI), or its base64. *Throws* when it is not an Ed25519 key. */
export function readPublicKey(text: string): KeyObject {
  return ofEd25519(createPublicKey(toPem(text, 'PUBLIC KEY')), 'public');
}

/** The id of a key pair: the first 16 hexadecimal digits of the SHA-256 of the public key's SPKI bytes. Takes either half. */
export function keyIdOf(key: KeyObject): string {
  const known = keyIds.get(key);
  if (known !== undefined) return known;
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const id = createHash('sha256').update(spki).digest('hex').slice(0, 16);
  keyIds.set(key, id);
  return id;
}

const keyIds = new WeakMap<KeyObject, string>();

function toPem(text: string, label: string): string {
  const trimmed = text.trim();
  if (trimmed.startsWith('-----BEGIN')) return trimmed.replaceAll('\\n', '\n');
  const lines = trimmed.replace(/\s+/g, '').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join('\n');
}

function ofEd25519(key: KeyObject, half: string): KeyObject {
  if (key.asymmetricKeyType === 'ed25519') return key;
  throw new Error(`the ${half} key of certificates must be an Ed25519 key, not ${key.asymmetricKeyType ?? 'unknown'}`);
}
