import type { ClientPeriod } from '../contract/clients.js';
import type { MeasureResult } from '../contract/evaluation.js';
import { useEffect, useState } from 'preact/hooks';
import type { SparkPoint } from './parts/sparkline.js';
import { type MonthShown, monthFields } from './performance-shown.js';
import { at, get, withQuery } from './rest.js';
import { isSamePart } from './result.js';

const months = 6;
const isMonth = (period: string): boolean => /^\d{4}-\d{2}$/.test(period);

/** The months up to a period that a client has evaluations of, at most six, the earliest first. */
const monthsUpTo = (period: string, known: readonly ClientPeriod[]): readonly string[] =>
  isMonth(period)
    ? [...new Set(known.map(one => one.period))]
        .filter(one => isMonth(one) && one <= period)
        .sort()
        .slice(-months)
    : [];

const wholeOf = (shown: MonthShown | undefined, metric: string): SparkPoint['result'] =>
  shown?.metrics.find(one => one.metric === metric);

function partOf(shown: MonthShown | undefined, metric: string, scope: MeasureResult['scope']): SparkPoint['result'] {
  const part = shown?.measures?.find(one => one.metric === metric && isSamePart(one.scope, scope));
  return part === undefined ? undefined : { ...part, interval: null };
}

/** The last months of every metric, read one after the other behind what is shown already. */
export function useRecent(client: string, period: string, known: readonly ClientPeriod[], current: MonthShown) {
  const [read, setRead] = useState<ReadonlyMap<string, MonthShown>>(new Map());
  const wanted = monthsUpTo(period, known);
  const key = wanted.join(' ');
  useEffect(() => {
    const stop = new AbortController();
    const load = async (): Promise<void> => {
      for (const month of key.split(' ').filter(one => one !== '' && one !== period)) {
        const asked = { period: month, fields: monthFields };
        const answer = await get<MonthShown>(withQuery(at`/clients/${client}/performance`, asked), stop.signal);
        setRead(before => new Map(before).set(month, answer));
      }
    };
    // A trend that cannot be read leaves the figures as they are: they say more.
    load().catch(() => undefined);
    return () => stop.abort();
  }, [client, period, key]);
  return (metric: string, scope: MeasureResult['scope'] = {}): readonly SparkPoint[] =>
    wanted.map(month => {
      const shown = month === period ? current : read.get(month);
      return { period: month, result: Object.keys(scope).length === 0 ? wholeOf(shown, metric) : partOf(shown, metric, scope) };
    });
}
