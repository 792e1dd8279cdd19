import type { ContractChoices, FormOf } from '../../contract/config-forms.js';
import { useTranslation } from '../language.js';
import { filled } from '../words/en.js';

type Rule = FormOf<'contract'>['rules'][number];
type Offered = ContractChoices['rules'];

interface Props {
  readonly rules: readonly Rule[];
  readonly offered: Offered;
  /** The metrics of the contract. */
  readonly agreed: readonly string[];
}

/** What a client asks of its deliveries, answered by the rules of the contract; nothing where no measure is about deliveries. */
export function CountingQuestions({ rules, offered, agreed }: Props) {
  const { counting } = useTranslation().words.forms.contract;
  const meaningOf = useMeaning({ rules, offered });
  const isWorded = (name: string): boolean => rules.some(rule => rule.name === name);
  const ends = rules.find(({ name }) => name === 'delivery_ended');
  const isAboutDeliveries = offered.some(
    ({ name, metrics }) => name === 'delivery_due' && metrics.some(metric => agreed.includes(metric)),
  );
  if (!isAboutDeliveries) return null;
  const graceRule = isWorded('delivered_by_due.grace') ? 'delivered_by_due.grace' : 'grace';
  const grace = isWorded(graceRule) ? filled(counting.grace, { length: meaningOf(graceRule) }) : counting.noGrace;
  const ownInTime = ['delivered_in_time', 'delivered_by_due'].find(isWorded);
  const refused = ends?.choice === 'refused_left_out' ? counting.refusedLeftOut : '';
  const answers: readonly (readonly [question: string, answer: string])[] = [
    [
      counting.whichCount,
      filled(ends?.choice === 'own' ? counting.countOwn : counting.count, { ends: meaningOf('delivery_ended') }),
    ],
    [
      counting.whatIsInTime,
      ownInTime === undefined
        ? filled(counting.inTime, { due: meaningOf('delivery_due'), grace })
        : filled(counting.inTimeOwn, { meaning: meaningOf(ownInTime) }),
    ],
    [
      counting.whatIsLeftOut,
      isWorded('not_cancelled')
        ? filled(counting.leftOutOwn, { meaning: meaningOf('not_cancelled'), refused })
        : filled(counting.leftOut, { refused }),
    ],
  ];
  return (
    <>
      {answers.map(([question, answer]) => (
        <p key={question}>
          <strong>{question}</strong> {answer}
        </p>
      ))}
    </>
  );
}

/** What a rule says: in its own words, else as it is chosen, else as usual. */
function useMeaning({ rules, offered }: Pick<Props, 'rules' | 'offered'>) {
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
