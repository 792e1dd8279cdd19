import type { Credits } from '../../standards/improvement/credits.js';
import { creditProduct } from '../../standards/improvement/share-text.js';
import { say } from '../../words/say.js';
import { actionWords } from '../action-words.js';
import { stepText } from '../actions.js';
import type { ScorecardInput } from '../input.js';
import { numberText } from '../number-format.js';
import { plainText } from '../plain-text.js';

/** An amount of money, with the text that a reader sees. */
export interface ShownAmount {
  readonly value: number;
  readonly text: string;
}

/** The credits of a contract in a period; negative is paid back to the client. */
export interface HandoutCredits {
  readonly title: string;
  readonly currency: string;
  readonly lines: readonly {
    readonly metric: string;
    readonly name: string;
    /** Empty where no step of the table is reached. */
    readonly step: string;
    /** How the amount comes about. */
    readonly because: string;
    /** Null where it could not be judged. */
    readonly amount: ShownAmount | null;
  }[];
  readonly net: ShownAmount;
  /** What the net amount is, with what limits it and what is still open. */
  readonly net_text: string;
}

/** The credits of a period, each amount with how it comes about. */
export const creditsShown = ({ language, improvement }: ScorecardInput): readonly HandoutCredits[] =>
  (improvement?.credits ?? []).map(credit => ({
    title: `${actionWords(language).credits}${actionWords(language).colon}${plainText(credit.label[language], 80)}`,
    currency: plainText(credit.currency, 12),
    lines: credit.lines.map(line => ({
      metric: line.metric,
      name: plainText(line.label?.[language] ?? line.metric, 80),
      step: line.step === null ? '' : spaced(stepText(line.step)),
      because: becauseText(language, line),
      amount: line.amount === null ? null : amountShown(line.amount),
    })),
    net: amountShown(credit.net),
    net_text: netText(language, credit),
  }));

const amountShown = (exact: string): ShownAmount => ({ value: Number(exact), text: numberText('', Number(exact), 2) });

/** Percentages as contracts write them, spaced as those of all other figures. */
const spaced = (text: string): string => text.replace(/(\d)%/g, '$1 %');

/** How an amount comes about, in words. */
function becauseText(language: ScorecardInput['language'], { because, amount, step }: Credits['lines'][number]): string {
  if (amount === null) return say(language, 'not judged: no data, or too little', '无法判定：无数据或样本不足');
  if (step === null) return say(language, 'no step of the table is reached', '未达任何档次');
  return plainText(spaced(creditProduct(say(language, because, because.replace(' points', ' 分')))), 120);
}

function netText(language: ScorecardInput['language'], { at_risk, currency, capped, undecided }: Credits): string {
  const words = actionWords(language);
  const most =
    at_risk === null
      ? ''
      : `${words.cap} ${numberText('', Number(at_risk), 2)} ${plainText(currency, 12)}${capped ? ` (${words.capped})` : ''}`;
  const open = undecided === 0 ? '' : `${undecided} ${words.undecided}`;
  return [words.net, most, open].filter(part => part !== '').join(say(language, '; ', '；'));
}
