import type { ReactNode } from 'react';
import { requireSession } from '../../session/read-session';
import { Shell } from '../../shell/shell';

export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const { user } = await requireSession();
  return <Shell user={user}>{children}</Shell>;
}
