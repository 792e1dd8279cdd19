import { useEffect, useRef, useState } from 'preact/hooks';
import { store, stored, useTranslation } from '../language.js';
import { go } from '../router.js';
import { filled } from '../words/en.js';

/** Where each step of the tour leads, in the order of its words: places of the demo's data. */
const places = [
  '/portfolio?period=2026-06',
  '/clients/ACME?period=2026-06',
  '/clients/ACME/metrics/on_time_delivery?period=2026-06',
  '/rules?file=config/contracts/acme.yaml',
  '/imports',
  '/disputes',
  '/periods?period=2026-03',
  '/clients/ACME/improvement?period=2026-06',
] as const;

const kept = 'tour';
const opened = 'plumbline:tour';

/** Begins the tour anew. */
export function beginTour(): void {
  store(kept, '');
  window.dispatchEvent(new Event(opened));
  go(places[0]);
}

/** A tour of the demo: a panel that leads from page to page, until it is closed. */
export function Tour() {
  const { words } = useTranslation();
  const { steps, ...tour } = words.tour;
  const [at, setAt] = useState<number | undefined>(() => (stored(kept) === 'closed' ? undefined : Number(stored(kept) ?? 0)));
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const begin = (): void => setAt(0);
    window.addEventListener(opened, begin);
    return () => window.removeEventListener(opened, begin);
  }, []);
  useEffect(() => {
    document.body.classList.toggle('on-tour', at !== undefined);
    return () => document.body.classList.remove('on-tour');
  }, [at]);
  const step = at === undefined ? undefined : steps[at];
  if (at === undefined || step === undefined) return null;
  const leave = (): void => {
    store(kept, 'closed');
    setAt(undefined);
    document.getElementById('main')?.focus();
  };
  const turn = (to: number): void => {
    store(kept, String(to));
    setAt(to);
    go(places[to] ?? places[0]);
    // Whoever goes on by keyboard stays in the panel.
    heading.current?.focus();
  };
  return (
    <aside class="tour card" aria-label={tour.title} onKeyDown={event => event.key === 'Escape' && leave()}>
      <h2 ref={heading} tabIndex={-1}>
        <span class="quiet small">{filled(tour.step, { at: at + 1, of: steps.length })}</span> {step.title}
      </h2>
      <p>{step.text}</p>
      <div class="form-row">
        <button type="button" disabled={at === 0} onClick={() => turn(at - 1)}>
          {tour.back}
        </button>
        {at < steps.length - 1 ? (
          <button type="button" class="main" onClick={() => turn(at + 1)}>
            {tour.next}
          </button>
        ) : (
          <button type="button" class="main" onClick={leave}>
            {tour.done}
          </button>
        )}
        <button type="button" class="plain" onClick={leave}>
          {tour.leave}
        </button>
      </div>
    </aside>
  );
}
