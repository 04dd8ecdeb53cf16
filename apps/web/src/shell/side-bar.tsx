'use client';

import type { UserContext } from '@copilot/contracts';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { describeRole, describeStores } from '../session/describe-scope';
import { buttonClass } from '../ui/button';
import { Icon, type IconName } from '../ui/icon';
import { Brand } from './brand';
import { SignOut, SignOutEverywhere } from './sign-out';
import { ThemeSwitch } from './theme-switch';

const PAGES: { path: string; label: string; icon: IconName; adminOnly?: true }[] = [
  { path: '/', label: 'Ask', icon: 'ask' },
  { path: '/saved', label: 'Saved', icon: 'bookmark' },
  { path: '/history', label: 'History', icon: 'history' },
  { path: '/catalog', label: 'Catalog', icon: 'catalog' },
  { path: '/admin', label: 'Admin', icon: 'admin', adminOnly: true },
];

/** Where one can go, who one is, and the way out. */
export function SideBar({ user, onLeave }: { user: UserContext; onLeave?: () => void }) {
  const path = usePathname();
  return (
    <div className="flex h-full flex-col gap-6 overflow-y-auto p-4">
      <div className="flex items-center justify-between px-1 pt-1">
        <Brand />
      </div>
      <Link href="/?new=1" onClick={onLeave} className={buttonClass({ kind: 'plain', size: 'medium' })}>
        <Icon name="plus" /> New question
      </Link>
      <nav aria-label="Pages" className="-mt-2">
        <ul className="space-y-0.5">
          {PAGES.filter((page) => page.adminOnly === undefined || user.role === 'admin').map((page) => {
            const current = page.path === '/' ? path === '/' : path.startsWith(page.path);
            return (
              <li key={page.path}>
                <Link
                  href={page.path}
                  onClick={onLeave}
                  aria-current={current ? 'page' : undefined}
                  className="flex h-9 items-center gap-2.5 rounded-lg px-2.5 text-ink-soft transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-ink"
                >
                  <Icon name={page.icon} className="size-[1.1rem]" /> {page.label}
                </Link>
              </li>
            );
          })}
        </ul>
      </nav>
      <div className="mt-auto space-y-3 border-t border-line pt-4">
        <div className="flex items-center gap-2.5 px-1">
          <span
            aria-hidden="true"
            className="grid size-8 place-items-center rounded-full bg-accent-wash text-sm font-semibold uppercase text-accent"
          >
            {user.username.slice(0, 1)}
          </span>
          <div className="min-w-0 flex-1 leading-tight">
            <p className="truncate text-sm font-medium">{user.username}</p>
            <p className="text-xs text-ink-soft">
              {describeRole(user.role)} · {describeStores(user)}
            </p>
          </div>
        </div>
        <div className="flex items-center justify-between gap-2">
          <ThemeSwitch />
          <SignOut />
        </div>
        <SignOutEverywhere />
      </div>
    </div>
  );
}
