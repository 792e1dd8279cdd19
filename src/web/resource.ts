import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { get, Problem } from './rest.js';

/** Something that is read from the server: it comes, it is there, or it failed. */
export type Resource<T> =
  | { readonly state: 'loading' }
  /** `isEarlier`: an answer of before, shown until the new one is there. */
  | { readonly state: 'ready'; readonly data: T; readonly isEarlier?: true }
  | { readonly state: 'failed'; readonly problem: Problem };

/** How long a busy service is left alone before it is asked again. */
const busyMillis = 3000;

const loading: Resource<never> = { state: 'loading' };
const cachedAnswers = new Map<string, unknown>();

/** Forgets everything that was read: another key may see other things. */
export const forgetAnswers = (): void => cachedAnswers.clear();

/** Any failure as a problem that can be shown. */
export const asProblem = (cause: unknown): Problem =>
  cause instanceof Problem ? cause : new Problem(0, { title: cause instanceof Error ? cause.message : String(cause) });

/** Reads a path of the API, shows what was read before meanwhile, and reads it again on demand, or by itself where the service was busy. Nothing is read of null. */
export function useResource<T>(path: string | null): readonly [Resource<T>, () => void] {
  const [turn, setTurn] = useState(0);
  const [held, setHeld] = useState<{ readonly path: string | null; readonly resource: Resource<T> }>({
    path: null,
    resource: loading,
  });
  useEffect(() => {
    if (path === null) return undefined;
    const stop = new AbortController();
    let again: ReturnType<typeof setTimeout> | undefined;
    get<T>(path, stop.signal)
      .then(data => {
        cachedAnswers.set(path, data);
        setHeld({ path, resource: { state: 'ready', data } });
      })
      .catch((cause: unknown) => {
        if (stop.signal.aborted) return;
        const problem = asProblem(cause);
        // What is there stays where a busy service does not say it anew yet: a form in it would be lost.
        setHeld(now =>
          problem.isBusy && now.path === path && now.resource.state === 'ready'
            ? now
            : { path, resource: { state: 'failed', problem } },
        );
        if (problem.isBusy) again = setTimeout(() => setTurn(n => n + 1), busyMillis);
      });
    return () => {
      stop.abort();
      clearTimeout(again);
    };
  }, [path, turn]);
  const reload = useCallback(() => setTurn(n => n + 1), []);
  if (path !== null && held.path === path) return [held.resource, reload];
  // An answer of this path was kept as what this path gives.
  if (path !== null && cachedAnswers.has(path))
    return [{ state: 'ready', data: cachedAnswers.get(path) as T, isEarlier: true }, reload];
  return [loading, reload];
}

/**
 * The same for what a form begins from. An answer of before is not shown, since the new one would put the form aside with all that was
 * written in it; and what is there stays where reading it again fails, for the same reason.
 */
export function useFreshResource<T>(path: string | null): readonly [Resource<T>, () => void] {
  const [read, reload] = useResource<T>(path);
  const last = useRef<{ readonly path: string | null; readonly read: Resource<T> }>({ path: null, read: loading });
  if (read.state === 'ready' && read.isEarlier !== true) last.current = { path, read };
  if (read.state === 'failed' && last.current.path === path) return [last.current.read, reload];
  return [read.state === 'ready' && read.isEarlier === true ? loading : read, reload];
}
