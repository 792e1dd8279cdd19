import type { Month } from '../../contract/month.js';
import { useTranslation } from '../language.js';
import { nextStep } from '../next-step.js';
import { at, withQuery } from '../rest.js';
import { may, useSession } from '../session.js';
import { EvaluateButton } from './evaluate-button.js';

interface Props {
  readonly month: Month;
  /** Called when something was done about the month. */
  readonly done: () => void;
}

/** The one way to the next step of a client's month: the button that does it, or where it is done; nothing where none is to do. */
export function NextWay({ month: { client, period, steps }, done }: Props) {
  const { words } = useTranslation();
  const { me } = useSession();
  const next = nextStep(steps);
  if (next === undefined) return null;
  if (next === 'figures' && may.closePeriods(me)) return <EvaluateButton {...{ client, period, done }} kind="next-way" />;
  const left = steps.rejects.batches.filter(({ to_mend: rows }) => rows > 0);
  const [only] = left;
  const isOneList = next === 'rejects' && left.length === 1 && only !== undefined;
  const to = isOneList
    ? at`/imports/${String(only.batch)}/rejects`
    : withQuery(at`/clients/${client}/month`, { period, step: next });
  return (
    <a class="button next-way" href={to}>
      {words.month.next[next]} <span class="hidden-text">{[client, period].join(' ')}</span>
    </a>
  );
}
