/** How the provider reacts to one call. Everything here has been seen from a real provider, or is what a hostile one would do. */
export type Reaction =
  /** A reply as the protocol wants it; `usage: null` leaves the figures out, as some endpoints do. */
  | {
      readonly kind: 'answer';
      readonly text: string;
      readonly model?: string;
      readonly usage?: {
        readonly prompt_tokens: number;
        readonly completion_tokens: number;
        readonly cost?: number;
      } | null;
      readonly finishReason?: 'stop' | 'length';
      /** Replies as other servers phrase them: content in parts, `tool_calls: null`, no role. */
      readonly dialect?: 'parts' | 'litellm' | 'bare';
    }
  /** An HTTP status with the provider's own error body. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  /** Status 200 with an error in the body, as OpenRouter reports upstream faults. */
  | { readonly kind: 'error-inside-200'; readonly code: number }
  /** Takes the request and never answers. */
  | { readonly kind: 'silence' }
  /** Status 200 and nothing else. */
  | { readonly kind: 'empty-body' }
  /** Half of a reply, then the connection is gone. */
  | { readonly kind: 'cut' }
  /** The error page of a proxy, with status 200. */
  | { readonly kind: 'html' }
  /** A well-formed reply of so many bytes. */
  | { readonly kind: 'huge'; readonly bytes: number }
  /** JSON that is not of this protocol. */
  | { readonly kind: 'nonsense' }
  /** This very JSON, whatever it is. */
  | { readonly kind: 'json'; readonly body: unknown }
  /** A reply that goes on for ever, a few bytes at a time, so that no single read is late. */
  | { readonly kind: 'drip' }
  /** A small body that unpacks to so many bytes. */
  | { readonly kind: 'packed'; readonly bytes: number }
  /** The headers and the prompt, as an echo server, or a provider that means harm, sends them back. */
  | { readonly kind: 'echo'; readonly status: number }
  /** Sends the caller, and its key, somewhere else. */
  | { readonly kind: 'redirect'; readonly location: string };

/** SQL wrapped as a well-behaved model replies. */
export const sqlReply = (sql: string): Reaction => ({ kind: 'answer', text: JSON.stringify({ sql }) });
