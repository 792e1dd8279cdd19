import type { Planted } from './planted-clients.js';

/** Every GET of a route that makes sense to ask: parameters and queries filled with what there is, of this client and of the other. */
export function plantedUrls(
  path: string,
  { code, word, other }: Planted & { readonly other: Planted },
  evaluations: readonly string[],
): readonly string[] {
  const each: Readonly<Record<string, readonly string[]>> = {
    client: [code, other.code],
    metric: ['on_time_delivery', `kept_${word}`, `kept_${other.word}`, 'nothing_like_it'],
    evaluation: evaluations,
    period: ['2026-05', '2026-06'],
    batch: ['1', '2', '3', '4'],
    upload: ['none'],
    token: ['none'],
    key: ['none'],
    job: [`job_${other.word}`],
  };
  const filled = [...path.matchAll(/\{(\w+)\}/g)].reduce(
    (urls, [hole, name = '']) => urls.flatMap(url => (each[name] ?? []).map(value => url.replace(hole, value))),
    [path] as readonly string[],
  );
  const queries: Readonly<Record<string, readonly string[]>> = {
    '/clients/{client}/trend': [`kept_${word}`, `kept_${other.word}`, 'nothing_like_it', 'otif'].map(
      metric => `metric=${metric}&from=2026-01&to=2026-07`,
    ),
    '/clients/{client}/metrics/{metric}': ['', 'period=2026-05'],
    '/clients/{client}/metrics/{metric}/evidence': ['period=2026-05&lang=zh', 'period=2026-05&membership=passed'],
    '/clients/{client}/performance': ['', 'period=2026-05', 'period=2026-06'],
    '/clients/{client}/scorecards/{period}.xlsx': ['', 'lang=zh', 'revision=1'],
    '/clients/{client}/periods/{period}/handout': ['', 'lang=zh'],
    '/clients/{client}/improvement': ['', 'period=2026-05'],
    '/periods': ['', 'period=2026-05', 'period=2026-06'],
    '/portfolio': ['', 'period=2026-05', 'period=2026-06'],
    '/audit/trace': [`number=S2-${word}`, `number=S2-${other.word}`, 'number=nothing'],
    '/audit/diff': evaluations.flatMap(from => evaluations.map(to => `from=${from}&to=${to}`)),
    '/audit/explain': evaluations.flatMap(evaluation =>
      [`kept_${word}`, `kept_${other.word}`, `index_${word}`, 'nothing_like_it'].map(
        metric => `evaluation=${evaluation}&metric=${metric}&membership=failed`,
      ),
    ),
  };
  return filled.flatMap(url => (queries[path] ?? ['']).map(query => (query === '' ? url : `${url}?${query}`)));
}
