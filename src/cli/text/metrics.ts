import type { Language } from '../../facts/label.js';
import type { Metric } from '../../metrics/definition.js';
import { wordsOf } from '../../reports/words.js';
import { say } from '../../words/say.js';
import { textTable } from './result-table.js';

/** Metrics as a table. */
export function metricsTable(metrics: readonly Metric[], language: Language): string {
  const { kinds, units, better, stages } = wordsOf(language);
  const rows = metrics.map(({ id, label, kind, unit, improves, stage }) => [
    id,
    label[language],
    say(language, kind, kinds[kind]),
    say(language, unit, units[unit] ?? unit),
    say(language, improves, better[improves]),
    stage === 'trial' ? stages.trial : '',
  ]);
  const head = say(language, 'id|metric|kind|unit|improves|stage', '编号|指标|类别|单位|趋优方向|阶段').split('|');
  return textTable([head, ...rows]);
}
