import type { StepState } from '../../contract/month.js';
import { useTranslation } from '../language.js';

const shapes: Readonly<Record<StepState, string>> = {
  done: 'M2 6.5 5 9.5 10.5 3',
  to_do: 'M6 1.5v6M6 9.6v1',
  waiting: 'M6 2.5V6l2.5 2M6 .8a5.2 5.2 0 1 1 0 10.4A5.2 5.2 0 0 1 6 .8z',
  not_needed: 'M2.5 6h7',
};

/** How a step of a month stands: by a shape, by a colour, and by its word. */
export function StepMark({ state }: { readonly state: StepState }) {
  const { states } = useTranslation().words.month;
  return (
    <span class={`step-mark step-${state.replace('_', '-')}`}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <path d={shapes[state]} fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
      </svg>
      {states[state]}
    </span>
  );
}
