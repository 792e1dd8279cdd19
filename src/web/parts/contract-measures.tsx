import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Group, type Offered, emptyMeasure, isOnlyProposed, withChosen } from '../contract-start.js';
import { writtenAs } from '../../digits/written-number.js';
import { changedAt, withoutAt } from '../edited-list.js';
import { useTranslation } from '../language.js';
import { numberOf, shareText } from '../number.js';
import { filled } from '../words/en.js';
import { FieldsAt } from './faulty-fields.js';
import { MeasureRow } from './measure-row.js';
import { NumberField } from './number-field.js';
import { TextField } from './text-field.js';

interface Props extends Offered {
  readonly groups: readonly Group[];
  readonly change: (groups: Group[]) => void;
  readonly propose: (metrics: readonly string[]) => void;
}

/** What was agreed, in groups, in the order in which it is shown. */
export function ContractMeasures({ groups, change, propose, ...offered }: Props) {
  const { contract } = useTranslation().words.forms;
  const { proposed } = offered;
  const put = (at: number, part: Partial<Group>): void => {
    const { groups: next, chosen } = withChosen(groups, { at, part, proposed });
    if (chosen !== undefined) propose(proposed.filter(metric => metric !== chosen));
    change(next);
  };
  const weighed = groups.filter(group => group.weight !== '' || isWeighed(group, proposed));
  return (
    <section class="stack" aria-label={contract.measures}>
      <h3>{contract.measures}</h3>
      <p class="hint">{contract.measuresHint}</p>
      {groups.map((group, i) => (
        <FieldsAt key={i} at={['groups', i]}>
          <GroupFields
            number={i + 1}
            isOnly={weighed.length < 2}
            group={group}
            change={part => put(i, part)}
            remove={() => change([...withoutAt(groups, i)])}
            {...offered}
          />
        </FieldsAt>
      ))}
      <p>
        <button
          type="button"
          onClick={() => change([...groups, { name: { en: '', zh: '' }, weight: '', measures: [emptyMeasure] }])}
        >
          {contract.addGroup}
        </button>
      </p>
    </section>
  );
}

/** Whether a measure of a group has a weight. */
const isWeighed = ({ measures }: Group, proposed: readonly string[]): boolean =>
  measures.some(measure => !isOnlyProposed(measure, proposed) && measure.weight.trim() !== '');

interface GroupProps extends Offered {
  readonly group: Group;
  readonly number: number;
  /** Whether no other group weighs anything. */
  readonly isOnly: boolean;
  readonly change: (part: Partial<Group>) => void;
  readonly remove: () => void;
}

function GroupFields({ group, number, isOnly, change, remove, ...offered }: GroupProps) {
  const { words, say } = useTranslation();
  const { contract } = words.forms;
  const { name, measures } = group;
  // Once its name was asked for here it stays in sight, and is never folded away while it is wanted.
  const isNamed = useRef(true);
  if (name.en === '' && name.zh === '') isNamed.current = false;
  const title = say({ en: name.en || name.zh, zh: name.zh || name.en }) || filled(contract.group, { number });
  return (
    <fieldset class="boxed stack">
      <legend>{title}</legend>
      {!isNamed.current && <GroupName name={name} change={change} />}
      <Measures title={title} measures={measures} change={rows => change({ measures: rows })} {...offered} />
      <GroupWeight group={group} isOnly={isOnly} proposed={offered.proposed} change={change} />
      <p class="form-row">
        <button type="button" onClick={() => change({ measures: [...measures, emptyMeasure] })}>
          {contract.addMeasure}
        </button>
        <button type="button" class="plain" aria-label={`${contract.removeGroup}: ${title}`} onClick={remove}>
          {contract.removeGroup}
        </button>
      </p>
      {isNamed.current && (
        <details class="part quiet-part">
          <summary>{contract.groupName}</summary>
          <GroupName name={name} change={change} />
        </details>
      )}
    </fieldset>
  );
}

