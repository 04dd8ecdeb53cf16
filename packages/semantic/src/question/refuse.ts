import type { Problem } from '@copilot/contracts';
import { OVERRIDE_WORDS, SECRET_WORDS, WRITE_WORDS } from './refused-words.js';
import type { Token } from './tokens.js';

const CHANGE_FIRST = new Set([
  'set',
  'change',
  'increase',
  'decrease',
  'raise',
  'reduce',
  'assign',
  'mark',
  'create',
  'add',
  'edit',
  'merge',
  'correct',
  'fix',
  'move',
  'lower',
  'double',
  'apply',
  'swap',
  'put',
]);
const OVERRIDDEN = new Set([
  'instruction',
  'instructions',
  'rule',
  'rules',
  'prompt',
  'restriction',
  'restrictions',
  'filter',
  'filters',
  'scope',
  'permission',
  'permissions',
  'limit',
  'limits',
  'role',
  'guard',
  'guardrails',
  'security',
  'previous',
  'above',
  'admin',
  'administrator',
  'policy',
  'access',
]);

/** Pieces of SQL: a second statement, a comment, a union. A semicolon between two clauses of a sentence is none. */
const COMMAND =
  /;[\s(]*(?:drop|delete|select|insert|update|alter|truncate|create|grant|revoke|copy|set|reset|exec|execute|call|do\s+language|with\s+(?:recursive|\w+\s+as)|vacuum|analyze|analyse|reindex|cluster|commit|rollback|begin|abort|savepoint|prepare|deallocate|discard|lock|merge|refresh|reassign|import|load|listen|notify|unlisten|checkpoint|explain|declare|union|values|table|show\s+(?:all|\w*_\w+))\b|;\s*do\s*[$']|--|\/\*|\*\/|\bunion\s+(all\s+)?select\b|\bselect\b[\s\S]*\bfrom\b[\s\S]*\b(pg_|information_schema)/i;

/** Questions that are no questions: changes of data, secrets, attempts to leave the rules, pieces of SQL. Null when it may be read on. */
export function refuse(
  question: string,
  tokens: readonly Token[],
  values: { has(word: string): boolean },
  inConversation = false,
): Problem | null {
  const words = withoutErrands(
    tokens.map((token) => token.lower),
    values,
  );
  if (COMMAND.test(question))
    return notAllowed(
      'question.asks-to-change-data',
      'Questions are asked in plain language; this one holds pieces of SQL or of a command, so nothing was run.',
    );
  if (
    words.some((word, i) => OVERRIDE_WORDS.includes(word) && words.slice(i + 1, i + 8).some((w) => OVERRIDDEN.has(w)))
  )
    return notAllowed(
      'question.not-analytics',
      'The rules of access are not part of the conversation. Ask about the data you may see.',
    );
  const first =
    words.find(
      (word) =>
        ![
          'please',
          'can',
          'could',
          'you',
          'kindly',
          'now',
          'then',
          'ok',
          'and',
          'hi',
          'hello',
          'hey',
          'just',
          'go',
          'ahead',
          'i',
          'want',
          'to',
          'would',
          'like',
          'need',
          'we',
          'should',
          'let',
          "'s",
          'us',
        ].includes(word),
    ) ?? '';
  if (words.some((word) => WRITE_WORDS.includes(word) && !values.has(word)) || WRITE_WORDS.includes(first))
    return notAllowed(
      'question.asks-to-change-data',
      'This would change data. The copilot only reads; nothing was changed.',
    );
  if (
    (CHANGE_FIRST.has(first) &&
      !(inConversation && first === 'add' && addsColumn(words)) &&
      !/^(?:the |a )?(?:changes?|increases?|decreases?|drop|rise) (?:of|in) /i.test(question.trim()) &&
      !arranges(first, words)) ||
    removesRows(words) ||
    (!inConversation && (first === 'remove' || (first === 'take' && words.includes('out') && words.includes('system'))))
  )
    return notAllowed(
      'question.asks-to-change-data',
      'This would change data. The copilot only reads; nothing was changed.',
    );
  const secret = SECRET_WORDS.find(
    (phrase) =>
      phrase
        .split(' ')
        .every((word, i, all) => words.some((_, at) => i === 0 && all.every((w, j) => words[at + j] === w)) || i > 0) &&
      words.some((_, at) => phrase.split(' ').every((w, j) => words[at + j] === w) && !inName(words, at, values)),
  );
  if (secret)
    return notAllowed('question.not-analytics', `"${secret}" is not something the copilot can show to anyone.`);
  return null;
}

/** "SECRET GARDEN": a word that stands beside another one of a name that is stored. */
function inName(words: readonly string[], at: number, values: { has(word: string): boolean }): boolean {
  const beside = [words[at - 1], words[at + 1]];
  return (
    values.has(words[at] ?? '') && beside.some((word) => word !== undefined && word.length > 3 && values.has(word))
  );
}

/** "add the language of each", "add their town": a column of the answer before, no row of the data. */
function addsColumn(words: readonly string[]): boolean {
  const added = words.slice(words.indexOf('add') + 1);
  // "add the rating", "add email and phone": neither a new thing nor where it goes is said.
  const bare = added.length > 0 && added.length <= 5 && !added.some((word) => NEW_ROW.test(word));
  return (
    bare ||
    /\badd (?:also )?(?:(?:their|its|his|her) |(?:the |a )?.*(?:of|for|to) each(?: one)?$|(?:the |a |another )?.*\b(?:columns?|too|as well)$|(?:the )?(?:number|share|total) of |(?:the )?average )/.test(
      words.join(' '),
    )
  );
}

const NEW_ROW = /^(?:an?|new|another|one|some|to|into|in|for|at|on|of|called|named|from|with|this|that|it|them|\d.*)$/;

/** "set out …", "add up …", "put … side by side": what is shown is put in order, no value is set. */
function arranges(first: string, words: readonly string[]): boolean {
  const rest = words.slice(words.indexOf(first) + 1).join(' ');
  if (/\b(?:to|at|as|equal) (?:zero|nothing|null|true|false|(?:in)?active|\d)/.test(rest)) return false;
  if (first === 'add') return rest.startsWith('up ');
  if (first === 'set' && /^(?:out|forth) /.test(rest)) return true;
  return (
    /^(?:set|put)$/.test(first) && /\b(?:side by side|next to|together|in order|against|beside|alongside)\b/.test(rest)
  );
}

/** "drop Ivo a line", "pin it up on the wall": errands of the person who asks, which the data have no part in. */
function withoutErrands(words: readonly string[], values: { has(word: string): boolean }): string[] {
  return words.filter((word, at) => {
    const after = words.slice(at + 1, at + 7);
    if (word === 'drop') {
      const article = after.findIndex((w) => /^an?$/.test(w));
      const whom = after.slice(0, Math.max(article, 0));
      const someone = whom.length === 1 || whom.length === 2 ? whom.every((w) => WHOM.test(w) || values.has(w)) : false;
      return !(someone && MESSAGE.test(after.slice(article + 1).join(' ')));
    }
    return !(
      word === 'pin' &&
      /^(?:(?:it|this|that|them|these|those|one) )?up\b/.test(after.join(' ')) &&
      /^(?:to|and|wanna|gonna|will|'ll|can)$/.test(words[at - 1] ?? '')
    );
  });
}

const WHOM = /^(?:him|her|them|someone|somebody)$/;
const MESSAGE = /^(?:short |quick )?(?:line|note|message|e ?mail|card|letter|call)\b/;

/** "remove them", "take these out of the system": rows, not a part of what is shown. */
function removesRows(words: readonly string[]): boolean {
  const text = words.join(' ');
  return (
    /\b(?:remove|take out|throw out|get rid of|kick out)\b.*\b(?:from|out of|in) (?:the |our |your )?(?:datab[a-z]{1,4}|system|records?|data|tables?|books|files?|catalog(?:ue)?|inventory|stock)\b/.test(
      text,
    ) ||
    /\b(?:take|throw|kick)\b.*\bout of (?:the |our )?(?:datab[a-z]{1,4}|system|records?|data|tables?|books|files?)\b/.test(
      text,
    ) ||
    /\b(?:remove|get rid of) (?:them|these|those|it|him|her|all|everything|everyone)$/.test(text)
  );
}

function notAllowed(code: string, message: string): Problem {
  return { code, message, hint: 'Ask for figures, lists or comparisons of the data you may see.' };
}
