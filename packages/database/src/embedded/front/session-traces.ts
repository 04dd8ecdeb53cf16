/** What a statement may leave behind in the backend for the session that comes next. */
export interface Traces {
  /** Settings, roles: to be read back before the session is left, so that it finds them again. */
  readonly settings: boolean;
  /** Anything at all (temporary tables, prepared statements …): the next session must not skip the reset. */
  readonly any: boolean;
}

const harmless =
  /^(?:\s|--[^\n]*\n)*(?:select|insert|update|delete|merge|with|values|table|begin|start\s+transaction|commit|end|rollback|abort|savepoint|release|show|explain|copy|set\s+local|set\s+transaction|\(|$)/i;
const suspicious = /set_config|\btemp|pg_temp|;\s*[^\s;]/i;
const touchesSettings = /\bset\b|\breset\b|set_config|\bdo\b|\bcall\b|\bdiscard\b|\bload\b/i;

/**
 * Judges SQL text by its first word. It only decides whether work can be spared, never what is allowed:
 * what it misses can reach no other than a session of the same login and the same settings.
 */
export function readTraces(sql: string): Traces {
  if (harmless.test(sql) && !suspicious.test(sql)) return { settings: false, any: false };
  return { settings: touchesSettings.test(sql), any: true };
}
