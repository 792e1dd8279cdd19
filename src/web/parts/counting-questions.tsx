import type { ContractChoices, FormOf } from '../../contract/config-forms.js';
import { useTranslation } from '../language.js';
import { filled } from '../words/en.js';

export type Rule = FormOf<'contract'>['rules'][number];
export type Offered = ContractChoices['rules'];

/** The rules of a contract, and those that could be worded in it. */
export interface ContractRulesShown {
  readonly rules: readonly Rule[];
  readonly offered: Offered;
  /** The metrics of the contract. */
  readonly agreed: readonly string[];
}

/** Words rules anew. */
export interface ChangingRules {
  readonly change: (rules: Rule[]) => void;
}

interface OpeningRules {
  /** Goes to the fields of a rule, which the contract words from then on. */
  readonly open: (rule: string) => void;
}

/** A rule before anything is chosen for it. */
export const emptyRule = (name: string): Rule => ({
  name,
  choice: 'own',
  number: '',
  field: '',
  expression: '',
  says: { en: '', zh: '' },
});

/**
 * What a client asks of its deliveries and its goods, answered by the rules of the contract, each with the way to the rule that decides;
 * nothing where no measure is about them.
 */
export function CountingQuestions(shown: ContractRulesShown & ChangingRules & OpeningRules) {
  return (
    <>
      <DeliveryQuestions {...shown} />
      <LossesQuestion {...shown} />
    </>
  );
}

function DeliveryQuestions({ rules, offered, agreed, open }: ContractRulesShown & OpeningRules) {
  const { counting } = useTranslation().words.forms.contract;
  const meaningOf = useMeaning({ rules, offered });
  const isWorded = (name: string): boolean => rules.some(rule => rule.name === name);
  const isOwn = (name: string): boolean => isWorded(name) || offered.some(one => one.name === name && one.is_own);
  const ends = rules.find(({ name }) => name === 'delivery_ended');
  const hasOwnEnds = ends === undefined ? isOwn('delivery_ended') : ends.choice === 'own';
  const isAboutDeliveries = offered.some(
    ({ name, metrics }) => name === 'delivery_due' && metrics.some(metric => agreed.includes(metric)),
  );
  if (!isAboutDeliveries) return null;
  const graceRule = isWorded('grace') && !isWorded(ofDeliveries) ? 'grace' : ofDeliveries;
  const usualGrace = isWorded(graceRule) ? undefined : offered.find(({ name }) => name === ofDeliveries);
  const length = usualGrace?.no_time === true ? counting.noGrace : filled(counting.grace, { length: meaningOf(graceRule) });
  const grace = usualGrace?.of_standards === true ? filled(counting.standardsGrace, { usual: length }) : length;
  const ownInTime = ['delivered_in_time', 'delivered_by_due'].find(isOwn);
  const refused = ends?.choice === 'refused_left_out' ? counting.refusedLeftOut : '';
  const answers: readonly (readonly [question: string, answer: string, rule: string])[] = [
    [
      counting.whichCount,
      filled(hasOwnEnds ? counting.countOwn : counting.count, { ends: meaningOf('delivery_ended') }),
      'delivery_ended',
    ],
    [
      counting.whatIsInTime,
      ownInTime === undefined
        ? filled(counting.inTime, { due: meaningOf('delivery_due'), grace })
        : filled(counting.inTimeOwn, { meaning: meaningOf(ownInTime) }),
      ownInTime ?? graceRule,
    ],
    [
      counting.whatIsLeftOut,
      isOwn('not_cancelled')
        ? filled(counting.leftOutOwn, { meaning: meaningOf('not_cancelled'), refused })
        : filled(counting.leftOut, { refused }),
      'not_cancelled',
    ],
  ];
  return (
    <>
      {answers.map(([question, answer, rule]) => (
        <p key={question}>
          <strong>{question}</strong> {answer}{' '}
          {(isWorded(rule) || offered.some(one => one.name === rule)) && (
            <button type="button" class="plain" onClick={() => open(rule)}>
              {counting.change} <span class="hidden-text">{question}</span>
            </button>
          )}
        </p>
      ))}
    </>
  );
}

/** What holds where no damaged or lost quantity is recorded, and its other answer; nothing where no measure goes by these. */
function LossesQuestion({ rules, offered, agreed, change }: ContractRulesShown & ChangingRules) {
  const { counting } = useTranslation().words.forms.contract;
  const asked = offered.filter(
    ({ choices, metrics }) =>
      choices.some(({ value }) => value === unrecordedIsNone) && metrics.some(one => agreed.includes(one)),
  );
  if (asked.length === 0) return null;
  const choiceOf = (name: string): string => rules.find(rule => rule.name === name)?.choice ?? '';
  const isNone = asked.every(({ name }) => choiceOf(name) === unrecordedIsNone);
  const isOwn = asked.some(({ name, is_own }) => choiceOf(name) === 'own' || (is_own && choiceOf(name) === ''));
  const others = rules.filter(rule => asked.every(({ name }) => name !== rule.name));
  const asNone = asked.map(({ name }): Rule => ({ ...emptyRule(name), choice: unrecordedIsNone }));
  return (
    <div class="form-row">
      <p>
        <strong>{counting.whatOfLosses}</strong> {isOwn ? counting.lossesOwn : isNone ? counting.lossesNone : counting.lossesOpen}
      </p>
      {!isOwn && (
        <button type="button" class="wrapping" onClick={() => change(isNone ? others : [...others, ...asNone])}>
          {isNone ? counting.openLosses : counting.noneLosses}
        </button>
      )}
    </div>
  );
}

/** The choice by which there was no damage or loss where none is recorded. */
const unrecordedIsNone = 'unrecorded_is_none';

/** The grace of deliveries alone, by which a contract words it or the workspace has it as usual. */
const ofDeliveries = 'delivered_by_due.grace';

/** What a rule says: in its own words, else as it is chosen, else as usual. */
function useMeaning({ rules, offered }: Pick<ContractRulesShown, 'rules' | 'offered'>) {
  const { say, language } = useTranslation();
  return (name: string): string => {
    const [rule, item] = [rules.find(one => one.name === name), offered.find(one => one.name === name)];
    if (rule === undefined) return say(item?.usual);
    const own = say(rule.says);
    if (own !== '') return own;
    if (rule.choice === 'own') return rule.expression;
    const choice = say(item?.choices.find(({ value }) => value === rule.choice)?.label);
    const field = say(item?.fields.find(({ value }) => value === rule.field)?.label);
    const counted =
      choice.startsWith('n ') || choice.includes(' n ') ? choice.replace(/\bn\b/, rule.number) : `${rule.number} ${choice}`;
    return `${counted.trim()}${field === '' ? '' : `${language === 'zh' ? '：' : ': '}${field}`}`;
  };
}
