import { useRef, useState } from 'preact/hooks';
import { asProblem } from './resource.js';
import type { Problem } from './rest.js';

/** Something that a person does: it is not begun, under way, done with an answer, or failed. */
export type Action<T> =
  | { readonly state: 'idle' }
  | { readonly state: 'busy' }
  | { readonly state: 'done'; readonly answer: T }
  | { readonly state: 'failed'; readonly problem: Problem };

/** Does something, and holds what became of it: of the last thing that was begun, where one was begun before the answer to another. */
export function useAction<T>() {
  const [action, setAction] = useState<Action<T>>({ state: 'idle' });
  const begun = useRef(0);
  const run = async (work: () => Promise<T>): Promise<T | undefined> => {
    begun.current++;
    const own = begun.current;
    // What was overtaken by a later one is neither shown nor ends the wait for that.
    const became = (next: Action<T>): void => {
      if (begun.current === own) setAction(next);
    };
    became({ state: 'busy' });
    try {
      const answer = await work();
      became({ state: 'done', answer });
      return answer;
    } catch (cause) {
      became({ state: 'failed', problem: asProblem(cause) });
      return undefined;
    }
  };
  return { action, run, isBusy: action.state === 'busy', forget: () => setAction({ state: 'idle' }) };
}
