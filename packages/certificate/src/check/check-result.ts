import type { Certificate } from '@copilot/contracts';
import { hashResult } from '../hashes.js';
import type { CertifiedData } from '../verify-certificate.js';
import { judged, notRun, type Check } from './check.js';

/** The number of rows is within the cap; with the data at hand, rows and hash are those that were signed. */
export function checkResult({ result, caps }: Certificate, data: CertifiedData | undefined): Check[] {
  const rows = judged(
    'row_cap',
    result.row_count <= caps.row_limit,
    `${result.row_count} of at most ${caps.row_limit} rows`,
  );
  if (!data) return [rows, notRun('result_hash', 'the data are not at hand')];
  const isSame = data.rows.length === result.row_count && hashResult(data.columns, data.rows) === result.sha256;
  return [rows, judged('result_hash', isSame, `the hash of ${data.rows.length} rows`)];
}
