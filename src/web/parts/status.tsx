import type { Status } from '../../contract/evaluation.js';
import { useTranslation } from '../language.js';

/** A status of these pages: those of results, and that there is none. */
export type ShownStatus = Status | 'not_evaluated';

/** The class that gives a status its colours. */
export const toneOf = (status: ShownStatus): string => `tone-${status.replace('_', '-')}`;

const shapes: Readonly<Record<ShownStatus, string>> = {
  met: 'M6 1 11.2 10.5H.8z',
  at_risk: 'M6 .6 11.4 6 6 11.4.6 6z',
  missed: 'M6 11 .8 1.5h10.4z',
  insufficient: 'M6 2 10 6 6 10 2 6z',
  no_standard: 'M1.5 6h9',
  no_data: 'M6 1.8a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4z',
  not_evaluated: 'M3 3l6 6M9 3l-6 6',
};

const outlined: ReadonlySet<ShownStatus> = new Set(['insufficient', 'no_standard', 'no_data', 'not_evaluated']);

/** The shape of a status: no two have the same, whatever the colour. */
export function StatusShape({ status }: { readonly status: ShownStatus }) {
  const isOutline = outlined.has(status);
  return (
    <svg class={`shape ${toneOf(status)}`} viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <path
        d={shapes[status]}
        fill={isOutline ? 'none' : 'currentColor'}
        stroke={isOutline ? 'currentColor' : 'none'}
        stroke-width="1.6"
        stroke-linecap="round"
      />
    </svg>
  );
}

/** A status by colour, shape and word. */
export function StatusBadge({ status }: { readonly status: ShownStatus }) {
  const { words } = useTranslation();
  return (
    <span class={`badge ${toneOf(status)}`} title={words.statusMeanings[status]}>
      <StatusShape status={status} />
      {words.statuses[status]}
    </span>
  );
}
