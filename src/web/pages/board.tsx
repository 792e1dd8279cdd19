import type { Board, Month, MonthStep } from '../../contract/month.js';
import { useState } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { countText } from '../number.js';
import { MendLink } from '../parts/mend-link.js';
import { NextWay } from '../parts/next-way.js';
import { stepNames } from '../next-step.js';
import { Nothing, Notice } from '../parts/notice.js';
import { usePages } from '../parts/pages.js';
import { PeriodPicker } from '../parts/period-picker.js';
import { Shown } from '../parts/problem.js';
import { ScrollTable } from '../parts/scroll-table.js';
import { StepMark } from '../parts/step-state.js';
import { TableHead } from '../parts/table-head.js';
import { useResource } from '../resource.js';
import { at, get, withQuery } from '../rest.js';
import type { PageLocation } from '../router.js';
import { filled } from '../words/en.js';

/** All clients' months: a row each, a column for each step. */
export function BoardPage({ place }: { readonly place: PageLocation }) {
  const { words } = useTranslation();
  const period = place.query.get('period');
  const [board, reload] = useResource<Board>(withQuery('/board', { period }));
  return (
    <>
      <h1>{words.month.boardTitle}</h1>
      <Shown of={board} retry={reload}>
        {first => (
          <>
            <PeriodPicker periods={first.periods.map(one => ({ period: one }))} chosen={first.period} />
            {first.instead_of !== null && (
              <Notice>{filled(words.month.noDataYet, { period: first.instead_of, shown: first.period })}</Notice>
            )}
            <OfNobody board={first} />
            {first.clients.length === 0 ? (
              <Nothing>{words.month.nothing}</Nothing>
            ) : (
              <section class="card" aria-label={first.period}>
                <p class="quiet">{words.month.intro}</p>
                <Rows key={first.period} first={first} />
              </section>
            )}
          </>
        )}
      </Shown>
    </>
  );
}

function OfNobody({ board: { of_nobody: batches } }: { readonly board: Board }) {
  const { words } = useTranslation();
  if (batches.length === 0) return null;
  return (
    <Notice tone="warn">
      <p>{words.month.ofNobody}</p>
      <ul>
        {batches.map(({ batch, file, to_mend: left }) => (
          <li key={batch}>
            {file ?? ''} {filled(words.month.batchRows, { batch, count: countText(left) })} <MendLink batch={batch} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Rows({ first }: { readonly first: Board }) {
  const { words } = useTranslation();
  const { pages, more } = usePages(first, cursor => withQuery('/board', { period: first.period, cursor }));
  return (
    <>
      <ScrollTable caption={`${words.month.boardTitle} ${first.period}`} kind="stacked board">
        <TableHead columns={[words.client, ...stepNames.map(name => words.month.steps[name])]} />
        <tbody>
          {pages
            .flatMap(({ clients }) => clients)
            .map(month => (
              <ClientRow key={month.client} month={month} />
            ))}
        </tbody>
      </ScrollTable>
      {more}
    </>
  );
}

function ClientRow({ month: read }: { readonly month: Month }) {
  const { words, say } = useTranslation();
  const [now, setNow] = useState<{ readonly of: Month; readonly month: Month }>();
  // What was done about it here is known before the board is read again.
  const month = now?.of === read ? now.month : read;
  const again = (): void =>
    void get<Month>(at`/clients/${read.client}/periods/${read.period}/month`).then(
      found => setNow({ of: read, month: found }),
      () => window.location.reload(),
    );
  const { client, period, name, steps } = month;
  return (
    <tr>
      <th scope="row">
        <a href={withQuery(at`/clients/${client}/month`, { period })}>{say(name) || client}</a>
        <div class="quiet small">{filled(words.month.toDo, { count: month.to_do })}</div>
        <NextWay month={month} done={again} />
      </th>
      {stepNames.map(step => (
        <td key={step} data-label={words.month.steps[step]}>
          <a class="step-cell" href={withQuery(at`/clients/${client}/month`, { period, step })}>
            <StepMark state={steps[step].state} />
            <FigureOf month={month} step={step} />
          </a>
        </td>
      ))}
    </tr>
  );
}

/** The one number of a step that tells most, where it has any. */
function FigureOf({ month: { steps }, step }: { readonly month: Month; readonly step: MonthStep }) {
  const { words } = useTranslation();
  const { rules_changed, newer_decisions, newer_imports } = steps.figures;
  const isOutdated = step === 'figures' && (rules_changed || newer_decisions || newer_imports);
  const figure = isOutdated ? words.month.outdated : (figures[step]?.(steps) ?? '');
  return figure === '' ? null : <span class="quiet step-figure">{figure}</span>;
}

const some = (count: number): string => (count === 0 ? '' : countText(count));

const figures: Partial<Record<MonthStep, (steps: Month['steps']) => string>> = {
  sources: ({ sources: { expected } }) =>
    expected.length === 0 ? '' : `${expected.filter(one => one.is_complete).length} / ${expected.length}`,
  rejects: ({ rejects }) => some(rejects.batches.reduce((sum, { to_mend: left }) => sum + left, 0)),
  figures: ({ figures: { met, at_risk: atRisk, missed, evaluation } }) =>
    evaluation === null ? '' : `${met} / ${met + atRisk + missed}`,
  undetermined: ({ undetermined }) => some(undetermined.measures.length),
  requests: ({ requests }) => some(requests.waiting.length),
  comment: ({ comment }) => some(comment.comments),
};
