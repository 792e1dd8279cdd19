import type { ComponentProps } from 'preact';
import { useEffect } from 'preact/hooks';
import { useTranslation } from './language.js';
import { HelpPage } from './pages/help.js';
import { SignIn } from './pages/sign-in.js';
import { Brand } from './parts/brand.js';
import { HouseSign, useHouseName } from './parts/house-logo.js';
import { Preferences } from './parts/preferences.js';
import { usePageLocation } from './router.js';

/** What is shown to who is not signed in: the help where it is asked for, else the way in. */
export function SignedOut(props: ComponentProps<typeof SignIn>) {
  const place = usePageLocation();
  const { words } = useTranslation();
  const firm = useHouseName();
  const isHelp = place.parts[0] === 'help';
  useEffect(() => {
    if (isHelp && place.parts[1] === undefined) document.title = `${words.help.title} · Plumbline`;
    if (!isHelp) document.title = firm === '' ? 'Plumbline' : `${firm} · Plumbline`;
  }, [place.path, words, firm]);
  if (!isHelp) return <SignIn {...props} />;
  const { theme, chooseTheme, chooseLanguage } = props;
  return (
    <div class="shell shell-open">
      <a class="skip" href="#main">
        {words.skip}
      </a>
      <header class="top">
        <a class="home" href="/">
          <Brand />
        </a>
        <HouseSign />
        <Preferences {...{ theme, chooseTheme, chooseLanguage }} />
        <a href="/">{words.signIn.title}</a>
      </header>
      <main id="main" tabIndex={-1}>
        <HelpPage place={place} reader="client" />
      </main>
    </div>
  );
}
