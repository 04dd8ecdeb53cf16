import { z } from 'zod';
import { CellSchema } from '@copilot/contracts';
import type { CertifiedData } from './verify-certificate.js';

const DataSchema = z.object({
  columns: z.array(z.object({ name: z.string() })),
  rows: z.array(z.array(CellSchema)),
});

/** What a file holds: the certificate, and the data of the answer when it is a whole answer. */
export interface CertificateFile {
  readonly certificate: unknown;
  readonly data: CertifiedData | undefined;
}

/**
 * Reads the text of a file: a certificate alone, or the whole JSON of an answer. *Throws* when it is not JSON, or when the answer
 * carries no certificate.
 */
export function readCertificateFile(text: string): CertificateFile {
  const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
  const fields =
    typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)) : new Map();
  if (!fields.has('certificate')) return { certificate: value, data: undefined };
  const certificate: unknown = fields.get('certificate');
  if (certificate === null) throw new Error('this answer carries no certificate: only answers with data do');
  const data = DataSchema.safeParse(fields.get('data'));
  return { certificate, data: data.success ? data.data : undefined };
}
