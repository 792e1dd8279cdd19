import type { RejectsOfBatch } from '../../contract/month.js';
import { dueText } from '../due.js';
import { useTranslation } from '../language.js';
import type { StepProps } from '../next-step.js';
import { countText } from '../number.js';
import { address, at, withQuery } from '../rest.js';
import { may, useSession } from '../session.js';
import { filled, type Words } from '../words/en.js';
import { MendLink } from './mend-link.js';
import { countingOf, newContractOf } from './object-list.js';

/** Which sources have delivered, and what is known of the others. */
export function SourcesStep({ month: { steps }, isNext }: StepProps) {
  const { words } = useTranslation();
  const { expected } = steps.sources;
  if (expected.length === 0) return <p>{words.month.noSources}</p>;
  const missing = expected.filter(source => !source.is_complete);
  const counts = { complete: expected.length - missing.length, all: expected.length };
  return (
    <>
      <p>{filled(words.month.sourcesIn, counts)}</p>
      {missing.length > 0 && (
        <ul>
          {missing.map(({ source, site, delivered_to: to, due }) => (
            <li key={source}>
              {[source, site].filter(Boolean).join(', ')}:{' '}
              {to === null ? words.month.neverDelivered : filled(words.month.lastDelivered, { day: to.slice(0, 10) })}
              {due !== null && <span class="quiet"> · {filled(words.month.dueBy, { due: dueText(due, words) })}</span>}
            </li>
          ))}
        </ul>
      )}
      {missing.length > 0 && (
        <a class={isNext ? 'button main' : ''} href="/imports">
          {words.imports.upload}
        </a>
      )}
    </>
  );
}

