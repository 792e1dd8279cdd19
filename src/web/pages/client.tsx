import type { ClientPeriod } from '../../contract/clients.js';
import type { Handout } from '../../contract/handout.js';
import { useTranslation } from '../language.js';
import { ClientPeriodPage } from '../parts/client-period-page.js';
import { EvaluateHere } from '../parts/evaluate-button.js';
import { HandoutRemark } from '../parts/handout-remark.js';
import { HandoutMeasures } from '../parts/handout-measures.js';
import {
  CreditsElsewhere,
  HandoutCreditTable,
  HandoutExclusionList,
  HandoutFailures,
  LaterComments,
} from '../parts/handout-sections.js';
import { HouseLogo } from '../parts/house-logo.js';
import { Notice } from '../parts/notice.js';
import { useMissingText } from '../parts/period-picker.js';
import { Shown } from '../parts/problem.js';
import { SignOffCard } from '../parts/sign-off.js';
import { useResource } from '../resource.js';
import { at, withQuery } from '../rest.js';
import type { PageLocation } from '../router.js';
import { filled } from '../words/en.js';

/** What a client is handed of a period, as on the first sheet of its scorecard. */
export function ClientPage({ client, place }: { readonly client: string; readonly place: PageLocation }) {
  return (
    <ClientPeriodPage client={client} page="overview" place={place}>
      {(period, known, changed) => <FirstPage key={period} {...{ client, period, known, changed }} />}
    </ClientPeriodPage>
  );
}

interface Props {
  readonly client: string;
  readonly period: string;
  readonly known: readonly ClientPeriod[];
  /** Says that the period stands otherwise than before. */
  readonly changed: () => void;
}

function FirstPage({ client, period, known, changed }: Props) {
  const { language } = useTranslation();
  const [handout, reload] = useResource<Handout>(withQuery(at`/clients/${client}/periods/${period}/handout`, { lang: language }));
  const missing = useMissingText(known, period);
  const again = (): void => {
    reload();
    changed();
  };
  const evaluate = <EvaluateHere {...{ client, period }} done={again} />;
  const isMissing = missing !== undefined;
  return (
    <>
      {!isMissing && evaluate}
      <Shown of={handout} retry={reload} missing={missing}>
        {data => <Content {...{ client, period, reload }} handout={data} />}
      </Shown>
      {isMissing && evaluate}
    </>
  );
}

interface ContentProps {
  readonly client: string;
  readonly period: string;
  readonly handout: Handout;
  readonly reload: () => void;
}

function Content({ client, period, handout, reload }: ContentProps) {
  const { words } = useTranslation();
  const linkTo = (metric: string): string => withQuery(at`/clients/${client}/metrics/${metric}`, { period });
  const { head, missed, credits, exclusions, sign_off: lines } = handout;
  return (
    <div class="handout">
      <section class="card" aria-label={words.handout.title}>
        <Head handout={handout} />
        <p class="verdict">{handout.verdict}</p>
        <HandoutRemark {...{ client, period, handout, reload }} />
      </section>
      <HandoutMeasures handout={handout} linkTo={linkTo} />
      <HandoutFailures missed={missed} linkTo={linkTo} />
      {credits.map(one => (
        <HandoutCreditTable key={one.title} credits={one} />
      ))}
      {handout.credits_elsewhere !== undefined && <CreditsElsewhere lines={handout.credits_elsewhere} />}
      <HandoutExclusionList exclusions={exclusions} />
      <SignOffCard {...{ client, period, lines }} />
      <LaterComments comments={handout.comments_after_signature} />
      <p class="on-screen">
        {words.handout.more} <a href={withQuery(at`/clients/${client}/figures`, { period })}>{words.handout.allFigures}</a>
      </p>
      <p class="quiet small">
        {words.evaluation} <code>{head.evaluation}</code>
      </p>
    </div>
  );
}

/** Who reports about which days under which contract, and how the period stands. */
function Head({ handout: { head, state, revision } }: { readonly handout: Handout }) {
  const { words } = useTranslation();
  const { organisation, period, days, time_zone: zone, contract } = head;
  const named = contract === null ? '' : [contract.id, contract.reference].filter(text => text !== '').join(', ');
  const parts = [
    days === null ? period : `${period} · ${days[0]} – ${days[1]}`,
    zone,
    ...(named === '' ? [] : [filled(words.handout.contract, { contract: named })]),
  ];
  return (
    <div class="handout-head">
      <HouseLogo />
      <div class="handout-names">
        <h2>
          {organisation} · {words.handout.title}
        </h2>
        <p class="quiet">{parts.join(' · ')}</p>
      </div>
      {state === 'provisional' ? (
        <Notice tone="warn">{words.clientPage.provisional}</Notice>
      ) : (
        <Notice tone="good">{filled(words.clientPage.closed, { revision })}</Notice>
      )}
    </div>
  );
}
