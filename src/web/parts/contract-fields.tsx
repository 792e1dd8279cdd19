import type { ConfigObjects, ContractChoices, FormOf } from '../../contract/config-forms.js';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { CalendarNote, InOwnTab } from './calendar-note.js';
import { ChoiceField } from './choice-field.js';
import { ContractCredits } from './contract-credits.js';
import { type Proposal, useMonthFigures, useProposedMeasures } from '../contract-proposal.js';
import { agreedOf, begunContract, yearOf } from '../contract-start.js';
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
  readonly proposal: Proposal;
  readonly change: (part: Partial<Values>) => void;
}

/** The fields of a contract: with whom and since when, what is measured, how it is counted, what follows. */
export function ContractFields({ values, isNew, choices, proposal, change }: Props) {
  const { contract } = useTranslation().words.forms;
  const [offered, retry] = useResource<ContractChoices>('/config/contract-choices');
  const isOfRules = new URLSearchParams(window.location.search).get('part') === 'rules';
  const measures = agreedOf(values, proposal.metrics, isNew).values.groups.flatMap(group => group.measures);
  const agreed = measures.map(({ metric }) => metric);
  const figures = useMonthFigures(values.client, proposal.period);
  useProposedMeasures({ values, isNew, proposal, figures, change });
  return (
    <Shown of={offered} retry={retry}>
      {({ comparators, effects, per, rules, sheets }) => (
        <>
          <Head {...{ values, isNew, choices, change }} period={proposal.period} />
          <ContractMeasures
            groups={values.groups}
            comparators={comparators}
            sites={choices.sites}
            figures={figures === 'none' || figures === 'unread' ? undefined : figures}
            proposed={proposal.metrics}
            propose={proposal.propose}
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
                agreed={measures}
                {...{ comparators, effects, per }}
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

function Head(props: Omit<Props, 'proposal'> & Pick<Proposal, 'period'>) {
  const { values, isNew, choices, period, change } = props;
  const { words, say } = useTranslation();
  const { contract } = words.forms;
  const known = { ...choices, year: yearOf(period) };
  const choose = (client: string): void => {
    const part = { client, ...(client === '' ? {} : { segment: '' }) };
    const { id, from } = begunContract(values, client, known);
    if (!isNew || client === '') return change(part);
    // A number and a day that somebody has written stay.
    const plain = begunContract(values, values.client, known);
    change({
      ...part,
      ...(values.id === '' || values.id === plain.id ? { id } : {}),
      ...(values.from === '' || values.from === plain.from ? { from } : {}),
    });
  };
  return (
    <>
      <div class="fields">
        <ChoiceField
          label={words.client}
          name="client"
          choices={choices.clients.map(({ id, name }) => ({ value: id, label: say(name) || id }))}
          unchosen={contract.noClient}
          value={values.client}
          choose={choose}
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
        <TextField label={contract.from} name="from" type="date" required value={values.from} write={from => change({ from })} />
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
      </div>
      <WorkingDays values={values} choices={choices} />
      <FurtherDays values={values} change={change} />
    </>
  );
}

/** By which calendar a contract of one client counts working days, and the ways to that. */
function WorkingDays({ values: { client, until }, choices }: Pick<Props, 'values' | 'choices'>) {
  const { words } = useTranslation();
  const { calendarNote } = words.forms;
  const found = choices.clients.find(({ id }) => id === client);
  if (found === undefined) return null;
  const calendar = found.calendar ?? '';
  return (
    <div>
      <CalendarNote calendar={calendar} calendars={choices.calendars} until={until} />
      <p class="hint links">
        {calendar !== '' && <InOwnTab kind="calendar" id={calendar} says={calendarNote.open} />}{' '}
        <InOwnTab kind="client" id={client} says={calendarNote.another} />
      </p>
    </div>
  );
}

/** Until when it holds, when its months begin, and what it is called: what many leave as it is. */
function FurtherDays({ values, change }: Pick<Props, 'values' | 'change'>) {
  const { contract, fields } = useTranslation().words.forms;
  const { name } = values;
  const [isOpen] = useState([values.until, values.month_starts_on, name.en, name.zh].some(text => text !== ''));
  return (
    <Part title={contract.furtherDays} isOpen={isOpen}>
      <div class="fields">
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
        <TextField
          label={fields.en}
          name="name.en"
          hint={contract.nameHint}
          value={name.en}
          write={en => change({ name: { ...name, en } })}
        />
        <TextField label={fields.zh} name="name.zh" value={name.zh} write={zh => change({ name: { ...name, zh } })} />
      </div>
    </Part>
  );
}
