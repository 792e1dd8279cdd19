import { useState } from 'preact/hooks';
import type { Language } from '../../contract/scalars.js';
import { useTranslation } from '../language.js';
import { Brand } from '../parts/brand.js';
import { HouseSign } from '../parts/house-logo.js';
import { Notice } from '../parts/notice.js';
import { Preferences } from '../parts/preferences.js';
import { ProblemNotice } from '../parts/problem.js';
import { asProblem } from '../resource.js';
import type { Problem } from '../rest.js';
import type { Theme } from '../theme.js';

interface Props {
  readonly hasEnded: boolean;
  readonly isLinkSpent: boolean;
  readonly enter: (key: string) => Promise<void>;
  readonly theme: Theme;
  readonly chooseTheme: (theme: Theme) => void;
  readonly chooseLanguage: (language: Language) => void;
}

/** The way in: a key, once; the browser then holds a session. */
export function SignIn({ hasEnded, isLinkSpent, enter, ...preferences }: Props) {
  const { words } = useTranslation();
  const [key, setKey] = useState('');
  const [isShown, setShown] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const submit = (event: Event): void => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    enter(key.trim()).catch((cause: unknown) => {
      setProblem(asProblem(cause));
      setBusy(false);
    });
  };
  const isRefused = problem !== undefined && [400, 401, 403].includes(problem.status);
  return (
    <main class="sign-in">
      <form onSubmit={submit}>
        <HouseSign />
        <Brand />
        <h1>{words.signIn.title}</h1>
        <p class="quiet">{words.signIn.intro}</p>
        {isLinkSpent && problem === undefined && <Notice tone="warn">{words.signIn.linkSpent}</Notice>}
        {hasEnded && problem === undefined && <Notice>{words.signIn.ended}</Notice>}
        {problem !== undefined &&
          (isRefused ? <Notice tone="bad">{words.signIn.refused}</Notice> : <ProblemNotice problem={problem} />)}
        <label class="field">
          <span>{words.signIn.key}</span>
          <input
            {...(isShown ? { type: 'text' as const } : { type: 'password' as const })}
            name="key"
            autocomplete="current-password"
            autofocus
            required
            spellcheck={false}
            value={key}
            aria-describedby="key-hint"
            aria-invalid={isRefused}
            onInput={event => setKey(event.currentTarget.value)}
          />
        </label>
        <p id="key-hint" class="hint">
          {words.signIn.hint}
        </p>
        <label class="check">
          <input type="checkbox" checked={isShown} onChange={event => setShown(event.currentTarget.checked)} />
          {words.signIn.show}
        </label>
        <button type="submit" class="main" disabled={isBusy}>
          {isBusy ? words.signIn.busy : words.signIn.submit}
        </button>
      </form>
      <Preferences {...preferences} />
      <a href="/help">{words.help.title}</a>
    </main>
  );
}
