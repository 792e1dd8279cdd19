interface Choice {
  readonly value: string;
  readonly label: string;
}

interface Props {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly choose: (value: string) => void;
  /** What is shown while nothing is chosen; without it there is always a choice. */
  readonly unchosen?: string;
  readonly isRequired?: boolean;
  readonly isNarrow?: boolean;
}

/** The choice of one of several things, with what it is about above it. */
export function ChoiceField({ label, choices, value, choose, unchosen, isRequired = false, isNarrow = false }: Props) {
  return (
    <label class={isNarrow ? 'field narrow' : 'field'}>
      <span>{label}</span>
      <select required={isRequired} value={value} onChange={event => choose(event.currentTarget.value)}>
        {unchosen !== undefined && <option value="">{unchosen}</option>}
        {choices.map(one => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </label>
  );
}
