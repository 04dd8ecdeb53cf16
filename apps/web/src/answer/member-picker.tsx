'use client';

import { useId, useState } from 'react';
import type { Member } from './vocabulary';

/** A list of members to choose one from, narrowed by typing. */
export function MemberPicker(props: {
  members: readonly Member[];
  current?: string;
  onPick: (member: Member) => void;
}) {
  const [wanted, setWanted] = useState('');
  const id = useId();
  const needle = wanted.trim().toLowerCase();
  const found = props.members.filter((member) => `${member.label} ${member.name}`.toLowerCase().includes(needle));
  return (
    <div className="space-y-2">
      {props.members.length > 6 && (
        <input
          type="search"
          aria-label="Search the list"
          aria-controls={id}
          placeholder="Search"
          autoFocus
          onKeyDown={(event) => {
            const [first] = found;
            if (event.key === 'Enter' && needle !== '' && first !== undefined) {
              event.preventDefault();
              props.onPick(first);
            }
          }}
          className="field h-8 text-sm"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      )}
      <ul id={id} className="max-h-60 space-y-0.5 overflow-y-auto">
        {found.map((member) => (
          <li key={member.name}>
            <button
              type="button"
              aria-current={member.name === props.current ? 'true' : undefined}
              onClick={() => props.onPick(member)}
              className="w-full rounded-lg px-2.5 py-1.5 text-left hover:bg-hover aria-[current]:bg-accent-wash"
            >
              <span className="block">{member.label}</span>
              <span className="line-clamp-1 text-xs text-ink-soft">{member.description}</span>
            </button>
          </li>
        ))}
        {found.length === 0 && <li className="px-2.5 py-2 text-sm text-ink-soft">Nothing of that name.</li>}
      </ul>
    </div>
  );
}
