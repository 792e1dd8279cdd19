import type { NewExclusion, NewOverride, Requested } from '../../contract/amendments.js';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { post } from '../rest.js';
import { filled } from '../words/en.js';
import { DialogButtons } from './dialog-buttons.js';
import { EffectTable } from './effect-table.js';
import { Notice } from './notice.js';
import { ProblemNotice } from './problem.js';

interface Props {
  /** Where it is asked for. */
  readonly path: string;
  readonly body: NewExclusion | NewOverride;
  readonly close: () => void;
  readonly done?: (() => void) | undefined;
  readonly children: ComponentChildren;
}

/** A request whose effect is shown before it is made: a change of what is asked for takes the shown effect away. */
export function PreviewForm({ path, body, close, done, children }: Props) {
  const { words } = useTranslation();
  const { amendments } = words;
  const tried = useAction<Requested>();
  const asked = useAction<Requested>();
  const isTried = tried.action.state === 'done';
  useEffect(tried.forget, [path, JSON.stringify(body)]);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (!isTried) void tried.run(() => post<Requested, Props['body']>(path, { ...body, dry_run: true }));
    else
      void asked
        .run(() => post<Requested, Props['body']>(path, body))
        .then(answer => {
          if (answer !== undefined) done?.();
        });
  };
  if (asked.action.state === 'done') {
    const { number, effect } = asked.action.answer;
    return (
      <div class="stack">
        <Notice tone="good">{filled(amendments.asked, { number: number ?? '' })}</Notice>
        <EffectTable effect={effect} isTried />
        <p class="form-row">
          <button type="button" onClick={close}>
            {words.close}
          </button>
        </p>
      </div>
    );
  }
  return (
    <form class="stack" onSubmit={submit}>
      <p class="quiet">{amendments.askHint}</p>
      {children}
      {[tried.action, asked.action].map(
        (action, i) => action.state === 'failed' && <ProblemNotice key={i} problem={action.problem} />,
      )}
      {tried.action.state === 'done' && (
        <div class="stack" role="status">
          <EffectTable effect={tried.action.answer.effect} isTried />
          <p class="hint">{amendments.closedBefore}</p>
        </div>
      )}
      <DialogButtons
        label={tried.isBusy ? amendments.trying : isTried ? amendments.sure : amendments.try}
        isBusy={tried.isBusy || asked.isBusy}
        close={close}
      />
    </form>
  );
}
