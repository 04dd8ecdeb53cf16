'use client';

import { Dialog } from '@base-ui/react/dialog';
import type { UserContext } from '@copilot/contracts';
import { usePathname } from 'next/navigation';
import { useEffect, useState, type ReactNode } from 'react';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { Brand } from './brand';
import { OfflineBanner } from './offline-banner';
import { useGate } from './session-gate';
import { SideBar } from './side-bar';

/** The frame of every page for signed-in people: the bar at the side (a drawer where it is narrow) and the page. */
export function Shell({ user, children }: { user: UserContext; children: ReactNode }) {
  const [drawer, setDrawer] = useState(false);
  const path = usePathname();
  const { remember } = useGate();
  useEffect(() => remember(user.username), [remember, user.username]);
  useEffect(() => setDrawer(false), [path]);

  return (
    <div className="lg:grid lg:min-h-dvh lg:grid-cols-[15.5rem_minmax(0,1fr)] print:block">
      <a
        href="#content"
        className="sr-only rounded-lg bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed focus:left-3 focus:top-3 focus:z-50"
      >
        Skip to the content
      </a>
      <aside className="no-print sticky top-0 hidden h-dvh border-r border-line bg-sunken lg:block">
        <SideBar user={user} />
      </aside>
      <header className="no-print sticky top-0 z-20 flex h-14 items-center justify-between border-b border-line bg-paper/95 px-4 backdrop-blur lg:hidden">
        <Brand />
        <Dialog.Root open={drawer} onOpenChange={setDrawer}>
          <Dialog.Trigger render={<Button kind="ghost" size="icon" aria-label="Open the menu" />}>
            <Icon name="menu" className="size-5" />
          </Dialog.Trigger>
          <Dialog.Portal>
            <Dialog.Backdrop className="fixed inset-0 z-30 bg-black/40" />
            <Dialog.Popup
              aria-label="Menu"
              className="fixed inset-y-0 left-0 z-40 w-[min(17rem,85vw)] border-r border-line bg-sunken shadow-float"
            >
              <SideBar user={user} onLeave={() => setDrawer(false)} />
            </Dialog.Popup>
          </Dialog.Portal>
        </Dialog.Root>
      </header>
      <div className="min-w-0">
        <OfflineBanner />
        <main id="content" tabIndex={-1} className="outline-none">
          {children}
        </main>
      </div>
    </div>
  );
}
