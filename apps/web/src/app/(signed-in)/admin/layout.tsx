import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { AdminTabs } from '../../../admin/admin-tabs';
import { requireSession } from '../../../session/read-session';
import { Notice } from '../../../ui/notice';
import { PageHead } from '../../../ui/page-head';

export const metadata: Metadata = { title: 'Admin' };

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const { user } = await requireSession();
  if (user.role !== 'admin')
    return (
      <div className="mx-auto max-w-3xl space-y-6 px-4 py-8 sm:px-6">
        <PageHead title="Admin" />
        <Notice look="caution" icon="shield" title="Only administrators see this page">
          <p className="text-ink-soft">You are signed in as {user.username}.</p>
        </Notice>
      </div>
    );
  return (
    <div className="mx-auto max-w-6xl space-y-6 px-4 py-8 sm:px-6">
      <PageHead title="Admin" />
      <AdminTabs />
      {children}
    </div>
  );
}
