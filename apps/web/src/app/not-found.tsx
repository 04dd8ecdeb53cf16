import Link from 'next/link';
import { buttonClass } from '../ui/button';

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center px-4">
      <div className="text-center">
        <h1 className="text-2xl font-semibold tracking-tight">There is no such page</h1>
        <p className="mb-6 mt-2 text-ink-soft">The address may be mistyped, or the page may have moved.</p>
        <Link href="/" className={buttonClass({ kind: 'primary', size: 'medium' })}>
          Ask a question
        </Link>
      </div>
    </main>
  );
}
