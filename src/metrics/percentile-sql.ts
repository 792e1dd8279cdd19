import { asItStands, FactColumns } from './columns.js';
import { factsOfWindow } from './groups-of-several.js';
import { codes, type Request, singleMembership, termColumns } from './scan-sql.js';
import type { ScanView } from './scan-view.js';

/** The discrete percentiles of a mean's values, for each client: a row for all of them (`dimension` null), and one for each key of each dimension. */
export function percentileScan(table: string, request: Request, percentiles: readonly number[], view: ScanView): string {
  const facts = new FactColumns('e');
  const [term] = request.part.terms;
  if (term === undefined) throw new RangeError('a mean has a term');
  const columns = termColumns(term, view, facts);
  // Just below each hundredth, so that a product of doubles never steps over the rank that integers give.
  const shares = percentiles.map(percent => `${percent / 100} - 1e-12`).join(', ');
  const ranks = `percentile_disc(array[${shares}]) within group (order by value) as percentiles`;
  const slices = [`${view.owner('f')} as owner`, ...view.slices.map(name => `f.${name}`)];
  const base = `select ${[...slices, ...facts.list()].join(', ')} from ${facts.source(factsOfWindow(table, [], view))} ${asItStands}`;
  const values = `select ${['owner', ...view.slices, `${columns.value} as value`].join(', ')} from (${base}) a where ${singleMembership(columns, view)} = ${codes.passed} ${asItStands}`;
  return view.groups === 'counted' ? perWay(values, ranks, view.slices) : perGroupingSet(values, ranks, view.slices);
}

/** Each set is sorted: by bytes, as sorting by the rules of a language would take much longer. */
function perGroupingSet(values: string, ranks: string, slices: readonly string[]): string {
  const sorted = ['owner', ...slices].map(name => `${name} collate "C" as ${name}`).join(', ');
  const sets = ['(owner)', ...slices.map(name => `(owner, ${name})`)].join(', ');
  const isIn = (name: string): string => `when grouping(${name}) = 0 then`;
  const chosen = (of: (name: string) => string): string =>
    slices.length === 0 ? 'null::text' : `case ${slices.map(name => `${isIn(name)} ${of(name)}`).join(' ')} end`;
  return `select owner, ${chosen(name => `'${name}'`)} as dimension, ${chosen(name => name)} as key, ${ranks}
from (select ${sorted}, value from (${values}) v) counted group by grouping sets (${sets})`;
}

/** The same, which takes twice as long, where the database carries grouping sets out on one machine alone. */
function perWay(values: string, ranks: string, slices: readonly string[]): string {
  const ways = ['(null::text, null::text)', ...slices.map(name => `('${name}', ${name})`)].join(', ');
  return `select owner, dimension, key, ${ranks} from (${values}) counted cross join lateral (values ${ways}) way(dimension, key)
group by owner, dimension, key`;
}
