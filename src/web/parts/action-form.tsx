import type { ActionWritten, CauseOfMiss, NewAction } from '../../contract/improvement.js';
import { useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useTexts } from '../form-texts.js';
import { useTranslation } from '../language.js';
import { useMetrics } from '../metric-labels.js';
import { at, post } from '../rest.js';
import { ChoiceField } from './choice-field.js';
import { Dialog } from './dialog.js';
import { DialogButtons } from './dialog-buttons.js';
import { ProblemNotice } from './problem.js';
import { TextField } from './text-field.js';

interface Props {
  readonly client: string;
  readonly close: () => void;
  readonly done: () => void;
}

const causes: readonly CauseOfMiss[] = ['3pl', 'client', 'volume_spike', 'systems', 'chance'];
const empty = { what: '', metric: '', slice: '', cause: '3pl', ease: '3', benefit: '3', owner: '', start: '', due: '' };

/** Adds an improvement action; it begins today where no day is given. */
export function ActionForm({ client, close, done }: Props) {
  const { words } = useTranslation();
  const { improvement } = words;
  const { texts, write } = useTexts(empty);
  const [isInternal, setInternal] = useState(false);
  const { action, run, isBusy } = useAction<ActionWritten>();
  const submit = (event: Event): void => {
    event.preventDefault();
    const { ease, benefit, cause, ...others } = texts;
    const given = Object.fromEntries(Object.entries(others).filter(([, text]) => text.trim() !== ''));
    const judged = { cause: causes.find(one => one === cause), ease: Number(ease), benefit: Number(benefit) };
    const body = { ...given, ...judged, ...(isInternal ? { internal_owner: true } : {}) };
    void run(() => post<ActionWritten, NewAction>(at`/clients/${client}/actions`, body)).then(answer => {
      if (answer === undefined) return;
      done();
      close();
    });
  };
  return (
    <Dialog title={improvement.add} close={close}>
      <form class="stack" onSubmit={submit}>
        {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
        <WhatIsDone {...{ texts, write }} />
        <TextField label={improvement.owner} required maxLength={300} value={texts.owner} write={write('owner')} />
        <label class="check">
          <input type="checkbox" checked={isInternal} onChange={event => setInternal(event.currentTarget.checked)} />
          {improvement.internalOwner}
        </label>
        <div class="form-row">
          <TextField label={improvement.start} type="date" value={texts.start} write={write('start')} />
          <TextField label={improvement.dueDay} type="date" required value={texts.due} write={write('due')} />
        </div>
        <DialogButtons label={improvement.add} isBusy={isBusy} close={close} />
      </form>
    </Dialog>
  );
}

interface WhatProps {
  readonly texts: typeof empty;
  readonly write: (name: keyof typeof empty) => (text: string) => void;
}

/** What is done about which figure, why it is needed, and what it is worth. */
function WhatIsDone({ texts, write }: WhatProps) {
  const { words, say } = useTranslation();
  const { improvement } = words;
  return (
    <>
      <TextField label={improvement.what} required maxLength={300} value={texts.what} write={write('what')} />
      <ChoiceField
        label={words.metric}
        choices={useMetrics().map(({ id, label }) => ({ value: id, label: say(label) }))}
        value={texts.metric}
        choose={write('metric')}
        unchosen={improvement.chooseMetric}
        isRequired
      />
      <TextField
        label={improvement.slice}
        maxLength={300}
        value={texts.slice}
        aria-describedby="slice-hint"
        write={write('slice')}
      />
      <p id="slice-hint" class="hint">
        {improvement.sliceHint}
      </p>
      <div class="form-row">
        <ChoiceField
          label={improvement.cause}
          choices={causes.map(cause => ({ value: cause, label: improvement.causes[cause] }))}
          value={texts.cause}
          choose={write('cause')}
        />
        {(['ease', 'benefit'] as const).map(name => (
          <TextField
            key={name}
            label={improvement[name]}
            type="number"
            min="1"
            max="5"
            required
            value={texts[name]}
            write={write(name)}
          />
        ))}
      </div>
    </>
  );
}
