import type { TextRule } from './rule.js';

// NUL would end the text early for the parser but not for a reader; a lone surrogate has no bytes; directional marks make the
// text that a person sees differ from the one that runs.
// eslint-disable-next-line no-control-regex
const unclean = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

const loneSurrogate = /\p{Surrogate}/u;

/** Control characters (other than tab and line ends), lone surrogates and directional marks are refused. */
export const cleanCharacters: TextRule = {
  name: 'clean_characters',
  code: 'guard.clean-characters',
  find: (sql) =>
    unclean.test(sql) || loneSurrogate.test(sql)
      ? { message: 'The SQL contains control characters or characters that are not valid text.' }
      : undefined,
};
