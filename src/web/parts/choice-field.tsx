import type { ComponentChildren } from 'preact';
import { useFieldFaults } from './faulty-fields.js';

interface Choice {
  readonly value: string;
  readonly label: string;
}

interface Props {
  readonly label: string;
  /** What the form calls it, where faults may name it. */
  readonly name?: string;
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly choose: (value: string) => void;
  /** What is shown while nothing is chosen; without it there is always a choice. */
  readonly unchosen?: string;
  readonly isRequired?: boolean;
  readonly isNarrow?: boolean;
  /** Said below the field. */
  readonly children?: ComponentChildren;
}

/** The choice of one of several things, with what it is about above it. */
export function ChoiceField({
  label,
  name,
  choices,
  value,
  choose,
  unchosen,
  isRequired = false,
  isNarrow = false,
  children,
}: Props) {
  const { input, below } = useFieldFaults(name);
  const field = (
    <label class={isNarrow ? 'field narrow' : 'field'}>
      <span>{label}</span>
      <select {...input} required={isRequired} value={value} onChange={event => choose(event.currentTarget.value)}>
        {unchosen !== undefined && <option value="">{unchosen}</option>}
        {choices.map(one => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </label>
  );
  if (name === undefined) return field;
  return (
    <div>
      {field}
      {below}
      {children}
    </div>
  );
}
