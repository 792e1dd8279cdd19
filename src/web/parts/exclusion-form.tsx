import { useState } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { at } from '../rest.js';
import { ClientField } from './client-field.js';
import { Dialog } from './dialog.js';
import { MetricChoice } from './metric-choice.js';
import { NumbersField, numbersIn } from './numbers-field.js';
import { RadioField } from './radio-field.js';
import { ReasonField } from './reason-field.js';
import { PreviewForm } from './preview-form.js';
import { emptyWindow, WindowFields, windowOf } from './window-fields.js';

interface Props {
  /** Asked for where it is not given. */
  readonly client?: string | undefined;
  readonly metrics?: readonly string[];
  readonly numbers?: readonly string[];
  readonly close: () => void;
  readonly done?: (() => void) | undefined;
}

/** Asks for an exclusion: of facts, or of a time and place; for some metrics or all; with a reason and what shows it. */
export function ExclusionForm({ client: given, metrics: first = [], numbers: named = [], close, done }: Props) {
  const { words } = useTranslation();
  const { amendments } = words;
  const [client, setClient] = useState(given ?? '');
  const [by, setBy] = useState<'facts' | 'window'>('facts');
  const [numbers, setNumbers] = useState(named.join('\n'));
  const [line, setLine] = useState('');
  const [window, setWindow] = useState(emptyWindow);
  const [metrics, setMetrics] = useState(first);
  const [reason, setReason] = useState('');
  const [evidence, setEvidence] = useState('');
  const what =
    by === 'window' ? windowOf(window) : { facts: numbersIn(numbers), ...(line.trim() === '' ? {} : { line: line.trim() }) };
  return (
    <Dialog title={`${amendments.askExclusion}${given === undefined ? '' : `: ${given}`}`} isWide close={close}>
      <PreviewForm path={at`/clients/${client}/exclusions`} body={{ ...what, metrics, reason, evidence }} {...{ close, done }}>
        {given === undefined && <ClientField value={client} choose={setClient} />}
        <RadioField
          legend={amendments.what}
          name="by"
          choices={[
            { value: 'facts', label: amendments.byFacts },
            { value: 'window', label: amendments.byWindow },
          ]}
          value={by}
          choose={setBy}
        />
        {by === 'facts' ? (
          <>
            <NumbersField
              label={amendments.numbers}
              hint={amendments.numbersHint}
              value={numbers}
              write={setNumbers}
              isRequired
            />
            <label class="field">
              <span>{amendments.line}</span>
              <input
                maxLength={40}
                placeholder={amendments.lineHint}
                value={line}
                onInput={event => setLine(event.currentTarget.value)}
              />
            </label>
          </>
        ) : (
          <WindowFields client={client} window={window} change={setWindow} />
        )}
        <MetricChoice chosen={metrics} choose={setMetrics} />
        <ReasonField value={reason} choose={setReason} />
        <label class="field">
          <span>{words.disputes.evidence}</span>
          <input required maxLength={2000} value={evidence} onInput={event => setEvidence(event.currentTarget.value)} />
        </label>
      </PreviewForm>
    </Dialog>
  );
}
