import type { SeenPeriod } from '../answers.js';
import { useSpeech } from '../language.js';
import { goQuery } from '../router.js';

/** The choice among a client's periods, newest first, each with its state. */
export function PeriodPicker({
  periods,
  chosen,
}: {
  readonly periods: readonly SeenPeriod[];
  readonly chosen: string | undefined;
}) {
  const { words } = useSpeech();
  if (periods.length === 0) return null;
  return (
    <label class="inline-field">
      <span>{words.period}</span>
      <select value={chosen ?? ''} onChange={event => goQuery({ period: event.currentTarget.value })}>
        {periods.map(({ period, state }) => (
          <option key={period} value={period}>
            {state === 'closed' ? period : `${period} (${words.states[state]})`}
          </option>
        ))}
      </select>
    </label>
  );
}
