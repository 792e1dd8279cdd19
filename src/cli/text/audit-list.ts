import type { ListedJson } from '../../app/audit/list.js';
import type { Language } from '../../facts/label.js';
import { say } from '../../words/say.js';
import { idOrName } from './id-or-name.js';
import { textTable } from './result-table.js';
import { timeText } from './time-text.js';

/** Evaluations as a table. */
export function evaluationsText(evaluations: readonly ListedJson[], language: Language, zone: string): string {
  if (evaluations.length === 0)
    return say(
      language,
      'Nothing has been evaluated yet: plumbline evaluate --period P.',
      '尚未评价任何期间：plumbline evaluate --period P。',
    );
  const head = say(
    language,
    'evaluation|client|period|state|revision|batch|as of|rulebook|ledger|made at',
    '评价|客户|期间|状态|版次|批次|截至时刻|规则集|台账|生成时间',
  ).split('|');
  const lines = evaluations.map(one => [
    one.evaluation,
    one.client,
    one.period,
    idOrName(language, 'periodStates', one.state),
    String(one.revision),
    String(one.as_of_batch),
    one.as_of == null ? '' : timeText(zone, one.as_of),
    one.rulebook.slice(0, 12),
    String(one.ledger),
    timeText(zone, one.made_at),
  ]);
  return textTable([head, ...lines], [4, 5, 8]);
}
