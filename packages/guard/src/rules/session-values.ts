import type { TreeRule } from './rule.js';

const allowed = new Set([
  'SVFOP_CURRENT_DATE',
  'SVFOP_CURRENT_TIME',
  'SVFOP_CURRENT_TIME_N',
  'SVFOP_CURRENT_TIMESTAMP',
  'SVFOP_CURRENT_TIMESTAMP_N',
  'SVFOP_LOCALTIME',
  'SVFOP_LOCALTIME_N',
  'SVFOP_LOCALTIMESTAMP',
  'SVFOP_LOCALTIMESTAMP_N',
]);

/** The date and the time may be asked for; users, roles, schemas and databases of the session may not. */
export const sessionValues: TreeRule = {
  name: 'session_values',
  code: 'guard.session-value-not-allowed',
  find: ({ index }) =>
    index.entries.some((entry) => entry.kind === 'SQLValueFunction' && !allowed.has(String(entry.message['op'])))
      ? { message: 'The SQL asks about the database session, which is not allowed.' }
      : undefined,
};