function GroupName({ name, change }: Pick<Group, 'name'> & Pick<GroupProps, 'change'>) {
  const { words, language } = useTranslation();
  const { fields } = words.forms;
  return (
    <div class="fields">
      <TextField
        label={fields.en}
        name="name.en"
        required={language === 'en' && name.zh === ''}
        value={name.en}
        write={en => change({ name: { ...name, en } })}
      />
      <TextField
        label={fields.zh}
        name="name.zh"
        required={language === 'zh' && name.en === ''}
        value={name.zh}
        write={zh => change({ name: { ...name, zh } })}
      />
    </div>
  );
}

interface MeasuresProps extends Offered {
  readonly title: string;
  readonly measures: Group['measures'];
  readonly change: (measures: Group['measures']) => void;
}

/** The measures of a group as a table: what each is, its figure of the month, the agreed level, its weight. */
function Measures({ title, measures, change, ...offered }: MeasuresProps) {
  const { contract } = useTranslation().words.forms;
  const table = useRef<HTMLTableElement>(null);
  const before = useRef(measures.length);
  useLayoutEffect(() => {
    // Who adds a measure goes on by saying which.
    if (measures.length > before.current) table.current?.querySelector<HTMLElement>('tr.is-last input[type=search]')?.focus();
    before.current = measures.length;
  }, [measures.length]);
  if (measures.length === 0) return null;
  const { figures } = offered;
  const figure = figures === undefined ? contract.figure : filled(contract.figureOf, { period: figures.period });
  return (
    <table ref={table} class="stacked agreed" onKeyDown={toNextRow}>
      <caption class="hidden-text">{title}</caption>
      <thead>
        <tr>
          {[contract.metric, figure, contract.level, contract.weight, ''].map((label, i) => (
            <th key={label} scope="col" class={i === 1 ? 'number' : ''}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {measures.map((measure, i) => (
          <FieldsAt key={i} at={['measures', i]}>
            <MeasureRow
              number={i + 1}
              isLast={i === measures.length - 1}
              figureHead={figure}
              measure={measure}
              change={part => change([...changedAt(measures, i, part)])}
              remove={() => change([...withoutAt(measures, i)])}
              {...offered}
            />
          </FieldsAt>
        ))}
      </tbody>
    </table>
  );
}

/** In a column of fields, Enter leads down to the next one, as in a spreadsheet; a contract that is half filled in is not saved by it. */
function toNextRow(event: KeyboardEvent): void {
  const { target, currentTarget } = event;
  if (event.key !== 'Enter' || !(target instanceof HTMLInputElement) || !(currentTarget instanceof Element)) return;
  if (event.defaultPrevented) return;
  event.preventDefault();
  const column = target.dataset['field']?.split('.').at(-1);
  const section = currentTarget.closest('section');
  const below = [...(section?.querySelectorAll<HTMLInputElement>(`input[data-field$=".${column}"]`) ?? [])];
  below[below.indexOf(target) + 1]?.focus();
}

interface WeightProps extends Pick<Offered, 'proposed'> {
  readonly group: Group;
  readonly isOnly: boolean;
  readonly change: GroupProps['change'];
}

/** What the weights of a group come to, and its own weight among several groups. */
function GroupWeight({ group, isOnly, proposed, change }: WeightProps) {
  const { weight, measures } = group;
  const { words, language } = useTranslation();
  const { contract } = words.forms;
  const weights = measures.filter(one => !isOnlyProposed(one, proposed)).map(one => one.weight);
  const shares = weights.flatMap(text => (text.trim() === '' ? [] : [shareOf(text)]));
  const sum = shares.reduce<number>((all, share) => all + (share ?? Number.NaN), 0);
  if (shares.length === 0 && weight === '') return null;
  return (
    <div class="form-row">
      {(!isOnly || weight !== '') && (
        <NumberField
          of="share"
          label={contract.groupWeight}
          name="weight"
          placeholder="60"
          value={weight}
          write={text => change({ weight: text })}
        />
      )}
      <p class="hint" role="status">
        {shares.length > 0 && Math.abs(sum - 1) > 1e-9 && filled(contract.weightsSum, { sum: shareText(sum, language) })}
      </p>
    </div>
  );
}

/** A weight as a number; undefined for what is none. */
function shareOf(text: string): number | undefined {
  const read = writtenAs('share', text);
  return 'text' in read ? numberOf(read.text) : undefined;
}
