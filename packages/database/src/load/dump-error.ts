/**
 * A dump that cannot be loaded: says which file, which line and what is wrong there. Whoever sees it may rely on the database being
 * as it was before.
 */
export class DumpError extends Error {
  readonly file: string;
  readonly line: number | null;
  readonly reason: string;

  constructor(place: { file: string; line?: number | null }, reason: string, cause?: unknown) {
    const line = place.line ?? null;
    super(`${place.file}${line === null ? '' : `, line ${line}`}: ${reason}`, { cause });
    this.name = 'DumpError';
    this.file = place.file;
    this.line = line;
    this.reason = reason;
  }
}
