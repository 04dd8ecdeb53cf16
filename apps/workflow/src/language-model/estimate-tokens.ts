/**
 * A count for budgets, on the safe side: these prompts come to 3.8 to 3.9 characters a token by OpenAI's o200k vocabulary; smaller models
 * need a few more tokens for names with underscores.
 */
export const estimateTokens = (text: string): number => Math.ceil(text.length / 3.6);
