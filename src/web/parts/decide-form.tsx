import type { Changed, NewDecision } from '../../contract/amendments.js';
import { useEffect, useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { at, post } from '../rest.js';
import { filled } from '../words/en.js';
import { Dialog } from './dialog.js';
import { DialogButtons } from './dialog-buttons.js';
import { EffectTable, Proposals } from './effect-table.js';
import { Loading, Notice } from './notice.js';
import { ProblemNotice } from './problem.js';

/** How an exclusion or an override is decided. */
export type Decision = NewDecision['decision'];

interface Props {
  readonly list: 'exclusions' | 'overrides';
  readonly client: string;
  readonly number: number;
  readonly decision: Decision;
  readonly close: () => void;
  readonly done: () => void;
}

const verbs = { approval: 'approve', refusal: 'refuse', revocation: 'revoke' } as const;

/** Decides about an exclusion or an override; what approving or revoking changes is shown first. */
export function DecideForm({ list, client, number, decision, close, done }: Props) {
  const { words } = useTranslation();
  const { amendments } = words;
  const [why, setWhy] = useState('');
  const tried = useAction<Changed>();
  const decided = useAction<Changed>();
  const path = at`/clients/${client}/${list}/${String(number)}/decision`;
  const hasEffect = decision !== 'refusal';
  useEffect(() => {
    if (hasEffect) void tried.run(() => post<Changed, NewDecision>(path, { decision, dry_run: true }));
  }, []);
  const submit = (event: Event): void => {
    event.preventDefault();
    void decided.run(() => post<Changed, NewDecision>(path, { decision, ...(why.trim() === '' ? {} : { why }) }));
  };
  // The list is read again only then: what was decided may no longer be in it, and with it this dialog.
  const leave = (): void => {
    close();
    if (decided.action.state === 'done') done();
  };
  const what = `${filled(list === 'exclusions' ? amendments.exclusion : amendments.override, { number })}, ${client}`;
  return (
    <Dialog title={filled(amendments.titles[decision], { what })} isWide close={leave}>
      {decided.action.state === 'done' ? (
        <Decided {...{ list, decision, leave }} changed={decided.action.answer} />
      ) : (
        <form class="stack" onSubmit={submit}>
          {tried.isBusy && <Loading />}
          {tried.action.state === 'done' && <EffectTable effect={tried.action.answer.effect} isTried />}
          {hasEffect && <p class="hint">{amendments.closedBefore}</p>}
          <label class="field">
            <span>{amendments.why}</span>
            <textarea
              required={decision !== 'approval'}
              maxLength={2000}
              value={why}
              onInput={event => setWhy(event.currentTarget.value)}
            />
          </label>
          {[tried.action, decided.action].map(
            (action, i) => action.state === 'failed' && <ProblemNotice key={i} problem={action.problem} />,
          )}
          <DialogButtons label={amendments[verbs[decision]]} isBusy={decided.isBusy || tried.isBusy} close={close} />
        </form>
      )}
    </Dialog>
  );
}

interface DecidedProps extends Pick<Props, 'list' | 'decision'> {
  readonly changed: Changed;
  readonly leave: () => void;
}

/** What was decided, what it changed, and the revisions that are proposed for it. */
function Decided({ list, decision, changed, leave }: DecidedProps) {
  const { words } = useTranslation();
  const { amendments } = words;
  return (
    <div class="stack">
      <Notice tone="good">
        {amendments.decided[decision]} {decision === 'revocation' && amendments.countsAgain[list]}
      </Notice>
      {decision !== 'refusal' && <EffectTable effect={changed.effect} />}
      <Proposals proposed={changed.proposed ?? []} />
      <p class="form-row">
        <button type="button" onClick={leave}>
          {words.close}
        </button>
      </p>
    </div>
  );
}
