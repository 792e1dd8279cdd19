import type { ClientPeriods } from '../../contract/clients.js';
import { useState } from 'preact/hooks';
import { useSpeech } from '../language.js';
import { useMetrics } from '../metric-labels.js';
import { useResource } from '../resource.js';
import { at } from '../rest.js';
import { ClientField } from './client-field.js';
import { Dialog } from './dialog.js';
import { TriedForm } from './tried-form.js';

interface Props {
  /** Asked for where it is not given. */
  readonly client?: string | undefined;
  readonly metric?: string;
  readonly period?: string;
  readonly close: () => void;
  readonly done?: (() => void) | undefined;
}

/** Asks for an override: the value that is agreed for a metric of a period, with why and what shows it. */
export function OverrideForm({ client: given, metric = '', period = '', close, done }: Props) {
  const { words, say } = useSpeech();
  const { amendments } = words;
  const metrics = useMetrics();
  const [client, setClient] = useState(given ?? '');
  const [body, setBody] = useState({ metric, period, value: '', reason: '', evidence: '' });
  const [periods] = useResource<ClientPeriods>(client === '' ? null : at`/clients/${client}/periods`);
  const known = periods.state === 'ready' ? [...new Set(periods.data.periods.map(one => one.period))] : [];
  const write = (name: keyof typeof body) => (event: { readonly currentTarget: { readonly value: string } }) => {
    const { value } = event.currentTarget;
    setBody(now => ({ ...now, [name]: value }));
  };
  return (
    <Dialog title={`${amendments.askOverride}${given === undefined ? '' : `: ${given}`}`} isWide close={close}>
      <TriedForm path={at`/clients/${client}/overrides`} {...{ body, close, done }}>
        {given === undefined && <ClientField value={client} choose={setClient} />}
        <label class="field">
          <span>{words.metric}</span>
          <select required value={body.metric} onChange={write('metric')}>
            <option value="">{words.improvement.chooseMetric}</option>
            {metrics.map(({ id, label }) => (
              <option key={id} value={id}>
                {say(label)}
              </option>
            ))}
          </select>
        </label>
        <div class="form-row">
          <label class="field">
            <span>{words.period}</span>
            <select required value={body.period} onChange={write('period')}>
              <option value="" />
              {known.map(one => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          </label>
          <label class="field">
            <span>{amendments.value}</span>
            <input required maxLength={60} value={body.value} aria-describedby="value-hint" onInput={write('value')} />
          </label>
        </div>
        <p id="value-hint" class="hint">
          {amendments.valueHint}
        </p>
        <label class="field">
          <span>{amendments.why}</span>
          <textarea required maxLength={2000} value={body.reason} onInput={write('reason')} />
        </label>
        <label class="field">
          <span>{words.disputes.evidence}</span>
          <input maxLength={2000} value={body.evidence} onInput={write('evidence')} />
        </label>
      </TriedForm>
    </Dialog>
  );
}
