'use client';

import { useEffect, useState } from 'react';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';

const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
const ICONS = { system: 'system', light: 'sun', dark: 'moon' } as const;

/** Goes round system, light and dark. Kept in a cookie, so that the server draws the first page in it. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>('system');
  useEffect(() => {
    const kept = document.documentElement.dataset.theme;
    if (kept === 'light' || kept === 'dark') setTheme(kept);
  }, []);
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
  return (
    <Button
      kind="ghost"
      size="icon"
      aria-label={`Colours: ${theme}. Change to ${next}`}
      title={`Colours: ${theme}`}
      onClick={() => {
        setTheme(next);
        keepTheme(next);
      }}
    >
      <Icon name={ICONS[theme]} />
    </Button>
  );
}

function keepTheme(theme: Theme) {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  document.cookie = `theme=${theme}; Path=/; Max-Age=${theme === 'system' ? 0 : 31_536_000}; SameSite=Lax`;
}
