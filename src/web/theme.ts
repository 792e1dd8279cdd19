import { store, stored } from './language.js';

/** How the pages look: as the system does, or as chosen. */
export type Theme = 'system' | 'light' | 'dark';

/** The choice that was made before. */
export function firstTheme(): Theme {
  const kept = stored('theme');
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
let chosen: Theme = 'system';

/** Makes the pages look so, now and at the next visit. */
export function applyTheme(theme: Theme): void {
  store('theme', theme);
  chosen = theme;
  show();
}

function show(): void {
  const systems = systemDark.matches ? 'dark' : 'light';
  document.documentElement.dataset['theme'] = chosen === 'system' ? systems : chosen;
  window.dispatchEvent(new Event(themeChanged));
}

systemDark.addEventListener('change', show);

/** What is sent to the window when the look changes: what is drawn, not styled, must be drawn again. */
export const themeChanged = 'plumbline:theme';
