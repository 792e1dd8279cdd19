import type { ImportedBatch } from '../../contract/imports.js';
import type { ComponentChildren } from 'preact';
import { useTranslation } from '../language.js';
import type { Language } from '../../contract/scalars.js';
import type { Resource } from '../resource.js';
import type { Fault } from '../../contract/fault.js';
import type { Problem } from '../rest.js';
import type { Words } from '../words/en.js';
import { Loading, Nothing, Notice } from './notice.js';

function meaning({ status, message, faults }: Problem, { problems }: Words): string {
  if (status === 0) return problems.unreachable;
  if (status === 403) return problems.forbidden;
  if (status === 404) return problems.missing;
  if (status === 503 || status === 429) return problems.busy;
  if (status >= 500) return problems.broken;
  return faults.length > 0 ? problems.title : message;
}

/** What the sentence above says already is not said again. */
const faultsOf = ({ status, code, faults }: Problem): readonly Fault[] =>
  [403, 404, 429, 503].includes(status) && code !== 'config_admins_alone' ? [] : faults;

interface NoticeProps {
  readonly problem: Problem;
  readonly retry?: () => void;
  /** Left out where the form itself is the remedy. */
  readonly remedies?: boolean;
}

/** A problem in words, with every fault and its remedy as the server gives them. */
export function ProblemNotice({ problem, retry, remedies = true }: NoticeProps) {
  const { words } = useTranslation();
  return (
    <Notice tone="bad">
      <p>{meaning(problem, words)}</p>
      <FaultList faults={faultsOf(problem)} remedies={remedies} />
      {problem.requestId !== undefined && problem.status >= 500 && (
        <p class="quiet">
          {words.requestId} <code>{problem.requestId}</code>
        </p>
      )}
      {retry !== undefined && (
        <button type="button" onClick={retry}>
          {words.retry}
        </button>
      )}
    </Notice>
  );
}

/** A fault in the words of the page's language, with fields by their names, and with what is done about it on the pages. */
export function wordingIn(language: Language, fault: Fault) {
  const inWords = language === 'zh' ? (fault.zh ?? fault) : fault;
  const { what, what_on_page: found = what, remedy, on_page: done = remedy } = inWords;
  return { what: found, remedy: done };
}

const positionOf = ({ place }: Fault): string =>
  [
    place.file,
    place.line === undefined || place.cell !== undefined ? undefined : `:${place.line}`,
    place.sheet === undefined ? undefined : `, ${place.sheet}`,
    place.cell === undefined ? undefined : `, ${place.cell}`,
    place.column === undefined ? undefined : `, ${place.column}`,
  ]
    .filter(part => part !== undefined)
    .join('');

interface FaultListProps {
  /** With how often each was met, where that is counted. */
  readonly faults: readonly (Fault & Partial<Pick<ImportedBatch['warnings'][number], 'times'>>)[];
  readonly remedies?: boolean;
}

/** Faults with where, what and remedy. */
export function FaultList({ faults, remedies = true }: FaultListProps) {
  const { language } = useTranslation();
  if (faults.length === 0) return null;
  return (
    <ul class="faults">
      {faults.map((fault, i) => (
        <li key={i}>
          <a class="fault-code" href={`/help/messages/${fault.code}`}>
            {fault.code}
          </a>{' '}
          {positionOf(fault) !== '' && <span class="quiet">{positionOf(fault)}</span>}
          {(fault.times ?? 1) > 1 && <span class="quiet"> × {fault.times}</span>}
          {fault.place.excerpt !== undefined && <pre class="excerpt">{fault.place.excerpt}</pre>}
          <div>{wordingIn(language, fault).what}</div>
          {remedies && <div class="quiet">{wordingIn(language, fault).remedy}</div>}
        </li>
      ))}
    </ul>
  );
}

interface ShownProps<T> {
  readonly of: Resource<T>;
  readonly retry?: () => void;
  /** Said where there is nothing, when what is missing is known. */
  readonly missing?: string | undefined;
  readonly children: (data: T) => ComponentChildren;
}

/** Something read from the server: the wait, the problem, or itself. */
export function Shown<T>({ of, retry, missing, children }: ShownProps<T>) {
  if (of.state === 'loading') return <Loading />;
  if (of.state === 'failed' && of.problem.status === 404 && missing !== undefined) return <Nothing>{missing}</Nothing>;
  if (of.state === 'failed') return <ProblemNotice problem={of.problem} {...(retry === undefined ? {} : { retry })} />;
  return <>{children(of.data)}</>;
}
