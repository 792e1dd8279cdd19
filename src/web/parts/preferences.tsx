import type { Language } from '../../contract/scalars.js';
import { useTranslation } from '../language.js';
import type { Theme } from '../theme.js';

interface Props {
  readonly theme: Theme;
  readonly chooseTheme: (theme: Theme) => void;
  readonly chooseLanguage: (language: Language) => void;
}

const themes: readonly Theme[] = ['system', 'light', 'dark'];

/** Half a disc, a sun, a moon. */
const drawings: Readonly<Record<Theme, string>> = {
  system: 'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 1.6v10.8a5.4 5.4 0 0 0 0-10.8z',
  light:
    'M8 4.6a3.4 3.4 0 1 1 0 6.8 3.4 3.4 0 0 1 0-6.8zM7.2.6h1.6v2.4H7.2zM7.2 13h1.6v2.4H7.2zM.6 7.2H3v1.6H.6zM13 7.2h2.4v1.6H13zM2.2 3.3l1.1-1.1L5 3.9 3.9 5zM11 12.1l1.1-1.1 1.7 1.7-1.1 1.1zM12.1 5 11 3.9l1.7-1.7 1.1 1.1zM3.3 13.8l-1.1-1.1L3.9 11 5 12.1z',
  dark: 'M6.2 1.2A6.9 6.9 0 1 0 14.8 10 5.6 5.6 0 0 1 6.2 1.2z',
};

/** The choice of language and appearance. */
export function Preferences({ theme, chooseTheme, chooseLanguage }: Props) {
  const { language, words } = useTranslation();
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
  const other = language === 'en' ? 'zh' : 'en';
  return (
    <div class="preferences">
      <button
        type="button"
        class="plain"
        lang={other === 'zh' ? 'zh-CN' : 'en'}
        onClick={() => chooseLanguage(other)}
        data-language={other}
      >
        {other === 'zh' ? '中文' : 'English'}
      </button>
      <button
        type="button"
        class="plain theme"
        title={`${words.theme}: ${words.themes[theme]}`}
        aria-label={`${words.theme}: ${words.themes[theme]}`}
        onClick={() => chooseTheme(next)}
        data-theme-now={theme}
      >
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path d={drawings[theme]} fill="currentColor" />
        </svg>
      </button>
    </div>
  );
}
