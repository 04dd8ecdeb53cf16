/** What the language model was used for in one run; `null` where no provider reported it. */
export interface ModelUsage {
  readonly attempts: number;
  readonly prompt_tokens: number | null;
  readonly completion_tokens: number | null;
  readonly cost: number | null;
}

export const noUsage: ModelUsage = { attempts: 0, prompt_tokens: null, completion_tokens: null, cost: null };

/** Adds the use of two calls; an unreported figure counts as nothing beside a reported one. */
export function addUsage(left: ModelUsage, right: ModelUsage): ModelUsage {
  return {
    attempts: left.attempts + right.attempts,
    prompt_tokens: addReported(left.prompt_tokens, right.prompt_tokens),
    completion_tokens: addReported(left.completion_tokens, right.completion_tokens),
    cost: addReported(left.cost, right.cost),
  };
}

function addReported(left: number | null, right: number | null): number | null {
  if (left === null) return right;
  return right === null ? left : left + right;
}
