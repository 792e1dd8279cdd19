import type { EvaluationDocument } from '../../evaluation/document.js';
import type { Reason } from '../../evaluation/rulebook.js';
import { digitsOf } from '../../digits/digits.js';
import { nameIn } from '../../words/name.js';
import { namesOf } from '../../words/names.js';
import { say } from '../../words/say.js';
import { exclusionsOf, isTouchedByExclusions } from '../adjusted.js';
import { levelsOf } from '../applied.js';
import { excludedInWords, metricsOf } from '../exclusion-text.js';
import type { ScorecardInput } from '../input.js';
import { numberText } from '../number-format.js';
import { plainText } from '../plain-text.js';
import { wordsOf } from '../words.js';
import type { MeasureResult } from './measures.js';
import { nameOf } from './measure-shown.js';

/** The exclusions for one reason. */
interface ExcludedReason {
  readonly reason: string;
  readonly party: string;
  readonly exclusions: number;
  /** What was left out, in words. */
  readonly what: string;
  /** The metrics that they are about. */
  readonly metrics: string;
  /** The reason, who is responsible, and how many. */
  readonly text: string;
}

/** What exclusions did to a measure; values are texts. */
interface ExcludedMeasure {
  readonly metric: string;
  readonly name: string;
  readonly excluded: number;
  readonly raw: string;
  readonly value: string;
  readonly text: string;
}

/** A rate in total, and without the failures that others are responsible for. */
interface AccountableRate {
  readonly metric: string;
  readonly name: string;
  readonly value: string;
  readonly accountable: string;
  /** Failures of others by party, as text. */
  readonly others: string;
  readonly text: string;
}

/** What was left out, and what others are responsible for. */
export interface HandoutExclusions {
  readonly reasons: readonly ExcludedReason[];
  readonly measures: readonly ExcludedMeasure[];
  readonly accountable: readonly AccountableRate[];
}

/** What was left out of the measures, by reason and responsible party, and the rates that the provider is accountable for. */
export function exclusionsShown(input: ScorecardInput, measures: readonly MeasureResult[]): HandoutExclusions {
  const { language, evaluation } = input;
  const whole = measures.filter(({ scope }) => scope.length === 0);
  const words = wordsOf(language);
  return {
    reasons: reasonsOf(input, evaluation.document),
    measures: whole
      .filter(({ result }) => isTouchedByExclusions(result))
      .map(one => {
        const { unit, raw, value, metric, counts } = one.result;
        const text = (of: number | null): string =>
          of === null ? words.noData : numberText(unit, of, digitsOf(unit, of, levelsOf(one.result)));
        const excluded = counts.excluded.toLocaleString('en-US');
        const shown = { name: nameOf(input, one), raw: text(raw.value), value: text(value) };
        return {
          metric,
          ...shown,
          excluded: counts.excluded,
          text: say(
            language,
            `${shown.name}: ${shown.value} without ${excluded} excluded facts, ${shown.raw} with all.`,
            `${shown.name}：剔除 ${excluded} 条后为 ${shown.value}，全部计入为 ${shown.raw}。`,
          ),
        };
      }),
    accountable: whole.flatMap(one => accountableOf(input, one)),
  };
}

function reasonsOf({ language }: ScorecardInput, document: EvaluationDocument): readonly ExcludedReason[] {
  const all = exclusionsOf(document);
  const { parties } = namesOf(language);
  const keys = [...new Set(all.map(({ reason }) => reason.code))];
  return keys.map(code => {
    const own = all.filter(({ reason }) => reason.code === code);
    const reason = own[0]?.reason;
    const what = own.flatMap(one => excludedInWords(one, language, document.time_zone).slice(0, 4));
    const metrics = [...new Set(own.map(one => metricsOf(one, document.metrics, language)))];
    const [shown, rest] = [what.slice(0, 6), what.length - 6];
    const named = plainText(reason?.label[language] ?? code, 100);
    const party = nameIn(parties, reason?.party ?? 'unknown');
    return {
      reason: named,
      party,
      exclusions: own.length,
      text: say(language, `${named} (${party}): ${own.length}`, `${named}（${party}）：${own.length} 项`),
      what: `${shown.join(say(language, '; ', '；'))}${rest > 0 ? say(language, `; ${rest} more`, `；另 ${rest} 项`) : ''}`,
      metrics: metrics.join(say(language, '; ', '；')),
    };
  });
}

/** The rate without failures for reasons that lie with others; none where no failure names such a reason. */
function accountableOf(input: ScorecardInput, one: MeasureResult): readonly AccountableRate[] {
  const { language, rulebook } = input;
  const { result } = one;
  const slices = result.by['reason'] ?? [];
  // An agreed value is no count of facts, from which failures could be taken.
  if (result.kind !== 'proportion' || result.value === null || result.override !== undefined) return [];
  const failures = new Map<string, number>();
  for (const { key, counts } of slices) {
    const party = key === null ? undefined : partyOf(rulebook.reasons, key);
    if (party === undefined || party === '3pl' || party === 'unknown' || counts.failed === 0) continue;
    failures.set(party, (failures.get(party) ?? 0) + counts.failed);
  }
  const others = [...failures.values()].reduce((sum, count) => sum + count, 0);
  const { passed, failed } = result.counts;
  if (others === 0 || passed + failed - others <= 0) return [];
  const rate = passed / (passed + failed - others);
  const text = (of: number): string => numberText('%', of, digitsOf('%', of, levelsOf(result)));
  const { parties } = namesOf(language);
  const named = [...failures].map(([party, count]) => `${nameIn(parties, party)} ${count.toLocaleString('en-US')}`);
  const shown = {
    name: nameOf(input, one),
    value: text(result.value),
    accountable: text(rate),
    others: named.join(say(language, ', ', '，')),
  };
  const sentence = say(
    language,
    `${shown.name}: ${shown.value} in total; ${shown.accountable} without failures that others are responsible for (${shown.others}).`,
    `${shown.name}：总计 ${shown.value}；不计他方责任的不合格（${shown.others}）为 ${shown.accountable}。`,
  );
  return [{ metric: result.metric, ...shown, text: sentence }];
}

const partyOf = (reasons: readonly Reason[], code: string): string | undefined =>
  reasons.findLast(reason => reason.code === code)?.party;
