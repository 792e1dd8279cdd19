import { useId, useState } from 'preact/hooks';
import type { ContractChoices } from '../../contract/config-forms.js';
import { useTranslation } from '../language.js';
import type { Words } from '../words/en.js';
import { useFieldFaults } from './faulty-fields.js';

type FactKind = NonNullable<ContractChoices['rules'][number]['of']>;

/** An area of work, by which long lists are grouped. */
export type Area = keyof Words['forms']['areas'];

interface Choice {
  readonly value: string;
  readonly label: string;
  /** Shown behind the label. */
  readonly beside?: string | undefined;
  readonly area: Area;
}

interface Props {
  readonly label: string;
  readonly name?: string;
  readonly choices: readonly Choice[];
  readonly unchosen: string;
  readonly isRequired?: boolean;
  readonly value: string;
  readonly choose: (value: string) => void;
}

/** The choice of one of very many things, by areas of work; what is typed above the list narrows it, until something is chosen. */
export function GroupedChoice({ label, name, choices, unchosen, isRequired = false, value, choose }: Props) {
  const { forms } = useTranslation().words;
  const { input, below } = useFieldFaults(name);
  const [typed, setTyped] = useState('');
  const id = useId();
  const words = typed.toLowerCase().split(' ');
  const left = choices.filter(one => one.value === value || words.every(word => one.label.toLowerCase().includes(word)));
  // The one that is left, or the one of several that is called just so.
  const meant = left.length === 1 ? left[0] : left.find(one => one.label.toLowerCase() === typed.trim().toLowerCase());
  return (
    <div>
      <label class="field">
        <span>{label}</span>
        <select
          {...input}
          required={isRequired}
          value={value}
          onChange={event => {
            setTyped('');
            choose(event.currentTarget.value);
          }}
        >
          <option value="">{unchosen}</option>
          <Options choices={left} />
        </select>
      </label>
      {below}
      {value === '' && (
        <div class="narrowing">
          <input
            type="search"
            aria-label={`${forms.narrow}: ${label}`}
            aria-describedby={id}
            placeholder={forms.narrow}
            value={typed}
            onInput={event => setTyped(event.currentTarget.value)}
            onKeyDown={event => {
              if (event.key !== 'Enter') return;
              // What is typed here is no entry of the form.
              event.preventDefault();
              if (meant === undefined) return;
              choose(meant.value);
              setTyped('');
            }}
          />
          <span id={id} class="hint" role="status">
            {typed !== '' && (meant === undefined ? left.length : `${meant.label} ↵`)}
          </span>
        </div>
      )}
    </div>
  );
}

function Options({ choices }: Pick<Props, 'choices'>) {
  const { forms } = useTranslation().words;
  const areas = Object.entries(forms.areas).map(([area, title]) => ({ title, own: choices.filter(one => one.area === area) }));
  return (
    <>
      {areas
        .filter(({ own }) => own.length > 0)
        .map(({ title, own }) => (
          <optgroup key={title} label={title}>
            {own
              .toSorted((a, b) => a.label.localeCompare(b.label))
              .map(one => (
                <option key={one.value} value={one.value}>
                  {one.beside === undefined ? one.label : `${one.label}: ${one.beside}`}
                </option>
              ))}
          </optgroup>
        ))}
    </>
  );
}

const areaOfKind: Readonly<Record<FactKind, Area>> = {
  transport_demand: 'transport',
  shipment: 'transport',
  warehouse_task: 'warehouse',
  stock_count: 'warehouse',
  complaint: 'care',
  contact: 'care',
  quality_check: 'care',
  survey_answer: 'surveys',
  invoice: 'cost',
  reading: 'cost',
};

/** The area of work of a kind of facts; what is about several is of none of them alone. */
export const areaOf = (kind: FactKind | null): Area => (kind === null ? 'several' : areaOfKind[kind]);
