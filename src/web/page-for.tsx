import type { Me } from '../contract/me.js';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useTranslation } from './language.js';
import { latePage } from './late-page.js';
import { ClientPage } from './pages/client.js';
import { ClientsPage } from './pages/clients.js';
import { DisputesPage } from './pages/disputes.js';
import { FiguresPage } from './pages/figures.js';
import { HelpPage } from './pages/help.js';
import { ImprovementPage } from './pages/improvement.js';
import { MetricPage } from './pages/metric.js';
import { PortfolioPage } from './pages/portfolio.js';
import { useMetricLabels } from './metric-labels.js';
import { Nothing } from './parts/notice.js';
import { go, type PageLocation } from './router.js';
import { may, readerOf, useSession } from './session.js';
import { filled, type Words } from './words/en.js';

// What a client reads every day, and where staff begin, is there at once; the code of other pages comes when they are first opened.
const AuditPage = latePage(() => import('./pages/audit.js').then(loaded => loaded.AuditPage));
const BoardPage = latePage(() => import('./pages/board.js').then(loaded => loaded.BoardPage));
const ConfigPage = latePage(() => import('./pages/config.js').then(loaded => loaded.ConfigPage));
const ExclusionsPage = latePage(() => import('./pages/exclusions.js').then(loaded => loaded.ExclusionsPage));
const ImportPage = latePage(() => import('./pages/import.js').then(loaded => loaded.ImportPage));
const ImportsPage = latePage(() => import('./pages/imports.js').then(loaded => loaded.ImportsPage));
const JobsPage = latePage(() => import('./pages/jobs.js').then(loaded => loaded.JobsPage));
const KeysPage = latePage(() => import('./pages/keys.js').then(loaded => loaded.KeysPage));
const MapFilePage = latePage(() => import('./pages/map-file.js').then(loaded => loaded.MapFilePage));
const MonthPage = latePage(() => import('./pages/month.js').then(loaded => loaded.MonthPage));
const PeriodsPage = latePage(() => import('./pages/periods.js').then(loaded => loaded.PeriodsPage));
const RejectsPage = latePage(() => import('./pages/rejects.js').then(loaded => loaded.RejectsPage));
const ScorecardsPage = latePage(() => import('./pages/scorecards.js').then(loaded => loaded.ScorecardsPage));
const SurveysPage = latePage(() => import('./pages/surveys.js').then(loaded => loaded.SurveysPage));
const WeightsPage = latePage(() => import('./pages/weights.js').then(loaded => loaded.WeightsPage));

interface Found {
  readonly title: (words: Words, labelOf: (metric: string) => string) => string;
  readonly page: JSX.Element;
}

/** The page of a place; a place that a role may not see is no place. */
export function PageFor({ place }: { readonly place: PageLocation }) {
  const { words } = useTranslation();
  const { me } = useSession();
  const home = homeOf(me);
  useEffect(() => {
    if (place.parts.length === 0) go(home, true);
  }, [place.path, home]);
  const found = ofClient(place, me) ?? ofHelp(place, me) ?? ofStaff(place, me);
  const labelOf = useMetricLabels();
  const title = found?.title(words, labelOf) ?? words.problems.notFound;
  useEffect(() => {
    document.title = `${title} · Plumbline`;
  }, [title]);
  if (place.parts.length === 0) return null;
  if (found !== undefined) return found.page;
  return (
    <Missing title={words.problems.notFound}>
      {words.problems.missing} <a href={home}>{words.nav.overview}</a>
    </Missing>
  );
}

function Missing({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <>
      <h1>{title}</h1>
      <Nothing>{children}</Nothing>
    </>
  );
}

function homeOf(me: Me): string {
  if (may.seePortfolio(me)) return '/portfolio';
  const [only] = me.clients?.length === 1 ? me.clients : [];
  return only === undefined ? '/clients' : `/clients/${encodeURIComponent(only)}`;
}

