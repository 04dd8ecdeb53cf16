'use client';

import type { Answer, Result, SaveAnswerRequest } from '@copilot/contracts';
import { useState } from 'react';
import { gateway } from '../client/gateway';
import { GatewayError } from '../client/gateway-error';
import { useGate } from '../shell/session-gate';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { Icon } from '../ui/icon';
import { Feedback } from './feedback';
import { columnLabel, formatCell, formatOf } from './format-cell';
import { SaveAnswer } from './save-answer';
import { saveFile, toFileName } from './save-file';

/** What one can do with an answer: copy it, take it away, pass it on, judge it. */
export function AnswerActions(props: {
  answer: Answer;
  question: string;
  /** How the answer is best saved; null where it cannot be. */
  saveAs: SaveAnswerRequest['as'] | null;
}) {
  const { answer, question, saveAs } = props;
  const { withSession } = useGate();
  const [fault, setFault] = useState('');
  const hasRows = answer.status === 'answered' && answer.data.rows.length > 0;

  async function exportAs(format: 'csv' | 'xlsx') {
    setFault('');
    try {
      saveFile(await withSession(() => gateway.exportAnswer(answer.request_id, format)), toFileName(question, format));
    } catch (cause) {
      setFault(cause instanceof GatewayError ? cause.message : 'The file could not be made.');
    }
  }

  return (
    <div className="no-print flex flex-wrap items-center gap-x-1 gap-y-1">
      {hasRows && (
        <>
          <CopyButton label="Copy" text={() => `${answer.answer}\n\n${toTabs(answer.data)}`} />
          <Button kind="ghost" onClick={() => void exportAs('csv')}>
            <Icon name="download" /> CSV
          </Button>
          <Button kind="ghost" onClick={() => void exportAs('xlsx')}>
            <Icon name="download" /> Excel
          </Button>
        </>
      )}
      <CopyButton
        label="Share"
        done="Link copied"
        text={() => `${location.origin}/?${new URLSearchParams({ q: question })}`}
      />
      {answer.status === 'answered' && saveAs !== null && (
        <SaveAnswer answer={answer} question={question} way={saveAs ?? 'question'} />
      )}
      <span className="ml-auto">
        <Feedback requestId={answer.request_id} />
      </span>
      {fault !== '' && (
        <p role="alert" className="w-full text-sm text-bad">
          {fault}
        </p>
      )}
    </div>
  );
}

/** Rows as lines of tabs, the way spreadsheets take a paste. */
function toTabs(data: Result): string {
  // A spreadsheet runs a text that looks like a formula; a figure may keep its sign.
  const clean = (text: string, isText: boolean) =>
    (isText && /^[=+\-@＝＋－＠\t\r]/.test(text) ? `'${text}` : text).replace(/[\t\r\n]+/g, ' ');
  const rows = data.rows.map((row) =>
    data.columns
      .map((column, index) =>
        clean(formatCell(row[index] ?? null, formatOf(column), column.currency), typeof row[index] === 'string'),
      )
      .join('\t'),
  );
  return [data.columns.map((column) => clean(columnLabel(column), true)).join('\t'), ...rows].join('\n');
}
