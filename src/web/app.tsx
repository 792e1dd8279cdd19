import type { Session as SessionAnswer, SignIn as SignInRequest } from '../contract/me.js';
import { useEffect, useState } from 'preact/hooks';
import { Loading } from './parts/notice.js';
import { forgetDrafts } from './pages/mapping/kept-draft.js';
import { ProblemNotice } from './parts/problem.js';
import { asProblem, forgetAnswers } from './resource.js';
import { get, keepSession, post, Problem, remove } from './rest.js';
import { SessionContext } from './session.js';
import { Shell } from './shell.js';
import { TranslationProvider } from './translation-provider.js';
import { SignedOut } from './signed-out.js';
import { firstTheme, type Theme, applyTheme } from './theme.js';

type SignInState =
  | { readonly state: 'asking' }
  | { readonly state: 'out'; readonly hasEnded: boolean; readonly isLinkSpent?: boolean }
  | { readonly state: 'broken'; readonly problem: Problem }
  | { readonly state: 'in'; readonly session: SessionAnswer };

/** What a one-time link holds: it stands behind the #, which no log sees, and is taken out of the address at once. */
function takeLink(): string | undefined {
  const [, link] = /^#link=([\w-]+)$/.exec(window.location.hash) ?? [];
  if (link !== undefined) window.history.replaceState(null, '', window.location.pathname);
  return link;
}

/** The pages: who is signed in sees theirs, everyone else the way in. */
export function App() {
  const [signed, setSigned] = useState<SignInState>({ state: 'asking' });
  const [theme, setTheme] = useState<Theme>(firstTheme);
  const enter = (session: SessionAnswer): void => {
    keepSession(session.csrf, () => setSigned({ state: 'out', hasEnded: true }));
    setSigned({ state: 'in', session });
  };
  const ask = (): void => {
    const link = takeLink();
    const asked = link === undefined ? get<SessionAnswer>('/session') : post<SessionAnswer, SignInRequest>('/session', { link });
    asked.then(enter, (cause: unknown) => {
      const problem = asProblem(cause);
      setSigned(
        problem.status === 401
          ? { state: 'out', hasEnded: false, isLinkSpent: link !== undefined }
          : { state: 'broken', problem },
      );
    });
  };
  useEffect(ask, []);
  // Where that cannot be read, what is shown stays.
  const renew = (): void => void get<SessionAnswer>('/session').then(enter, () => undefined);
  const chooseTheme = (chosen: Theme): void => {
    applyTheme(chosen);
    setTheme(chosen);
  };
  const signOut = (): void => {
    void remove('/session').catch(() => undefined);
    forgetAnswers();
    if (signed.state === 'in') forgetDrafts(signed.session.me.key);
    setSigned({ state: 'out', hasEnded: false });
  };
  return (
    <TranslationProvider>
      {chooseLanguage => {
        if (signed.state === 'asking') return <Loading />;
        if (signed.state === 'broken') return <ProblemNotice problem={signed.problem} retry={ask} />;
        if (signed.state === 'out')
          return (
            <SignedOut
              hasEnded={signed.hasEnded}
              isLinkSpent={signed.isLinkSpent ?? false}
              enter={async key => {
                forgetAnswers();
                enter(await post<SessionAnswer, SignInRequest>('/session', { key }));
              }}
              {...{ theme, chooseTheme, chooseLanguage }}
            />
          );
        return (
          <SessionContext.Provider value={{ me: signed.session.me, theme, chooseTheme, chooseLanguage, signOut, renew }}>
            <Shell />
          </SessionContext.Provider>
        );
      }}
    </TranslationProvider>
  );
}
