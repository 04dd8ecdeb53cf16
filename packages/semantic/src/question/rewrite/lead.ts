/** Words that may lead in a change of the answer before. */
export const LEAD =
  "[please|kindly|now|and|but|then|ok|so|just|actually|well] [please|kindly|now|just] [let us|let 's|lets|could you|can you|would you|will you|i want to|i would like to|i d like to|can we|could we|we can]";
