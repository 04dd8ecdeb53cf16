/** Settings of a dump that change how its statements are understood. All others (timeouts, tablespaces, …) are the loader's affair. */
const KEPT = new Set([
  'search_path',
  'standard_conforming_strings',
  'check_function_bodies',
  'xmloption',
  'escape_string_warning',
]);

/** Turns a dump's SET or set_config into one that lasts for the transaction only; null for other statements and for settings left out. */
export function toSetting(statement: string): string | null {
  const config = /^select\s+pg_catalog\.set_config\(\s*'(\w+)'\s*,\s*'([^']*)'\s*,\s*\w+\s*\)$/i.exec(statement);
  if (config) {
    const [, name = '', value = ''] = config;
    return KEPT.has(name) ? `SELECT pg_catalog.set_config('${name}', '${value}', true)` : null;
  }
  const [, name, value] = /^set\s+(?:session\s+|local\s+)?(\w+)\s*(?:=|to)\s*([\w\s,'"$.-]+)$/i.exec(statement) ?? [];
  if (name === undefined || value === undefined || !KEPT.has(name.toLowerCase())) return null;
  return `SET LOCAL ${name} = ${value}`;
}
