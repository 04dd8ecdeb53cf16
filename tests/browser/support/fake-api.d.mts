export interface FakeApi {
  readonly url: string;
  /** Calls in order, as `GET schema`. */
  readonly requests: string[];
  /** Questions whose stream was closed before it ended. */
  readonly aborted: string[];
  /** Ends all sessions at once. */
  expire(): void;
  /** Answers calls of this path with 503 until told another, or null. */
  refuse(path: string | null): void;
  stop(): Promise<void>;
}
export function startFakeApi(options?: { port?: number }): Promise<FakeApi>;
