import type { WhatIf, WhatIfAnswer as Tried } from '../../../contract/weights.js';
import { useState } from 'preact/hooks';
import { useAction } from '../../action.js';
import { useTranslation } from '../../language.js';
import { ClientField } from '../../parts/client-field.js';
import { ProblemNotice } from '../../parts/problem.js';
import { TextField } from '../../parts/text-field.js';
import { WhatIfResults } from '../../parts/what-if-results.js';
import { post } from '../../rest.js';

/** What past periods would have been with other rules; nothing is written. */
export function WhatIfTab() {
  const { words } = useTranslation();
  const { weighing } = words;
  const [rules, setRules] = useState(weighing.rulesExample);
  const [periods, setPeriods] = useState('');
  const [client, setClient] = useState('');
  const { action, run, isBusy } = useAction<Tried>();
  const submit = (event: Event): void => {
    event.preventDefault();
    const named = periods.split(/[,，\s]+/).filter(Boolean);
    void run(() => post<Tried, WhatIf>('/what-if', { periods: named, rules, ...(client === '' ? {} : { clients: [client] }) }));
  };
  return (
    <>
      <form class="card stack" onSubmit={submit}>
        <p class="quiet">{weighing.whatIfHint}</p>
        <label class="field">
          <span>{weighing.rules}</span>
          <textarea
            required
            class="rules"
            rows={8}
            spellcheck={false}
            value={rules}
            onInput={event => setRules(event.currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>{weighing.rulesFile}</span>
          <input type="file" accept=".yaml,.yml" onChange={event => void event.currentTarget.files?.[0]?.text().then(setRules)} />
        </label>
        <div class="form-row">
          <TextField label={words.surveys.periods} required placeholder="2026-05, 2026-06" value={periods} write={setPeriods} />
          <ClientField label={weighing.clients} value={client} choose={setClient} unchosen={weighing.allClients} />
          <button type="submit" class="main" disabled={isBusy}>
            {isBusy ? weighing.computing : weighing.compute}
          </button>
        </div>
        {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
      </form>
      {action.state === 'done' && <WhatIfResults tried={action.answer} />}
    </>
  );
}
