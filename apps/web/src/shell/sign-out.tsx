'use client';

import { Dialog } from '@base-ui/react/dialog';
import { useState } from 'react';
import { explainFault } from '../client/explain-fault';
import { gateway } from '../client/gateway';
import { Button, buttonClass } from '../ui/button';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';

/** The way out: of this browser, or of every one in which the person is signed in. */
export function SignOut() {
  return (
    <Button kind="ghost" onClick={leave}>
      <Icon name="out" /> Sign out
    </Button>
  );
}

/** Ends all sessions of the person after asking once; says so when that did not work. */
export function SignOutEverywhere() {
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function leaveEverywhere() {
    setBusy(true);
    setFault(null);
    try {
      await gateway.logoutEverywhere();
      toSignIn();
    } catch (cause) {
      setFault(explainFault(cause));
      setBusy(false);
    }
  }

  return (
    <Dialog.Root onOpenChange={() => setFault(null)}>
      <Dialog.Trigger render={<Button kind="ghost" className="ml-auto flex" />}>Sign out everywhere</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Popup className="popup fixed left-1/2 top-1/2 z-50 w-[min(26rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 space-y-4 p-6">
          <Dialog.Title className="text-lg font-semibold">Sign out everywhere?</Dialog.Title>
          <Dialog.Description className="text-ink-soft">
            This ends every session of yours: here, in other browsers and on other devices.
          </Dialog.Description>
          {fault !== null && <Notice look="bad" role="alert" title={fault} />}
          <div className="flex justify-end gap-2">
            <Dialog.Close className={buttonClass()}>Stay signed in</Dialog.Close>
            <Button kind="danger" disabled={busy} onClick={() => void leaveEverywhere()}>
              Sign out everywhere
            </Button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

async function leave() {
  await gateway.logout().catch(() => undefined);
  toSignIn();
}

function toSignIn() {
  sessionStorage.clear();
  location.assign('/login');
}
