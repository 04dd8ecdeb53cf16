'use client';

import { useEffect } from 'react';
import { gateway } from '../client/gateway';
import { LoginForm } from './login-form';

/**
 * The form of the sign-in page. A link from another site arrives without the SameSite=Strict cookie and lands here although the
 * person may be signed in: `recheck` asks once more from this page, which does send it, and lets them through.
 */
export function SignIn({ target, recheck }: { target: string; recheck: boolean }) {
  useEffect(() => {
    if (!recheck) return;
    gateway.me().then(
      () => location.replace(target),
      () => undefined,
    );
  }, [target, recheck]);
  return <LoginForm onSignedIn={() => location.assign(target)} />;
}
