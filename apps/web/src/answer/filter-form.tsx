'use client';

import type { CompareOperator, Filter } from '@copilot/contracts';
import { useState } from 'react';
import { useCompletions } from '../ask/use-completions';
import { ApplyForm } from './apply-form';
import type { Member } from './vocabulary';

type Choice = readonly [CompareOperator, string];
const NUMBER_CHOICES: readonly Choice[] = [
  ['eq', 'is'],
  ['gte', 'is at least'],
  ['lte', 'is at most'],
  ['gt', 'is over'],
  ['lt', 'is under'],
];
const TEXT_CHOICES: readonly Choice[] = [
  ['eq', 'is'],
  ['ne', 'is not'],
  ['contains', 'contains'],
  ['starts_with', 'starts with'],
];
const YES_CHOICES: readonly Choice[] = [['eq', 'is']];

/** A condition on one member: how it compares, and with what. Values that occur in the scope are offered while one types. */
export function FilterForm({ member, onApply }: { member: Member; onApply: (filter: Filter) => void }) {
  const choices = member.kind === 'number' ? NUMBER_CHOICES : member.kind === 'boolean' ? YES_CHOICES : TEXT_CHOICES;
  const [op, setOp] = useState<CompareOperator>('eq');
  const [text, setText] = useState(member.kind === 'boolean' ? 'yes' : '');
  const value = toValue(text, member.kind);
  const offered = useCompletions(member.kind === 'text' ? text : null)
    .filter((found) => found.kind === 'value' && found.start === 0 && found.description === describeMember(member.name))
    .slice(0, 6);

  const apply = (chosen: string | number | boolean) =>
    onApply({ kind: 'compare', member: member.name, op, values: [chosen] });
  return (
    <ApplyForm valid={value !== null} onApply={() => value !== null && apply(value)}>
      <p className="text-sm font-medium">{member.label}</p>
      {choices.length > 1 && (
        <select
          aria-label="Comparison"
          className="field h-9"
          value={op}
          onChange={(event) => setOp(choices.find(([name]) => name === event.target.value)?.[0] ?? 'eq')}
        >
          {choices.map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </select>
      )}
      {member.kind === 'boolean' ? (
        <select aria-label="Value" className="field h-9" value={text} onChange={(event) => setText(event.target.value)}>
          <option>yes</option>
          <option>no</option>
        </select>
      ) : (
        <input
          aria-label="Value"
          className="field h-9"
          value={text}
          autoFocus
          autoComplete="off"
          maxLength={200}
          inputMode={member.kind === 'number' ? 'decimal' : 'text'}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      {offered.length > 0 && (
        <ul aria-label="Values" className="max-h-40 overflow-y-auto">
          {offered.map((found) => (
            <li key={found.text}>
              <button
                type="button"
                onClick={() => apply(found.text)}
                className="w-full rounded-lg px-2.5 py-1 text-left text-sm hover:bg-hover"
              >
                {found.text}
              </button>
            </li>
          ))}
        </ul>
      )}
    </ApplyForm>
  );
}

function toValue(text: string, kind: Member['kind']): string | number | boolean | null {
  const typed = text.trim();
  if (typed === '') return null;
  if (kind === 'boolean') return typed === 'yes';
  if (kind !== 'number') return typed;
  return Number.isFinite(Number(typed)) ? Number(typed) : null;
}

/** The words by which the completions say whose value it is. */
function describeMember(name: string): string {
  return name.replace('.', ' ').replaceAll('_', ' ');
}
