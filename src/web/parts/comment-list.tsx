import type { Comments, CommentView } from '../../contract/comments.js';
import { useState } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { at } from '../rest.js';
import { may, useSession } from '../session.js';
import { filled } from '../words/en.js';
import { CommentForm, type CommentPlace } from './comment-form.js';
import { When } from './when.js';

interface Props {
  readonly client: string;
  readonly period: string;
  /** The metrics that can be commented on, by their ids, with their names. */
  readonly metrics: readonly { readonly metric: string; readonly label: string }[];
}

/** What is said of metrics of a period; who runs the service writes it here. */
export function CommentList({ client, period, metrics }: Props) {
  const { words } = useTranslation();
  const { me } = useSession();
  const [comments, reload] = useResource<Comments>(at`/clients/${client}/periods/${period}/comments`);
  const [edited, setEdited] = useState<CommentPlace>();
  const mayWrite = may.comment(me);
  if (comments.state !== 'ready') return null;
  const standing = comments.data.comments;
  const places = placesOf(metrics, standing);
  const shown = places.flatMap(place => standing.filter(({ metric }) => metric === place.metric).map(of => ({ place, of })));
  const [first] = places;
  if (first === undefined || (shown.length === 0 && !mayWrite)) return null;
  return (
    <section class="card stack" aria-label={words.comments.title}>
      <div class="title-row">
        <h2>{words.comments.title}</h2>
        {mayWrite && (
          <button type="button" onClick={() => setEdited(first)}>
            {words.comments.write}
          </button>
        )}
      </div>
      {shown.length === 0 && <p class="quiet">{words.comments.none}</p>}
      {shown.map(({ place, of }) => (
        <OneComment key={place.metric} place={place} of={of} edit={mayWrite ? () => setEdited(place) : undefined} />
      ))}
      {edited !== undefined && (
        <CommentForm {...{ client, period, places }} first={edited} close={() => setEdited(undefined)} done={reload} />
      )}
    </section>
  );
}

/** What can be commented on, each with the text that stands there. */
export const placesOf = (
  places: readonly Omit<CommentPlace, 'text'>[],
  standing: readonly CommentView[],
): readonly CommentPlace[] =>
  places.map(one => ({ ...one, text: standing.find(({ metric }) => metric === one.metric)?.text ?? '' }));

interface OneProps {
  readonly place: CommentPlace;
  readonly of: CommentView;
  readonly edit: (() => void) | undefined;
}

function OneComment({ place, of: { text, by, at: instant }, edit }: OneProps) {
  const { words } = useTranslation();
  return (
    <div class="comment">
      <div class="title-row">
        <h3>{place.label}</h3>
        {edit !== undefined && (
          <button type="button" aria-label={filled(words.comments.edit, { place: place.label })} onClick={edit}>
            {words.comments.editShort}
          </button>
        )}
      </div>
      <p class="as-written">{text}</p>
      <p class="quiet small">
        {by}, <When at={instant} />
      </p>
    </div>
  );
}
