import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createScramExchange, mockVerifier, passwordMatches, readVerifier } from './scram.js';

/** A client's side, written from RFC 5802 alone. */
function prove(
  password: string,
  serverFirst: string,
  clientFirstBare: string,
): { message: string; serverSignature: string } {
  const [, nonce = '', salt = '', iterations = ''] = /^r=([^,]+),s=([^,]+),i=(\d+)$/.exec(serverFirst) ?? [];
  const salted = pbkdf2Sync(password, Buffer.from(salt, 'base64'), Number(iterations), 32, 'sha256');
  const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
  const clientKey = hmac(salted, 'Client Key');
  const withoutProof = `c=biws,r=${nonce}`;
  const authMessage = `${clientFirstBare},${serverFirst},${withoutProof}`;
  const signature = hmac(createHash('sha256').update(clientKey).digest(), authMessage);
  const proof = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)));
  return {
    message: `${withoutProof},p=${proof.toString('base64')}`,
    serverSignature: `v=${hmac(hmac(salted, 'Server Key'), authMessage).toString('base64')}`,
  };
}

// What PostgreSQL stores for the password "pencil" of RFC 7677's example (salt and iterations of the RFC).
const stored =
  'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=';
const verifier = readVerifier(stored);
if (verifier === null) throw new Error('the stored form is not read');

describe('SCRAM-SHA-256', () => {
  it('accepts the password of the stored form, in the clear and by proof', () => {
    expect(passwordMatches('pencil', verifier)).toBe(true);
    const exchange = createScramExchange(verifier);
    const first = exchange.first('n,,n=user,r=rOprNGfwEbeRWgbNEkqO');
    const { message, serverSignature } = prove('pencil', first ?? '', 'n=user,r=rOprNGfwEbeRWgbNEkqO');
    expect(exchange.final(message)).toBe(serverSignature);
  });

  it('refuses another password, a changed nonce, and a proof of another exchange', () => {
    expect(passwordMatches('pencils', verifier)).toBe(false);
    const exchange = createScramExchange(verifier);
    const first = exchange.first('n,,n=,r=abc') ?? '';
    expect(exchange.final(prove('pencils', first, 'n=,r=abc').message)).toBeNull();
    const right = prove('pencil', first, 'n=,r=abc').message;
    expect(exchange.final(right.replace(/r=([^,]+)/, 'r=$1x'))).toBeNull();
    const other = createScramExchange(verifier);
    other.first('n,,n=,r=abc');
    expect(other.final(right)).toBeNull();
  });

  it.each(['', 'p=tls-server-end-point,,n=,r=abc', 'n,,n=', 'x'])('refuses the first message %j', (text) => {
    expect(createScramExchange(verifier).first(text)).toBeNull();
  });

  it('shows an unknown user the same salt each time, and lets nobody in', () => {
    const secret = Buffer.from('secret');
    expect(mockVerifier('a', secret).salt).toEqual(mockVerifier('a', secret).salt);
    expect(mockVerifier('a', secret).salt).not.toEqual(mockVerifier('b', secret).salt);
    expect(passwordMatches('', mockVerifier('a', secret))).toBe(false);
  });

  it.each([null, '', 'md5d41d8cd98f00b204e9800998ecf8427e'])('reads no verifier from %j', (text) => {
    expect(readVerifier(text)).toBeNull();
  });
});
