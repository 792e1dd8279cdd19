import type { ClientPeriod } from '../../contract/clients.js';
import type { PeriodState } from '../../contract/periods.js';
import { useTranslation } from '../language.js';
import { goQuery } from '../router.js';
import { useSession } from '../session.js';
import { filled, type Words } from '../words/en.js';

/** A period with its state, which goes without saying once it is closed. */
export const periodText = (words: Words, period: string, state: PeriodState | undefined): string =>
  state === undefined || state === 'closed' ? period : `${period} (${words.states[state]})`;

/** The sentence that a period was not evaluated; undefined where it was, and always for clients. */
export function useMissingText(periods: readonly ClientPeriod[], period: string | undefined): string | undefined {
  const { words } = useTranslation();
  const { me } = useSession();
  const isMissing = period !== undefined && me.role !== 'client' && !periods.some(one => one.period === period);
  return isMissing ? filled(words.clientPage.notEvaluated, { period }) : undefined;
}

interface Props {
  /** Newest first. */
  readonly periods: readonly { readonly period: string; readonly state?: PeriodState }[];
  readonly chosen: string | undefined;
}

/** The choice among periods, each with its state where that is known. */
export function PeriodPicker({ periods, chosen }: Props) {
  const { words } = useTranslation();
  if (periods.length === 0) return null;
  return (
    <label class="inline-field">
      <span>{words.period}</span>
      <select value={chosen ?? ''} onChange={event => goQuery({ period: event.currentTarget.value })}>
        {periods.map(({ period, state }) => (
          <option key={period} value={period}>
            {periodText(words, period, state)}
          </option>
        ))}
      </select>
    </label>
  );
}
