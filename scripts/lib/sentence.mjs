/** An expected failure: its message is all that a person needs, so it is printed without a stack. */
export class Sentence extends Error {
  isSentence = true;
}
