import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { readSession } from '../../session/read-session';
import { Brand } from '../../shell/brand';
import { SignIn } from '../../shell/sign-in';

export const metadata: Metadata = { title: 'Sign in' };

export default async function LoginPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const { next } = await searchParams;
  const target = toLocalPath(next);
  if ((await readSession()).kind === 'signed-in') redirect(target);
  const arrivedFromElsewhere = (await headers()).get('sec-fetch-site') === 'cross-site';
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-8 flex justify-center">
          <Brand />
        </div>
        <div className="card p-6 sm:p-8">
          <h1 className="text-xl font-semibold tracking-tight">Sign in</h1>
          <p className="mb-6 mt-1 text-ink-soft">
            Ask about your stores in plain words. You see what your role and stores allow.
          </p>
          <SignIn target={target} recheck={arrivedFromElsewhere} />
        </div>
      </div>
    </main>
  );
}

/** Where to go after signing in: a path of this app, never another address. */
function toLocalPath(next: string | string[] | undefined): string {
  return typeof next === 'string' && /^\/(?![/\\])[^\\\s]*$/.test(next) ? next : '/';
}
