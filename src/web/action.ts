import { useState } from 'preact/hooks';
import { asProblem } from './resource.js';
import type { Problem } from './rest.js';

/** Something that a person does: it is not begun, under way, done with an answer, or failed. */
export type Action<T> =
  | { readonly state: 'idle' }
  | { readonly state: 'busy' }
  | { readonly state: 'done'; readonly answer: T }
  | { readonly state: 'failed'; readonly problem: Problem };

/** Does something once at a time, and holds what became of it. */
export function useAction<T>() {
  const [action, setAction] = useState<Action<T>>({ state: 'idle' });
  const run = async (work: () => Promise<T>): Promise<T | undefined> => {
    setAction({ state: 'busy' });
    try {
      const answer = await work();
      setAction({ state: 'done', answer });
      return answer;
    } catch (cause) {
      setAction({ state: 'failed', problem: asProblem(cause) });
      return undefined;
    }
  };
  return { action, run, isBusy: action.state === 'busy', forget: () => setAction({ state: 'idle' }) };
}
