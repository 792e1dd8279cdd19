import type { Evidence } from '../../contract/figures.js';
import { useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { at, withQuery } from '../rest.js';
import { filled } from '../words/en.js';
import { numberColumn } from './evidence-rows.js';
import { numbersIn } from './numbers-field.js';

interface Props {
  readonly client: string;
  readonly period: string;
  readonly metric: string;
  readonly label: string;
  /** The numbers that are written already, one a line. */
  readonly value: string;
  readonly write: (text: string) => void;
}

const most = 50;

/** The facts of a period that fail a metric, to choose from, each with the reason; nothing where there are none. */
export function FailedFacts({ client, period, metric, label, value, write }: Props) {
  const { words, language } = useTranslation();
  const query = { period, membership: 'failed', limit: most, lang: language };
  const [evidence] = useResource<Evidence>(withQuery(at`/clients/${client}/metrics/${metric}/evidence`, query));
  if (evidence.state !== 'ready') return null;
  const { columns, rows, next } = evidence.data;
  const number = numberColumn(columns);
  const reasons = new Map(rows.map(({ values, because }) => [String(values[number] ?? ''), because]));
  reasons.delete('');
  if (number < 0 || reasons.size === 0) return null;
  const chosen = numbersIn(value);
  const toggle = (one: string): void =>
    write((chosen.includes(one) ? chosen.filter(other => other !== one) : [...chosen, one]).join('\n'));
  return (
    <fieldset class="failed-facts">
      <legend>{filled(words.disputes.failed, { metric: label })}</legend>
      {[...reasons].map(([one, because]) => (
        <label key={one} class="check">
          <input type="checkbox" checked={chosen.includes(one)} onChange={() => toggle(one)} />
          <span>
            {one} <span class="quiet">{because}</span>
          </span>
        </label>
      ))}
      {next !== null && <p class="hint">{words.disputes.moreFailed}</p>}
    </fieldset>
  );
}
