'use client';

import { useEffect, useState } from 'react';
import { CopyButton } from '../ui/copy-button';

/** The SQL exactly as it ran, in colour once the highlighter has arrived. */
export function SqlBlock({ sql }: { sql: string }) {
  const [lines, setLines] = useState<{ text: string; color: string }[][] | null>(null);
  useEffect(() => {
    let gone = false;
    import('./sql-tokens')
      .then(({ toSqlTokens }) => toSqlTokens(sql))
      .then((tokens) => !gone && setLines(tokens))
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [sql]);
  return (
    <div className="relative overflow-hidden rounded-lg border border-line bg-sunken">
      <div className="no-print flex items-center justify-between border-b border-line py-1 pl-4 pr-1">
        <span className="text-sm text-ink-soft">SQL, as checked and run</span>
        <CopyButton text={sql} label="Copy SQL" />
      </div>
      <pre
        tabIndex={0}
        aria-label="SQL"
        className="max-h-96 overflow-auto p-4 font-mono text-[0.8125rem] leading-relaxed print:max-h-none print:whitespace-pre-wrap"
      >
        <code>
          {lines === null
            ? sql
            : lines.map((line, index) => (
                <span key={index}>
                  {line.map((token, at) => (
                    <span key={at} className={token.color}>
                      {token.text}
                    </span>
                  ))}
                  {'\n'}
                </span>
              ))}
        </code>
      </pre>
    </div>
  );
}
