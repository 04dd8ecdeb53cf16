import { describe, expect, it } from 'vitest';
import { readCertificateFile } from './read-certificate-file.js';
import { exampleCertificate, exampleFacts } from './testing/example-certificate.js';

describe('readCertificateFile', () => {
  const certificate = exampleCertificate();

  it('takes a certificate alone', () => {
    expect(readCertificateFile(JSON.stringify(certificate))).toEqual({ certificate, data: undefined });
  });

  it('takes a whole answer and its data', () => {
    const { columns, rows } = exampleFacts.result;
    const answer = { status: 'answered', data: { columns, rows }, certificate };
    expect(readCertificateFile(JSON.stringify(answer))).toEqual({ certificate, data: { columns, rows } });
  });

  it('says so when an answer carries none', () => {
    expect(() => readCertificateFile('{"certificate":null}')).toThrow('no certificate');
  });
});
