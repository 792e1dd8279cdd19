import type { ClientPeriods } from '../../contract/clients.js';
import { useState } from 'preact/hooks';
import { useTexts } from '../form-texts.js';
import { useTranslation } from '../language.js';
import { useMetrics } from '../metric-labels.js';
import { useResource } from '../resource.js';
import { at } from '../rest.js';
import { ChoiceField } from './choice-field.js';
import { ClientField } from './client-field.js';
import { Dialog } from './dialog.js';
import { TextField } from './text-field.js';
import { PreviewForm } from './preview-form.js';

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
  const { words, say } = useTranslation();
  const { amendments } = words;
  const [client, setClient] = useState(given ?? '');
  const { texts: body, write } = useTexts({ metric, period, value: '', reason: '', evidence: '' });
  const periods = usePeriodNames(client);
  return (
    <Dialog title={`${amendments.askOverride}${given === undefined ? '' : `: ${given}`}`} isWide close={close}>
      <PreviewForm path={at`/clients/${client}/overrides`} {...{ body, close, done }}>
        {given === undefined && <ClientField value={client} choose={setClient} />}
        <ChoiceField
          label={words.metric}
          choices={useMetrics().map(({ id, label }) => ({ value: id, label: say(label) }))}
          value={body.metric}
          choose={write('metric')}
          unchosen={words.improvement.chooseMetric}
          isRequired
        />
        <div class="form-row">
          <ChoiceField
            label={words.period}
            choices={periods.map(one => ({ value: one, label: one }))}
            value={body.period}
            choose={write('period')}
            unchosen=""
            isRequired
          />
          <TextField
            label={amendments.value}
            required
            maxLength={60}
            value={body.value}
            aria-describedby="value-hint"
            write={write('value')}
          />
        </div>
        <p id="value-hint" class="hint">
          {amendments.valueHint}
        </p>
        <label class="field">
          <span>{amendments.why}</span>
          <textarea required maxLength={2000} value={body.reason} onInput={event => write('reason')(event.currentTarget.value)} />
        </label>
        <TextField label={words.disputes.evidence} maxLength={2000} value={body.evidence} write={write('evidence')} />
      </PreviewForm>
    </Dialog>
  );
}

/** The periods that a client was evaluated for, each once, as the server lists them; none while no client is chosen. */
function usePeriodNames(client: string): readonly string[] {
  const [periods] = useResource<ClientPeriods>(client === '' ? null : at`/clients/${client}/periods`);
  return periods.state === 'ready' ? [...new Set(periods.data.periods.map(one => one.period))] : [];
}
