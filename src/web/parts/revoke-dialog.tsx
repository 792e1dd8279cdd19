import type { ComponentChildren } from 'preact';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { remove } from '../rest.js';
import { Dialog } from './dialog.js';
import { ProblemNotice } from './problem.js';

interface Props {
  readonly title: string;
  /** Where what is revoked stands. */
  readonly path: string;
  readonly label: string;
  readonly close: () => void;
  readonly done: () => void;
  /** What revoking means. */
  readonly children: ComponentChildren;
}

/** Asks once more before something is revoked. */
export function RevokeDialog({ title, path, label, close, done, children }: Props) {
  const { words } = useTranslation();
  const { action, run, isBusy } = useAction<true>();
  const revoke = async (): Promise<void> => {
    if ((await run(() => remove(path).then(() => true))) === undefined) return;
    done();
    close();
  };
  return (
    <Dialog title={title} close={close}>
      {children}
      {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
      <p class="form-row">
        <button type="button" class="main" disabled={isBusy} onClick={() => void revoke()}>
          {label}
        </button>
        <button type="button" onClick={close}>
          {words.cancel}
        </button>
      </p>
    </Dialog>
  );
}
