const PATHS = {
  ask: 'M4 5.5h16v10H9.5L5.5 19v-3.5H4z',
  history: 'M12 7v5l3.2 2M4.5 12a7.5 7.5 0 1 0 2.4-5.5L4.5 8.6M4.5 4.6v4h4',
  catalog: 'M5 4.5h10.5a2.5 2.5 0 0 1 2.5 2.5v12.5H7.5A2.5 2.5 0 0 1 5 17zM5 17a2.5 2.5 0 0 1 2.5-2.5H18M9 8.5h5',
  admin: 'M12 3.5l7 2.8v5c0 4.3-2.9 7.4-7 9.2-4.1-1.8-7-4.9-7-9.2v-5zM9 12l2.2 2.2L15.2 10',
  bookmark: 'M7 4.5h10v15l-5-3.6-5 3.6z',
  plus: 'M12 5.5v13M5.5 12h13',
  close: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  send: 'M12 19V5.5M6 11l6-6 6 6',
  stop: 'M7.5 7.5h9v9h-9z',
  chevron: 'M7 10l5 5 5-5',
  check: 'M5.5 12.5l4.2 4.2 8.8-9',
  copy: 'M9 9h10v10H9zM15 9V5H5v10h4',
  download: 'M12 4.5v10M7.5 10.5l4.5 4.5 4.5-4.5M5 19.5h14',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1',
  up: 'M8 20V10.5l4-7c1.5 0 2.3 1 2 2.5l-.7 3.5H18a2 2 0 0 1 2 2.4l-1.2 6A2.5 2.5 0 0 1 16.4 20zM4.5 10.5H8V20H4.5z',
  down: 'M8 4v9.5l4 7c1.5 0 2.3-1 2-2.5l-.7-3.5H18a2 2 0 0 0 2-2.4l-1.2-6A2.5 2.5 0 0 0 16.4 4zM4.5 13.5H8V4H4.5z',
  shield: 'M12 3.5l7 2.8v5c0 4.3-2.9 7.4-7 9.2-4.1-1.8-7-4.9-7-9.2v-5z',
  clock: 'M12 7.5V12l3 2M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z',
  warn: 'M12 4l9 16H3zM12 10v4.5M12 17.2v.1',
  search: 'M10.5 5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM14.7 14.7L19.5 19.5',
  menu: 'M4.5 7h15M4.5 12h15M4.5 17h15',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z',
  system: 'M4 5h16v11H4zM9 20h6M12 16v4',
  out: 'M14 4.5h4.5v15H14M4.5 12H14M10.5 8L14.5 12l-4 4',
  table: 'M4 5.5h16v13H4zM4 10h16M4 14.3h16M10 5.5v13',
  heat: 'M4 5h7v6H4zM13 5h7v6h-7zM4 13h7v6H4zM13 13h7v6h-7z',
  scatter: 'M5 4.5v14.5h14.5M9.5 14.5h.01M12.5 10.5h.01M15.5 13h.01M17.5 8h.01',
  line: 'M4 17l5-6 4 3.5L20 7',
  bar: 'M6 19v-7M12 19V6M18 19v-10',
  retry: 'M19 12a7 7 0 1 1-2.3-5.2M19 4.5V9h-4.5',
  edit: 'M5 19l.8-3.8L16 5l3 3L8.8 18.2zM14 7l3 3',
  trash: 'M5 7h14M9.5 7V4.8h5V7M7 7l.8 12.5h8.4L17 7',
  dots: 'M6 12h.01M12 12h.01M18 12h.01',
  offline:
    'M4 4l16 16M8.5 12.7A6 6 0 0 1 10.5 11.5M5 9.5a11 11 0 0 1 3-2M13 6.6a11 11 0 0 1 6 2.9M15.5 12.7l-.8-.6M12 17.5v.1',
} as const;

export type IconName = keyof typeof PATHS;

/** A drawn sign beside a text that says the same; hidden from screen readers. */
export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={`shrink-0 ${className.includes('size-') ? '' : 'size-4'} ${className}`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} strokeWidth={name === 'dots' ? 2.6 : undefined} />
    </svg>
  );
}
