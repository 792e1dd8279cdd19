import type { Comments } from '../../contract/comments.js';
import type { Handout } from '../../contract/handout.js';
import { useState } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { at } from '../rest.js';
import { may, useSession } from '../session.js';
import { filled } from '../words/en.js';
import { CommentForm, type CommentPlace } from './comment-form.js';
import { placesOf } from './comment-list.js';

interface Props {
  readonly client: string;
  readonly period: string;
  readonly handout: Handout;
  /** Reads the first page again. */
  readonly reload: () => void;
}

/** What the manager says of the period; who runs the service writes it here, and what is said of its measures. */
export function HandoutRemark({ client, period, handout, reload }: Props) {
  const { words } = useTranslation();
  const { me } = useSession();
  const mayWrite = may.comment(me);
  const [standing, readAgain] = useResource<Comments>(mayWrite ? at`/clients/${client}/periods/${period}/comments` : null);
  const [edited, setEdited] = useState<CommentPlace>();
  const { comment } = handout;
  if (comment === null && !mayWrite) return null;
  const places = placesOf(
    [{ metric: null, label: words.comments.ofPeriod }, ...measuresOf(handout)],
    standing.state === 'ready' ? standing.data.comments : [],
  );
  const [ofPeriod] = places;
  const edit = ofPeriod === undefined || standing.state !== 'ready' ? undefined : () => setEdited(ofPeriod);
  const done = (): void => {
    readAgain();
    reload();
  };
  return (
    <section class="remark" aria-label={words.comments.title}>
      {comment === null ? (
        <p class="quiet">{words.comments.none}</p>
      ) : (
        <blockquote>
          <p class="as-written">{comment.text}</p>
          <p class="quiet small">
            {comment.by}, {comment.day}
          </p>
        </blockquote>
      )}
      {edit !== undefined && (
        <div class="links">
          {comment !== null && (
            <button type="button" aria-label={filled(words.comments.edit, { place: words.comments.ofPeriod })} onClick={edit}>
              {words.comments.editShort}
            </button>
          )}
          <button type="button" onClick={edit}>
            {words.comments.write}
          </button>
        </div>
      )}
      {edited !== undefined && (
        <CommentForm {...{ client, period, places, done }} first={edited} close={() => setEdited(undefined)} />
      )}
    </section>
  );
}

/** The metrics of a first page, each once. */
function measuresOf({ groups }: Handout): readonly { readonly metric: string; readonly label: string }[] {
  const all = groups.flatMap(({ measures }) => measures);
  return [...new Set(all.map(({ metric }) => metric))].map(metric => {
    const own = all.filter(one => one.metric === metric);
    return { metric, label: (own.find(one => one.is_whole) ?? own[0])?.name ?? metric };
  });
}
