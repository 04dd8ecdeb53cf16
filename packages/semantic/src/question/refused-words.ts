import { phrases } from './phrases.js';

/** Words that ask for a change of data; such questions are refused. */
export const WRITE_WORDS = phrases(`
  delete | drop | truncate | insert | update | alter | erase | wipe | purge | grant | revoke | modify | rename | overwrite | cancel |
  refund | destroy | deactivate | reactivate | reset
`);

/** Words that ask for a change where something is to be set. */
export const SET_WORDS = phrases(`
  set | change | increase | decrease | raise | lower | add | create | make | put | remove | move | mark | assign | give | cut | reduce |
  apply | correct | fix | edit | merge | swap | replace
`);

/** Words for what nobody is shown. */
export const SECRET_WORDS = phrases(`
  password | passwords | passwd | credential | credentials | secret | secrets | token | tokens | hash | hashes | api key | login |
  logins | pin | private key | system prompt | prompt | instructions | credit card | card number | ssn | username | usernames
`);

/** Words that try to leave the rules. */
export const OVERRIDE_WORDS = phrases(`
  ignore | disregard | bypass | override | jailbreak | pretend | forget | roleplay | sudo | impersonate
`);
