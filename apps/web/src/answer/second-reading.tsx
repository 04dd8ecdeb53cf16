import type { Answer, SecondReading } from '@copilot/contracts';
import { formatCell } from './format-cell';
import { SqlBlock } from './sql-block';

const SHOWN_ROWS = 5;

/** The other planner's result, where it differs from the answer's: the person decides which one was meant. */
export function SecondReadingView({ answer }: { answer: Answer }) {
  const second = answer.explain.second_reading;
  if (second === undefined || second === null || second.agrees) return null;
  return (
    <section
      aria-label="The other reading"
      className="space-y-3 rounded-lg border border-caution px-4 py-3 text-sm"
      data-testid="second-reading"
    >
      <h3 className="font-medium text-caution">This question can be read in two ways</h3>
      <p className="text-ink-soft">
        {nameOf(second)} {second.restated === null ? 'wrote another query' : `reads it as “${second.restated}”`} and
        comes to another result:
      </p>
      <div className="overflow-x-auto">
        <table className="w-full text-left">
          <thead>
            <tr>
              {second.columns.map((name, index) => (
                <th key={index} className="pr-4 font-medium">
                  {name.replace(/_/g, ' ')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {second.rows.slice(0, SHOWN_ROWS).map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) => (
                  <td key={column} className="pr-4">
                    {formatCell(cell, typeof cell === 'number' ? 'decimal' : 'text')}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {second.row_count > SHOWN_ROWS && <p className="text-ink-soft">{second.row_count} rows in all.</p>}
      <details>
        <summary className="cursor-pointer">Its SQL</summary>
        <SqlBlock sql={second.sql} />
      </details>
    </section>
  );
}

const nameOf = ({ planner, model }: SecondReading): string =>
  planner === 'llm' ? `The language model${model === null ? '' : ` ${model}`}` : 'The built-in planner';
