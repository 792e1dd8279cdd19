import { useEffect, useRef, useState } from 'preact/hooks';
import { helpFor } from './help-for.js';
import { useTranslation } from './language.js';
import { PageFor } from './page-for.js';
import { Brand } from './parts/brand.js';
import { Preferences } from './parts/preferences.js';
import { Tour } from './parts/tour.js';
import { usePageLocation } from './router.js';
import { may, readerOf, useSession } from './session.js';

/** What is around every page: the name, the ways, the person. */
export function Shell() {
  const { words, say } = useTranslation();
  const { me, signOut, ...preferences } = useSession();
  const place = usePageLocation();
  const [isOpen, setOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const isNoneMade = useRef(true);
  useEffect(() => {
    setOpen(false);
    if (isNoneMade.current) isNoneMade.current = false;
    else {
      window.scrollTo(0, 0);
      if (document.activeElement?.closest('.tour') == null) main.current?.focus({ preventScroll: true });
    }
  }, [place.path]);
  return (
    <div class="shell">
      <a class="skip" href="#main">
        {words.skip}
      </a>
      <header class="top">
        <button type="button" class="menu-button" aria-expanded={isOpen} aria-controls="ways" onClick={() => setOpen(!isOpen)}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="M1 3h14M1 8h14M1 13h14" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
          </svg>
          <span class="hidden-text">{words.menu}</span>
        </button>
        <a class="home" href="/">
          <Brand />
        </a>
        <span class="organisation">{say(me.organisation)}</span>
        <a
          class="help-way"
          href={helpFor(place.parts, readerOf(me))}
          title={words.help.ofThisPage}
          aria-label={words.help.ofThisPage}
        >
          ?
        </a>
        <Preferences {...preferences} />
        <span class="person" title={words.roles[me.role]}>
          {me.name} <span class="quiet">{words.roles[me.role]}</span>
        </span>
        <button type="button" class="plain" onClick={signOut}>
          {words.signIn.signOut}
        </button>
      </header>
      <Navigation isOpen={isOpen} path={place.path} />
      <main id="main" ref={main} tabIndex={-1}>
        <PageFor place={place} />
      </main>
      {may.takeTour(me) && <Tour />}
    </div>
  );
}

function Navigation({ isOpen, path }: { readonly isOpen: boolean; readonly path: string }) {
  const { words } = useTranslation();
  const { me } = useSession();
  const own = me.role === 'client' && me.clients?.length === 1 ? me.clients[0] : undefined;
  const overview = own === undefined ? '/clients' : `/clients/${encodeURIComponent(own)}`;
  const ways: readonly (readonly [boolean, string, string])[] = [
    [may.seePortfolio(me), '/portfolio', words.nav.portfolio],
    [may.seeMonths(me), '/board', words.month.board],
    [true, overview, own === undefined ? words.clients : words.nav.overview],
    [own !== undefined, `${overview}/scorecards`, words.nav.scorecards],
    [own !== undefined, `${overview}/disputes`, words.nav.disputes],
    [may.seeImports(me), '/imports', words.nav.imports],
    [may.seePortfolio(me), '/periods', words.nav.periods],
    [own === undefined, '/disputes', words.nav.disputes],
    [may.seePortfolio(me), '/exclusions', words.nav.exclusions],
    [may.seeFirm(me), '/surveys', words.nav.surveys],
    [may.seeFirm(me), '/weights', words.nav.weights],
    [may.seeRules(me), '/rules', words.nav.configuration],
    [may.seeJobs(me), '/jobs', words.nav.jobs],
    [may.compare(me), '/audit', words.nav.audit],
    [may.manageKeys(me), '/keys', words.nav.keys],
    [true, '/help', words.help.title],
  ];
  const shown = ways.filter(([isAllowed]) => isAllowed);
  const current = shown
    .map(([, to]) => to)
    .filter(to => path === to || path.startsWith(`${to}/`))
    .sort((a, b) => b.length - a.length)[0];
  return (
    <nav id="ways" class={isOpen ? 'ways is-open' : 'ways'} aria-label={words.nav.main}>
      <ul>
        {shown.map(([, to, label]) => (
          <li key={to}>
            <a href={to} {...(to === current ? { 'aria-current': 'page' as const } : {})}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
