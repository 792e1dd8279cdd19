import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { SessionAnswer } from './answers.js';
import type { Language } from './label.js';
import { browserLanguage, firstLanguage, SpeechContext, speech, store, wordsOf } from './language.js';
import { Loading } from './parts/notice.js';
import { ProblemNotice } from './parts/problem.js';
import { asProblem, forgetAnswers } from './resource.js';
import { get, keepSession, post, Problem, remove } from './rest.js';
import { SessionContext } from './session.js';
import { Shell } from './shell.js';
import { SignIn } from './pages/sign-in.js';
import { firstTheme, type Theme, wear } from './theme.js';
import { en } from './words/en.js';

type Signed =
  | { readonly state: 'asking' }
  | { readonly state: 'out'; readonly hasEnded: boolean }
  | { readonly state: 'broken'; readonly problem: Problem }
  | { readonly state: 'in'; readonly session: SessionAnswer };

/** The pages: who is signed in sees theirs, everyone else the way in. */
export function App() {
  const [signed, setSigned] = useState<Signed>({ state: 'asking' });
  const [theme, setTheme] = useState<Theme>(firstTheme);
  const enter = (session: SessionAnswer): void => {
    keepSession(session.csrf, () => setSigned({ state: 'out', hasEnded: true }));
    setSigned({ state: 'in', session });
  };
  const ask = (): void => {
    get<SessionAnswer>('/session').then(enter, (cause: unknown) => {
      const problem = asProblem(cause);
      setSigned(problem.status === 401 ? { state: 'out', hasEnded: false } : { state: 'broken', problem });
    });
  };
  useEffect(ask, []);
  const chooseTheme = (chosen: Theme): void => {
    wear(chosen);
    setTheme(chosen);
  };
  const signOut = (): void => {
    void remove('/session').catch(() => undefined);
    forgetAnswers();
    setSigned({ state: 'out', hasEnded: false });
  };
  return (
    <Spoken wished={signed.state === 'in' ? signed.session.me.language : undefined}>
      {chooseLanguage => {
        if (signed.state === 'asking') return <Loading />;
        if (signed.state === 'broken') return <ProblemNotice problem={signed.problem} retry={ask} />;
        if (signed.state === 'out')
          return (
            <SignIn
              hasEnded={signed.hasEnded}
              enter={async key => {
                forgetAnswers();
                enter(await post<SessionAnswer>('/session', { key }));
              }}
              {...{ theme, chooseTheme, chooseLanguage }}
            />
          );
        return (
          <SessionContext.Provider value={{ me: signed.session.me, theme, chooseTheme, chooseLanguage, signOut }}>
            <Shell />
          </SessionContext.Provider>
        );
      }}
    </Spoken>
  );
}

interface SpokenProps {
  /** The workspace's language, which counts where the person chose none. */
  readonly wished: Language | undefined;
  readonly children: (choose: (language: Language) => void) => ComponentChildren;
}

/** Speaks the chosen language to everything below; what was shown stays until the words are there. */
function Spoken({ wished, children }: SpokenProps) {
  const [chosen, setChosen] = useState<Language | undefined>(firstLanguage);
  const wanted = chosen ?? wished ?? browserLanguage();
  const [words, setWords] = useState<{ readonly language: Language; readonly words: typeof en } | undefined>(
    wanted === 'en' ? { language: 'en', words: en } : undefined,
  );
  useEffect(() => {
    let isCurrent = true;
    void wordsOf(wanted).then(found => {
      if (!isCurrent) return;
      document.documentElement.lang = wanted === 'zh' ? 'zh-CN' : 'en';
      setWords({ language: wanted, words: found });
    });
    return () => {
      isCurrent = false;
    };
  }, [wanted]);
  const spoken = useMemo(() => words && speech(words.language, words.words), [words]);
  if (spoken === undefined) return null;
  const choose = (language: Language): void => {
    store('language', language);
    setChosen(language);
  };
  return <SpeechContext.Provider value={spoken}>{children(choose)}</SpeechContext.Provider>;
}
