import type { Language } from '../facts/label.js';
import type { CreditsElsewhere } from '../standards/improvement/credits-elsewhere.js';
import { say } from '../words/say.js';

/** The periods in which credits are settled: "2026-Q2", or "2026-04 to 2026-06". */
export const settledIn = ({ from, to }: Pick<CreditsElsewhere, 'from' | 'to'>, language: Language): string =>
  from === to ? from : say(language, `${from} to ${to}`, `${from} 至 ${to}`);

/** How credits are settled: "by the quarter: 2026-Q2". */
export const settledBy = (one: Pick<CreditsElsewhere, 'per' | 'from' | 'to'>, language: Language): string =>
  say(language, `by the ${one.per}: ${settledIn(one, language)}`, `${chinesePer[one.per]}：${settledIn(one, language)}`);

const chinesePer = { month: '按月结算', quarter: '按季度结算', year: '按年结算' } as const;

/** A line for each credit that is settled by periods of another length, in the place of its amounts. */
export const elsewhereLines = (
  elsewhere: readonly Pick<CreditsElsewhere, 'label' | 'per' | 'from' | 'to'>[],
  language: Language,
): readonly string[] =>
  elsewhere.map(one =>
    say(language, `${one.label.en}: settled ${settledBy(one, language)}`, `${one.label.zh}：${settledBy(one, language)}`),
  );