function ofClient(place: PageLocation, me: Me): Found | undefined {
  const [first, client, second, metric, ...rest] = place.parts;
  if (first !== 'clients' || rest.length > 0) return undefined;
  if (client === undefined) return { title: words => words.clients, page: <ClientsPage /> };
  if (second === undefined) return { title: () => client, page: <ClientPage key={client} {...{ client, place }} /> };
  if (second === 'metrics' && metric !== undefined)
    return {
      title: (_, labelOf) => `${labelOf(metric)} · ${client}`,
      page: <MetricPage key={`${client} ${metric}`} {...{ client, metric, place }} />,
    };
  if (metric !== undefined) return undefined;
  if (second === 'figures')
    return {
      title: words => `${words.handout.allFigures} · ${client}`,
      page: <FiguresPage key={client} {...{ client, place }} />,
    };
  if (second === 'improvement')
    return {
      title: words => `${words.improvement.title} · ${client}`,
      page: <ImprovementPage key={client} {...{ client, place }} />,
    };
  if (second === 'month' && may.seeMonths(me))
    return { title: words => `${words.month.title} · ${client}`, page: <MonthPage key={client} {...{ client, place }} /> };
  if (second === 'scorecards')
    return { title: words => `${words.nav.scorecards} · ${client}`, page: <ScorecardsPage key={client} client={client} /> };
  if (second === 'disputes')
    return { title: words => `${words.nav.disputes} · ${client}`, page: <DisputesPage key={client} client={client} /> };
  if (second === 'exclusions')
    return {
      title: words => `${words.amendments.title} · ${client}`,
      page: <ExclusionsPage key={client} {...{ client, place }} />,
    };
  if (second === 'surveys')
    return { title: words => `${words.nav.surveys} · ${client}`, page: <SurveysPage key={client} client={client} /> };
  return undefined;
}

function ofHelp(place: PageLocation, me: Me): Found | undefined {
  if (place.parts[0] !== 'help' || place.parts.length > 3) return undefined;
  return { title: words => words.help.title, page: <HelpPage place={place} reader={readerOf(me)} hasTour={may.takeTour(me)} /> };
}

function ofStaff(place: PageLocation, me: Me): Found | undefined {
  const [first = '', second, third, ...rest] = place.parts;
  if (first === 'imports' && second !== undefined && third === 'rejects' && rest.length === 0 && may.seeImports(me))
    return {
      title: ({ rejects }) => filled(rejects.title, { batch: second }),
      page: <RejectsPage key={second} batch={second} />,
    };
  if (third !== undefined) return undefined;
  if (first === 'imports' && second === 'map')
    return may.changeRules(me) ? { title: ({ mapping }) => mapping.title, page: <MapFilePage place={place} /> } : undefined;
  if (first === 'imports' && second !== undefined && may.seeImports(me))
    return { title: ({ batches }) => filled(batches.title, { batch: second }), page: <ImportPage key={second} batch={second} /> };
  const pages: Readonly<Record<string, readonly [boolean, (words: Words) => string, JSX.Element]>> = {
    portfolio: [may.seePortfolio(me), ({ nav }) => nav.portfolio, <PortfolioPage place={place} />],
    board: [may.seeMonths(me), ({ month }) => month.board, <BoardPage place={place} />],
    disputes: [true, ({ nav }) => nav.disputes, <DisputesPage />],
    exclusions: [may.seePortfolio(me), ({ amendments }) => amendments.title, <ExclusionsPage place={place} />],
    surveys: [may.seeFirm(me), ({ nav }) => nav.surveys, <SurveysPage />],
    weights: [may.seeFirm(me), ({ nav }) => nav.weights, <WeightsPage place={place} />],
    rules: [may.seeRules(me), ({ configuration }) => configuration.title, <ConfigPage place={place} />],
    imports: [may.seeImports(me), ({ nav }) => nav.imports, <ImportsPage />],
    periods: [may.seePortfolio(me), ({ nav }) => nav.periods, <PeriodsPage place={place} />],
    jobs: [may.seeJobs(me), ({ nav }) => nav.jobs, <JobsPage job={second} />],
    audit: [may.compare(me), ({ nav }) => nav.audit, <AuditPage place={place} />],
    keys: [may.manageKeys(me), ({ nav }) => nav.keys, <KeysPage />],
  };
  const [isAllowed, title, page] = (Object.hasOwn(pages, first) ? pages[first] : undefined) ?? [];
  if (isAllowed !== true || title === undefined || page === undefined) return undefined;
  return second !== undefined && first !== 'jobs' ? undefined : { title, page };
}
