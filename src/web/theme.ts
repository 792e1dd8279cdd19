import { store, stored } from './language.js';

/** How the pages look: as the system does, or as chosen. */
export type Theme = 'system' | 'light' | 'dark';

/** The choice that was made before. */
export function firstTheme(): Theme {
  const kept = stored('theme');
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

/** Makes the pages look so, now and at the next visit. */
export function applyTheme(theme: Theme): void {
  store('theme', theme);
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  window.dispatchEvent(new Event(themeChanged));
}

/** What is sent to the window when the look changes: what is drawn, not styled, must be drawn again. */
export const themeChanged = 'plumbline:theme';
