'use client';

import type { UserContext } from '@copilot/contracts';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { gateway } from '../client/gateway';
import { GatewayError } from '../client/gateway-error';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';

type State = { kind: 'idle' } | { kind: 'sending' } | { kind: 'refused'; message: string };

/** Name and password. With `username` given, only that person can sign in here. */
export function LoginForm({ username, onSignedIn }: { username?: string; onSignedIn: (user: UserContext) => void }) {
  const [state, setState] = useState<State>({ kind: 'idle' });
  const [ready, setReady] = useState(false);
  const passwordField = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => setReady(true), []);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setState({ kind: 'sending' });
    try {
      const name = username ?? String(form.get('username') ?? '').trim();
      onSignedIn(await gateway.login({ username: name, password: String(form.get('password') ?? '') }));
    } catch (cause) {
      setState({ kind: 'refused', message: explain(cause) });
      passwordField.current?.select();
    }
  }

  return (
    <form onSubmit={submit} className="space-y-4" method="post" aria-busy={state.kind === 'sending'}>
      <div className="space-y-1.5">
        <label htmlFor={`${id}-name`} className="block text-sm font-medium">
          User name
        </label>
        <input
          id={`${id}-name`}
          name="username"
          className="field h-11"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={128}
          defaultValue={username}
          readOnly={username !== undefined}
        />
      </div>
      <div className="space-y-1.5">
        <label htmlFor={`${id}-password`} className="block text-sm font-medium">
          Password
        </label>
        <input
          ref={passwordField}
          id={`${id}-password`}
          name="password"
          type="password"
          className="field h-11"
          autoComplete="current-password"
          required
          maxLength={256}
        />
      </div>
      {state.kind === 'refused' && <Notice look="bad" role="alert" title={state.message} />}
      <Button
        type="submit"
        kind="primary"
        size="medium"
        className="h-11 w-full"
        disabled={!ready || state.kind === 'sending'}
      >
        {state.kind === 'sending' ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}

function explain(cause: unknown): string {
  if (!(cause instanceof GatewayError)) return 'Something went wrong. Try again.';
  if (cause.fault === 'signed-out') return 'User name or password is wrong.';
  if (cause.fault === 'rate-limited') {
    const seconds = cause.details.retryAfterSeconds;
    const wait =
      seconds === undefined
        ? 'a few minutes'
        : seconds > 90
          ? `${Math.ceil(seconds / 60)} minutes`
          : `${seconds} seconds`;
    return `Too many attempts. Try again in ${wait}.`;
  }
  return cause.message;
}
