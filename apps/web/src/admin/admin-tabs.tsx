'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';

const TABS = [
  { path: '/admin', label: 'Audit log' },
  { path: '/admin/users', label: 'Users' },
  { path: '/admin/review', label: 'Review' },
];

/** The parts of the admin pages. */
export function AdminTabs() {
  const path = usePathname();
  return (
    <nav aria-label="Admin pages" className="border-b border-line">
      <ul className="flex gap-1">
        {TABS.map((tab) => {
          const current =
            tab.path === '/admin' ? path === '/admin' || path.startsWith('/admin/audit') : path.startsWith(tab.path);
          return (
            <li key={tab.path}>
              <Link
                href={tab.path}
                aria-current={current ? 'page' : undefined}
                className="-mb-px block border-b-2 border-transparent px-3 py-2 text-ink-soft hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
              >
                {tab.label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
