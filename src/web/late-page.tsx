import type { ComponentType, JSX } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { Shown } from './parts/problem.js';
import { asProblem, type Resource } from './resource.js';

/** A page whose code is loaded when it is first shown, and kept from then on. Where it cannot be loaded, as after an
 * upgrade that put other code in its place, the whole page can be loaded again. */
export function latePage<P extends object>(load: () => Promise<ComponentType<P>>): (props: P) => JSX.Element {
  let kept: Resource<{ readonly Page: ComponentType<P> }> = { state: 'loading' };
  return function LatePage(props: P) {
    const [loaded, setLoaded] = useState(kept);
    const read = useCallback(async () => {
      try {
        kept = { state: 'ready', data: { Page: await load() } };
        setLoaded(kept);
      } catch (cause) {
        setLoaded({ state: 'failed', problem: asProblem(cause) });
      }
    }, []);
    useEffect(() => {
      if (kept.state === 'loading') void read();
    }, []);
    return (
      <Shown of={loaded} retry={() => window.location.reload()}>
        {({ Page }) => <Page {...props} />}
      </Shown>
    );
  };
}
