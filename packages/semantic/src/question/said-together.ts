const TOGETHER =
  /^(together|combined|altogether|taken together|put together|added together|all together|jointly|collectively|between them)$/;

/** "the five best halls together": one figure over several is asked for. *Takes* the words of a place, in lower case. */
export function isSaidTogether(words: string): boolean {
  return TOGETHER.test(words);
}
