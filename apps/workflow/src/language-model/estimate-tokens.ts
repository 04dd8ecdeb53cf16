/** A rough count, good enough for a budget: English and SQL come to about four characters a token. */
export const estimateTokens = (text: string): number => Math.ceil(text.length / 4);
