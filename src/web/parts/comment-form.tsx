import type { CommentWritten, NewComment } from '../../contract/comments.js';
import { useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { at, post } from '../rest.js';
import { ChoiceField } from './choice-field.js';
import { Dialog } from './dialog.js';
import { DialogButtons } from './dialog-buttons.js';
import { ProblemNotice } from './problem.js';

/** What a comment can be about, with the text that stands there; no metric is the whole period. */
export interface CommentPlace {
  readonly metric: string | null;
  readonly label: string;
  readonly text: string;
}

interface Props {
  readonly client: string;
  readonly period: string;
  readonly places: readonly CommentPlace[];
  readonly first: CommentPlace;
  readonly close: () => void;
  readonly done: () => void;
}

const mostCharacters = 2000;

/** Writes a comment in the place of the one before, or takes it away. */
export function CommentForm({ client, period, places, first, close, done }: Props) {
  const { words } = useTranslation();
  const [place, setPlace] = useState(first);
  const [text, setText] = useState(first.text);
  const { action, run, isBusy } = useAction<CommentWritten>();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = { metric: place.metric, text };
    const send = () => post<CommentWritten, NewComment>(at`/clients/${client}/periods/${period}/comments`, body);
    if ((await run(send)) === undefined) return;
    done();
    close();
  };
  const choose = (value: string): void => {
    const chosen = places.find(one => (one.metric ?? '') === value);
    if (chosen === undefined) return;
    setPlace(chosen);
    setText(chosen.text);
  };
  return (
    <Dialog title={`${words.comments.title}: ${period}`} close={close}>
      <form class="stack" onSubmit={event => void submit(event)}>
        {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
        <ChoiceField
          label={words.comments.about}
          choices={places.map(({ metric, label }) => ({ value: metric ?? '', label }))}
          value={place.metric ?? ''}
          choose={choose}
        />
        <label class="field">
          <span>{words.comments.text}</span>
          <textarea maxLength={mostCharacters} value={text} onInput={event => setText(event.currentTarget.value)} />
        </label>
        <p class="hint">{words.comments.textHint}</p>
        <DialogButtons label={words.comments.save} isBusy={isBusy} close={close} />
      </form>
    </Dialog>
  );
}
