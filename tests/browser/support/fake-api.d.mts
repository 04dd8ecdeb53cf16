export interface FakeApi {
  readonly url: string;
  /** Calls in order, as `GET schema`. */
  readonly requests: string[];
  /** Questions whose stream was closed before it ended. */
  readonly aborted: string[];
  /** Ends all sessions at once. */
  expire(): void;
  stop(): Promise<void>;
}
export function startFakeApi(options?: { port?: number }): Promise<FakeApi>;
