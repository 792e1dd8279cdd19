import { type Language, useSpeech } from '../language.js';
import type { Theme } from '../theme.js';

interface Props {
  readonly theme: Theme;
  readonly chooseTheme: (theme: Theme) => void;
  readonly chooseLanguage: (language: Language) => void;
}

const themes: readonly Theme[] = ['system', 'light', 'dark'];

/** The choice of language and appearance. */
export function Preferences({ theme, chooseTheme, chooseLanguage }: Props) {
  const { language, words } = useSpeech();
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
      <label>
        <span class="hidden-text">{words.theme}</span>
        <select
          class="plain"
          value={theme}
          onChange={event => chooseTheme(themes.find(one => one === event.currentTarget.value) ?? 'system')}
        >
          {themes.map(one => (
            <option key={one} value={one}>
              {words.themes[one]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
