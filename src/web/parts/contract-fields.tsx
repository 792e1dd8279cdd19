import type { ConfigObjects, ContractChoices, FormOf } from '../../contract/config-forms.js';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { ChoiceField } from './choice-field.js';
import { ContractCredits } from './contract-credits.js';
import { ContractHandout } from './contract-handout.js';
import { ContractMeasures } from './contract-measures.js';
import { ContractRules } from './contract-rules.js';
import { FieldsAt } from './faulty-fields.js';
import { Shown } from './problem.js';
import { SuggestField } from './suggest-field.js';
import { TextField } from './text-field.js';

type Values = FormOf<'contract'>;

interface Props {
  readonly values: Values;
  readonly isNew: boolean;
  readonly choices: ConfigObjects;
  readonly change: (part: Partial<Values>) => void;
}

/** The fields of a contract: with whom and since when, what is measured, how it is counted, what follows. */
export function ContractFields({ values, isNew, choices, change }: Props) {
  const { contract } = useTranslation().words.forms;
  const [offered, retry] = useResource<ContractChoices>('/config/contract-choices');
  const isOfRules = new URLSearchParams(window.location.search).get('part') === 'rules';
  const agreed = values.groups.flatMap(({ measures }) => measures.map(({ metric }) => metric));
  return (
    <Shown of={offered} retry={retry}>
      {({ comparators, effects, per, rules, sheets }) => (
        <>
          <Head {...{ values, isNew, choices, change }} />
          <ContractMeasures
            groups={values.groups}
            comparators={comparators}
            sites={choices.sites}
            change={groups => change({ groups })}
          />
          <Part title={contract.rules} isOpen={isOfRules || values.rules.length > 0} isLookedFor={isOfRules}>
            <FieldsAt at={['rules']}>
              <ContractRules rules={values.rules} offered={rules} agreed={agreed} change={own => change({ rules: own })} />
            </FieldsAt>
          </Part>
          <Part title={contract.credits} isOpen={values.credits.currency !== ''}>
            <FieldsAt at={['credits']}>
              <ContractCredits
                credits={values.credits}
                {...{ agreed, comparators, effects, per }}
                change={part => change({ credits: { ...values.credits, ...part } })}
              />
            </FieldsAt>
          </Part>
          <Part title={contract.handout} isOpen={false}>
            <FieldsAt at={['handout']}>
              <ContractHandout
                handout={values.handout}
                sheets={sheets}
                change={part => change({ handout: { ...values.handout, ...part } })}
              />
            </FieldsAt>
          </Part>
        </>
      )}
    </Shown>
  );
}

interface PartProps {
  readonly title: string;
  readonly isOpen: boolean;
  /** Whoever came is led to it. */
  readonly isLookedFor?: boolean;
  readonly children: ComponentChildren;
}

/** A part of a contract that many leave out. */
function Part({ title, isOpen, isLookedFor = false, children }: PartProps) {
  const summary = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isLookedFor) return;
    summary.current?.focus();
    summary.current?.scrollIntoView();
  }, []);
  return (
    <details class="part" open={isOpen}>
      <summary ref={summary}>{title}</summary>
      <div class="stack">{children}</div>
    </details>
  );
}

function Head({ values, isNew, choices, change }: Props) {
  const { words, say } = useTranslation();
  const { contract, fields } = words.forms;
  return (
    <div class="fields">
      <TextField
        label={contract.id}
        name="id"
        hint={isNew ? contract.idHint : contract.idStays}
        required
        readOnly={!isNew}
        maxLength={100}
        value={values.id}
        write={id => change({ id })}
      />
      <ChoiceField
        label={words.client}
        name="client"
        choices={choices.clients.map(({ id, name }) => ({ value: id, label: say(name) || id }))}
        unchosen={contract.noClient}
        value={values.client}
        choose={client => change({ client, ...(client === '' ? {} : { segment: '' }) })}
      />
      {values.client === '' && (
        <SuggestField
          label={contract.segment}
          name="segment"
          hint={contract.segmentHint}
          known={choices.segments}
          value={values.segment}
          write={segment => change({ segment })}
        />
      )}
      <Days values={values} change={change} />
      <TextField
        label={fields.en}
        name="name.en"
        hint={contract.nameHint}
        value={values.name.en}
        write={en => change({ name: { ...values.name, en } })}
      />
      <TextField label={fields.zh} name="name.zh" value={values.name.zh} write={zh => change({ name: { ...values.name, zh } })} />
    </div>
  );
}

/** Since when and until when it holds, and when its months begin. */
function Days({ values, change }: Pick<Props, 'values' | 'change'>) {
  const { contract } = useTranslation().words.forms;
  return (
    <>
      <TextField label={contract.from} name="from" type="date" required value={values.from} write={from => change({ from })} />
      <TextField
        label={contract.until}
        name="until"
        hint={contract.untilHint}
        type="date"
        value={values.until}
        write={until => change({ until })}
      />
      <TextField
        label={contract.starts}
        name="month_starts_on"
        hint={contract.startsHint}
        type="number"
        min="1"
        max="28"
        value={values.month_starts_on}
        write={month_starts_on => change({ month_starts_on })}
      />
    </>
  );
}
