/** One text that may be the query. Nothing here is trusted: the guard judges every candidate. */
export interface Candidate {
  readonly sql: string;
  /** A shorter cut of the candidate before it, for when that one is not SQL as a whole; never a way around a refusal. */
  readonly cut: boolean;
}

const MAX_CANDIDATES = 6;
/** Longer than any query that a person would read; what is longer is left out, never shortened. */
const LONGEST_STATEMENT = 20_000;

/**
 * Finds the query in a model's reply: JSON with an `sql` member, SQL in fenced blocks, or bare SQL with prose around it.
 * *Returns* the candidates in the order they should be tried; empty when the model wrote none, or said it cannot.
 */
export function readReply(reply: string): Candidate[] {
  const text = reply.replace(/<think>[\s\S]*?(<\/think>|$)/gi, '').trim();
  const fences = readFences(text);
  for (const json of [text, ...fences, outermostBraces(text)]) {
    const found = readJson(json);
    if (found !== null) return toCandidates(found);
  }
  const labelled = readSqlFences(text);
  const fenced = labelled.length > 0 ? labelled : fences.filter(startsLikeSql);
  if (fenced.length > 0) return toCandidates(fenced);
  return readBareSql(text);
}

function toCandidates(texts: readonly string[]): Candidate[] {
  const unique = [...new Set(texts.map(trimStatement).filter((sql) => sql !== ''))];
  return unique
    .filter((sql) => sql.length <= LONGEST_STATEMENT)
    .slice(0, MAX_CANDIDATES)
    .map((sql) => ({ sql, cut: false }));
}

/** The statements of a JSON reply; `null` when the text is not such a reply, empty when it says there is none. */
function readJson(text: string): string[] | null {
  if (!text.startsWith('{') && !text.startsWith('[')) return null;
  const value = parseJson(text) ?? parseJson(escapeLineBreaks(text));
  return value === undefined ? null : statementsOf(value, 0);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Small models break lines inside JSON strings, which JSON does not allow. One pass: a reply may be long and hostile. */
function escapeLineBreaks(text: string): string {
  const pieces: string[] = [];
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '"') inString = !inString;
    if (inString && char === '\\') {
      pieces.push(char, text.charAt((at += 1)));
      continue;
    }
    pieces.push(inString ? (ESCAPES.get(char) ?? char) : char);
  }
  return pieces.join('');
}
const ESCAPES = new Map([['\n', '\\n'], ['\r', ''], ['\t', '\\t']]); // prettier-ignore

function statementsOf(value: unknown, depth: number): string[] | null {
  if (depth > 3 || typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) {
    const found = value.map((entry) => (typeof entry === 'string' ? [entry] : statementsOf(entry, depth + 1)));
    return found.some((entry) => entry !== null) ? found.flatMap((entry) => entry ?? []) : null;
  }
  const members = new Map(Object.entries(value).map(([name, member]) => [name.toLowerCase(), member as unknown]));
  for (const name of ['sql', 'query', 'statement', 'queries', 'candidates']) {
    const member = members.get(name);
    if (member === undefined) continue;
    if (typeof member === 'string') return readFences(member).length > 0 ? readFences(member) : [member];
    return statementsOf(member, depth + 1) ?? [];
  }
  return null;
}

/** Blocks between triple backticks; a last one that never closes reaches to the end. */
function readFences(text: string): string[] {
  return [...text.matchAll(/```(?:[a-z]*[ \t]*\r?\n)?([\s\S]*?)(?:```|$)/gi)].map((match) => (match[1] ?? '').trim());
}

/** Blocks that say they are SQL. */
function readSqlFences(text: string): string[] {
  return [...text.matchAll(/```(?:sql|postgres(?:ql)?|pgsql)\s([\s\S]*?)(?:```|$)/gi)].map((match) =>
    (match[1] ?? '').trim(),
  );
}

function outermostBraces(text: string): string {
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  return start >= 0 && end > start ? text.slice(start, end + 1) : '';
}

/** Where SQL begins is guessed from the first word of a line; what it is, the guard decides. */
function readBareSql(text: string): Candidate[] {
  const start = text.search(
    /^[ \t(]*(select|with|explain|table|values|insert|update|delete|drop|alter|create|copy|truncate|grant|merge)\b/im,
  );
  if (start < 0) return [];
  const whole = text.slice(start);
  if (whole.length > LONGEST_STATEMENT) return [];
  const cuts = [whole, cutAt(whole, /;[ \t]*(\r?\n|$)/), cutAt(whole, /\r?\n[ \t]*\r?\n/)].map(trimStatement);
  return [...new Set(cuts)].filter((sql) => sql !== '').map((sql, index) => ({ sql, cut: index > 0 }));
}

const cutAt = (text: string, end: RegExp): string => text.slice(0, text.search(end) < 0 ? undefined : text.search(end));
const startsLikeSql = (text: string): boolean => readBareSql(text).length > 0;

/** Without blanks around it and semicolons after it. Counted from the end: a pattern would look at every run of blanks inside, too. */
function trimStatement(sql: string): string {
  let end = sql.length;
  while (end > 0 && /[\s;]/.test(sql.charAt(end - 1))) end -= 1;
  return sql.slice(0, end).trimStart();
}
