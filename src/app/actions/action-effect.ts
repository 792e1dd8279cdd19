import type { ActionView } from '../../contract/improvement.js';
import type { EvaluationDocument } from '../../evaluation/document.js';
import type { Label } from '../../facts/label.js';
import { dayText, isoInstant, localDay, parseDay, startOfDay } from '../../facts/time.js';
import { effectOf } from '../../standards/improvement/effect.js';
import type { Action } from '../../store/actions.js';

type Periods = readonly EvaluationDocument[];

/** What is said of a metric. */
export interface Named {
  readonly label: Label;
  readonly unit: string;
}

/** An action with its effect, as seen at a moment, by the periods that are known. */
export function actionWithEffect(
  action: Action,
  periods: Periods,
  { zone, at, named }: { readonly zone: string; readonly at: number; readonly named: (metric: string) => Named },
): ActionView {
  const { number, client, state, what, metric, slice, cause, ease, benefit, owner, start, due, done, history } = action;
  const { label, unit } = named(metric);
  const instant = (day: string, later = 0): number => startOfDay(zone, (parseDay(day) ?? 0) + later);
  const isOver = state === 'done' || state === 'dropped';
  const watched = {
    metric,
    ...(slice === undefined ? {} : { slice }),
    start: instant(start),
    // It works from the day after its last one.
    ...(state === 'done' && done !== undefined ? { end: instant(done, 1) } : {}),
  };
  return {
    number,
    client,
    state,
    overdue: !isOver && due < dayText(localDay(zone, at)),
    what,
    metric,
    label,
    unit,
    slice: slice ?? null,
    cause,
    ease,
    benefit,
    key_area: ease >= 4 && benefit >= 4,
    owner,
    internal_owner: action.internal_owner === true,
    start,
    due,
    done: done ?? null,
    added_by: action.added_by,
    added_at: isoInstant(action.added_at),
    history: history.map(one => ({ ledger: one.entry, by: one.by, at: isoInstant(one.at), changes: one.changes })),
    effect: effectOf(watched, periods),
  };
}

/** An action as its client sees it: no notes, nobody who wrote, and no owner that is internal. */
export const forClient = (action: ActionView): ActionView => ({
  ...action,
  owner: action.internal_owner ? null : action.owner,
  added_by: null,
  history: [],
});
