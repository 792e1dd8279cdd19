import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { changedAt, withoutAt } from '../edited-list.js';
import { useTranslation } from '../language.js';
import { filled } from '../words/en.js';
import { ChoiceField } from './choice-field.js';
import {
  type ChangingRules,
  type ContractRulesShown,
  CountingQuestions,
  emptyRule,
  type Offered,
  type Rule,
} from './counting-questions.js';
import { FieldsAt } from './faulty-fields.js';
import { areaOf, GroupedChoice } from './grouped-choice.js';
import { NumberField } from './number-field.js';
import { TextField } from './text-field.js';

/** How things are counted where the contract says otherwise than usual. */
export function ContractRules({ rules, offered, agreed, change }: ContractRulesShown & ChangingRules) {
  const { words, say } = useTranslation();
  const { contract } = words.forms;
  const left = offered.filter(({ name }) => rules.every(rule => rule.name !== name));
  const add = (name: string): void => {
    const choice = offered.find(one => one.name === name)?.choices[0]?.value ?? 'own';
    change([...rules, { ...emptyRule(name), choice }]);
  };
  const [opened, setOpened] = useState<{ readonly rule: string }>();
  const open = (rule: string): void => {
    if (rules.every(({ name }) => name !== rule)) add(rule);
    setOpened({ rule });
  };
  return (
    <>
      <CountingQuestions {...{ rules, offered, agreed, change, open }} />
      <p class="hint">{contract.rulesHint}</p>
      {rules.map((rule, i) => (
        <FieldsAt key={rule.name} at={[i]}>
          <RuleFields
            rule={rule}
            offered={offered}
            opened={opened?.rule === rule.name ? opened : undefined}
            change={part => change([...changedAt(rules, i, part)])}
            remove={() => change([...withoutAt(rules, i)])}
          />
        </FieldsAt>
      ))}
      <GroupedChoice
        label={contract.addRule}
        choices={left.map(({ name, of, label, metrics }) => ({
          value: name,
          label: say(label),
          area: metrics.some(metric => agreed.includes(metric)) ? 'used' : areaOf(of),
        }))}
        unchosen={contract.chooseRule}
        value=""
        choose={name => name !== '' && add(name)}
      />
    </>
  );
}

interface RuleProps {
  readonly rule: Rule;
  readonly offered: Offered;
  /** Another one each time that somebody wants to change this rule. */
  readonly opened: object | undefined;
  readonly change: (part: Partial<Rule>) => void;
  readonly remove: () => void;
}

function RuleFields({ rule, offered, opened, change, remove }: RuleProps) {
  const fields = useRef<HTMLFieldSetElement>(null);
  useLayoutEffect(() => {
    if (opened !== undefined) fields.current?.querySelector<HTMLElement>('select, input')?.focus();
  }, [opened]);
  const { words, say } = useTranslation();
  const { contract } = words.forms;
  const item = offered.find(one => one.name === rule.name);
  const title = say(item?.label) || rule.name;
  const chosen = item?.choices.find(({ value }) => value === rule.choice);
  const takes = chosen?.takes ?? ['expression'];
  return (
    <fieldset class="boxed stack" ref={fields}>
      <legend>{title}</legend>
      {item !== undefined && <p class="hint">{filled(contract.usual, { usual: say(item.usual) })}</p>}
      <div class="fields tight">
        {item !== undefined && (
          <ChoiceField
            label={contract.agreed}
            name="choice"
            choices={item.choices.map(({ value, label }) => ({ value, label: say(label) }))}
            value={rule.choice}
            choose={choice => change({ choice, number: '', field: '', expression: '' })}
          />
        )}
        {takes.includes('number') && (
          <NumberField
            of="plain"
            label={contract.number}
            name="number"
            required
            value={rule.number}
            write={number => change({ number })}
          />
        )}
        {takes.includes('field') && (
          <CountedFrom rule={rule} fields={item?.fields ?? []} isNeeded={takes.includes('number')} change={change} />
        )}
        {takes.includes('expression') && (
          <TextField
            label={contract.expression}
            name="expression"
            required
            value={rule.expression}
            write={expression => change({ expression })}
          />
        )}
        <Says says={rule.says} change={change} />
      </div>
      <p>
        <button type="button" class="plain" aria-label={`${contract.removeRule}: ${title}`} onClick={remove}>
          {contract.removeRule}
        </button>
      </p>
    </fieldset>
  );
}

interface CountedFromProps extends Pick<RuleProps, 'rule' | 'change'> {
  readonly fields: Offered[number]['fields'];
  readonly isNeeded: boolean;
}

/** The time from which something is counted. */
function CountedFrom({ rule, fields, isNeeded, change }: CountedFromProps) {
  const { words, say } = useTranslation();
  const { contract } = words.forms;
  return (
    <ChoiceField
      label={contract.countedFrom}
      name="field"
      choices={fields.map(({ value, label }) => ({ value, label: say(label) }))}
      unchosen={isNeeded ? contract.chooseField : contract.usualField}
      isRequired={isNeeded}
      value={rule.field}
      choose={field => change({ field })}
    />
  );
}

/** What the rule means, in words. */
function Says({ says, change }: Pick<Rule, 'says'> & Pick<RuleProps, 'change'>) {
  const { contract } = useTranslation().words.forms;
  return (
    <>
      <TextField label={contract.saysEn} name="says.en" value={says.en} write={en => change({ says: { ...says, en } })} />
      <TextField label={contract.saysZh} name="says.zh" value={says.zh} write={zh => change({ says: { ...says, zh } })} />
    </>
  );
}
