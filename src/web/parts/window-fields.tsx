import type { MetricResult } from '../../contract/evaluation.js';
import { useId } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { at, withQuery } from '../rest.js';

const places = ['site', 'department', 'origin', 'destination', 'lane', 'carrier'] as const;

/** Days, and a place in them, as somebody wrote them. */
export type Window = Readonly<Record<'from' | 'to' | (typeof places)[number], string>>;

/** The places that breakdowns know, and nothing else of a period. */
interface Breakdowns {
  readonly metrics: readonly {
    readonly by: Readonly<Record<string, readonly Pick<MetricResult['by'][string][number], 'key'>[]>>;
  }[];
}

const placesAsked = places.map(place => `metrics.by.${place}.key`).join();

/** Nothing chosen yet. */
export const emptyWindow: Window = {
  from: '',
  to: '',
  site: '',
  department: '',
  origin: '',
  destination: '',
  lane: '',
  carrier: '',
};

/** What a request says of it. */
export function windowOf(window: Window) {
  const named = places.flatMap(place => (window[place].trim() === '' ? [] : [[place, window[place].trim()] as const]));
  return { from: window.from, to: window.to, where: Object.fromEntries(named) };
}

interface Props {
  readonly client: string;
  readonly window: Window;
  readonly change: (window: Window) => void;
}

/** First and last day, and the place where it is narrower; places that the client's figures know are offered. */
export function WindowFields({ client, window, change }: Props) {
  const { words } = useTranslation();
  const { amendments } = words;
  const id = useId();
  const [performance] = useResource<Breakdowns>(
    client === '' ? null : withQuery(at`/clients/${client}/performance`, { fields: placesAsked }),
  );
  const metrics = performance.state === 'ready' ? performance.data.metrics : [];
  const known = (place: string): readonly string[] => [
    ...new Set(metrics.flatMap(({ by }) => (by[place] ?? []).flatMap(({ key }) => key ?? []))),
  ];
  return (
    <>
      <div class="form-row">
        {(['from', 'to'] as const).map(end => (
          <label key={end} class="field">
            <span>{amendments[end]}</span>
            <input
              type="date"
              required
              value={window[end]}
              onInput={event => change({ ...window, [end]: event.currentTarget.value })}
            />
          </label>
        ))}
      </div>
      <p class="hint">{amendments.windowHint}</p>
      <fieldset class="places">
        <legend>{amendments.places}</legend>
        {places.map(place => (
          <label key={place} class="field">
            <span>{amendments.where[place] ?? place}</span>
            <input
              maxLength={200}
              list={`${id}-${place}`}
              value={window[place]}
              onInput={event => change({ ...window, [place]: event.currentTarget.value })}
            />
            <datalist id={`${id}-${place}`}>
              {known(place).map(value => (
                <option key={value} value={value} />
              ))}
            </datalist>
          </label>
        ))}
      </fieldset>
    </>
  );
}
