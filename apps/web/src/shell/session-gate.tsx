'use client';

import { Dialog } from '@base-ui/react/dialog';
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
import { GatewayError } from '../client/gateway-error';
import { LoginForm } from './login-form';

interface Gate {
  /** Runs a call; when the session has ended, asks the person to sign in again and runs it once more. */
  withSession: <T>(call: () => Promise<T>) => Promise<T>;
  /** Tells the gate who is signed in, so that only they can carry on with the page. */
  remember: (username: string) => void;
}

const GateContext = createContext<Gate | null>(null);

/** The way to call the gateway from a page. */
export function useGate(): Gate {
  const gate = useContext(GateContext);
  if (gate === null) throw new Error('useGate needs SessionGate around it');
  return gate;
}

/** Keeps the page, and what was typed into it, when a session ends: a dialog asks for the password and the call goes on. */
export function SessionGate({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const [username, setUsername] = useState<string>();
  const waiting = useRef<((signedIn: boolean) => void)[]>([]);

  const settle = useCallback((signedIn: boolean) => {
    setOpen(false);
    for (const resolve of waiting.current.splice(0)) resolve(signedIn);
  }, []);

  const gate = useMemo<Gate>(
    () => ({
      remember: setUsername,
      withSession: async (call) => {
        try {
          return await call();
        } catch (cause) {
          if (!(cause instanceof GatewayError) || cause.fault !== 'signed-out') throw cause;
          setOpen(true);
          const signedIn = await new Promise<boolean>((resolve) => waiting.current.push(resolve));
          if (!signedIn) throw cause;
          return call();
        }
      },
    }),
    [],
  );

  return (
    <GateContext.Provider value={gate}>
      {children}
      <Dialog.Root open={open} onOpenChange={(next) => !next && settle(false)}>
        <Dialog.Portal>
          <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
          <Dialog.Popup className="popup fixed left-1/2 top-1/2 z-50 w-[min(26rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 p-6">
            <Dialog.Title className="text-lg font-semibold">Your session has ended</Dialog.Title>
            <Dialog.Description className="mb-5 mt-1 text-ink-soft">
              Sign in again to carry on. Nothing you typed is lost.
            </Dialog.Description>
            <LoginForm username={username} onSignedIn={() => settle(true)} />
            <a
              href="/login"
              className="mt-4 block text-center text-sm text-ink-soft underline underline-offset-4 hover:text-ink"
            >
              Sign in as somebody else
            </a>
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </GateContext.Provider>
  );
}