/** The batches with rejected rows, what became of each, and the way to its rows. */
export function RejectsStep({ month: { steps }, isNext }: StepProps) {
  const { words } = useTranslation();
  const { batches } = steps.rejects;
  const left = batches.reduce((sum, { to_mend: rows }) => sum + rows, 0);
  const firstLeft = isNext ? batches.find(({ to_mend: rows }) => rows > 0) : undefined;
  return (
    <>
      <p>{left === 0 ? words.month.noRejects : filled(words.month.rejects, { count: countText(left) })}</p>
      {left > 0 && steps.closing.state === 'done' && <p class="hint">{words.month.closedWithRejects}</p>}
      {batches.length > 0 && (
        <ul>
          {batches.map(one => (
            <li key={one.batch}>
              {one.file ?? ''} {filled(words.month.ofRejects, { batch: one.batch, count: countText(one.rejected) })}{' '}
              {becameText(one, words.month)} <MendLink batch={one.batch} isLeft={one.to_mend > 0} isMain={one === firstLeft} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What became of the rejected rows of a batch. */
function becameText({ to_mend: left, mended, rejected_again: again, settled }: RejectsOfBatch, words: Words['month']): string {
  const part = (text: string, rows: number): readonly string[] => (rows === 0 ? [] : [filled(text, { count: countText(rows) })]);
  return [
    ...part(words.leftToMend, left),
    ...part(words.mended, mended),
    ...part(words.rejectedAgain, again),
    ...settled.map(({ rows, reason }) => filled(words.settled, { count: countText(rows), reason })),
  ].join(words.between);
}

/** What was agreed and has facts that cannot be judged, each with the way to these facts. */
export function UndeterminedStep({ month: { client, period, steps } }: StepProps) {
  const { words, say } = useTranslation();
  const { me } = useSession();
  const { state, measures, losses } = steps.undetermined;
  if (measures.length === 0) return <p>{state === 'waiting' ? words.month.notEvaluated : words.month.allJudged}</p>;
  const mayMap = may.changeRules(me) && measures.some(({ why }) => why !== undefined);
  return (
    <>
      <ul>
        {measures.map(({ metric, label, undetermined, undated, why }, i) => (
          <li key={i}>
            <a href={withQuery(at`/clients/${client}/metrics/${metric}`, { period })}>
              {[
                filled(words.month.ofMeasure, { label: say(label) }),
                undetermined === 0 ? '' : filled(words.month.withoutValue, { count: countText(undetermined) }),
                undated === 0 ? '' : filled(words.month.withoutDate, { count: countText(undated) }),
              ].join('')}
            </a>
            {why !== undefined && <p class="hint">{say(why)}</p>}
          </li>
        ))}
      </ul>
      {mayMap && <a href="/imports/map">{words.month.mapFile}</a>}
      {losses !== undefined && may.changeRules(me) && <OpenLosses {...{ client, ...losses }} />}
    </>
  );
}

interface LossesShown {
  readonly client: string;
  readonly contract: string | null;
  readonly is_agreed: boolean;
}

/** What can be done where damage and loss cannot be judged. */
function OpenLosses({ client, contract, is_agreed: isAgreed }: LossesShown) {
  const { month } = useTranslation().words;
  return (
    <>
      <p>{month.lossesOpen}</p>
      <ul>
        <li>
          {month.lossesInFile} <a href="/imports/map">{month.lossesBring}</a>
        </li>
        <li>{month.lossesInColumn}</li>
        <li>
          {isAgreed ? month.lossesAgreed : month.lossesByContract}{' '}
          <a href={contract === null ? newContractOf(client) : countingOf(contract)}>
            {contract === null ? month.lossesNoContract : filled(month.lossesContract, { contract })}
          </a>
        </li>
      </ul>
    </>
  );
}

/** The requests that wait, with the ways to where they are decided. */
export function RequestsStep({ month: { client, steps }, isNext }: StepProps) {
  const { words } = useTranslation();
  const { waiting } = steps.requests;
  if (waiting.length === 0) return <p>{words.month.noRequests}</p>;
  const disputes = waiting.filter(({ kind }) => kind === 'dispute');
  const kind = isNext ? 'button main' : 'button';
  return (
    <>
      <p>{filled(words.month.requests, { count: waiting.length })}</p>
      <p class="links">
        {disputes.length < waiting.length && (
          <a class={kind} href={at`/clients/${client}/exclusions`}>
            {words.month.decide}: {words.nav.exclusions}
          </a>
        )}
        {disputes.length > 0 && (
          <a class={kind} href={at`/clients/${client}/disputes`}>
            {words.month.decide}: {words.nav.disputes}
          </a>
        )}
      </p>
    </>
  );
}

/** What is handed out, as it will be printed. */
export function HandoutStep({ month: { client, period, steps } }: StepProps) {
  const { words, language: lang } = useTranslation();
  const { month } = words;
  const { state } = steps.handout;
  if (state === 'waiting') return <p>{month.handoutWaits}</p>;
  const file = (ending: string): string =>
    address(withQuery(`${at`/clients/${client}/scorecards/${period}`}.${ending}`, { lang }));
  return (
    <>
      <p>{state === 'done' ? month.handoutReady : month.handoutLook}</p>
      <p class="links">
        <a class="button" href={withQuery(at`/clients/${client}`, { period })}>
          {month.onScreen}
        </a>
        <a class="button" href={file('pdf')} download>
          {month.asPrinted}
        </a>
        <a class="button" href={file('xlsx')} download>
          {month.workbook}
        </a>
      </p>
    </>
  );
}

/** To whom it was mailed, with the jobs that mail it. */
export function SentStep({ month: { steps }, isNext }: StepProps) {
  const { words, language } = useTranslation();
  const { me } = useSession();
  const { to, jobs, state } = steps.sent;
  if (to.length > 0) return <p>{filled(words.month.sentTo, { to: to.join(language === 'zh' ? '、' : ', ') })}</p>;
  return (
    <>
      <p>{jobs.length === 0 ? words.month.sentByNobody : words.month.notSent}</p>
      {state === 'to_do' && may.seeJobs(me) && (
        <p class="links">
          {jobs.map(job => (
            <a key={job} class={isNext ? 'button main' : 'button'} href={at`/jobs/${job}`}>
              {filled(words.month.runJob, { job })}
            </a>
          ))}
        </p>
      )}
    </>
  );
}
