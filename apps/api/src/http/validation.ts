import { StandardSchemaValidationPipe } from '@nestjs/common';
import { ProblemError } from './problem-error.js';

interface Issue {
  readonly message: string;
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined;
}

/** Parses every body, parameter and query by its contract; a fault becomes a 400 that names the field. */
export const contractValidation = new StandardSchemaValidationPipe({
  exceptionFactory: (issues) => new ProblemError('request.invalid', { message: describeIssues(issues) }),
});

/** One sentence a person can act on; at most three faults, so that a hostile body cannot make a long reply. */
export function describeIssues(issues: readonly Issue[]): string {
  const sentences = issues.slice(0, 3).map(describeIssue);
  const more = issues.length > 3 ? `; and ${issues.length - 3} more` : '';
  return (sentences.join('; ') + more).slice(0, 400);
}

function describeIssue(issue: Issue): string {
  const field = (issue.path ?? [])
    .map((segment) => String(typeof segment === 'object' ? segment.key : segment))
    .join('.');
  const missing = /received undefined$/.test(issue.message);
  if (field === '') return missing ? 'body: send a JSON object' : `body: ${issue.message}`;
  if (missing) return `${field}: is required`;
  return issue.message.startsWith(`${field} `) ? issue.message : `${field}: ${issue.message}`;
}
