interface Props<T extends string> {
  /** Heard before the choices, not seen. */
  readonly legend: string;
  /** Tells the choices of one form from those of another. */
  readonly name: string;
  readonly choices: readonly { readonly value: T; readonly label: string }[];
  readonly value: T;
  readonly choose: (value: T) => void;
}

/** The choice of one of few things, all of which are seen at once. */
export function RadioField<T extends string>({ legend, name, choices, value, choose }: Props<T>) {
  return (
    <fieldset class="form-row">
      <legend class="hidden-text">{legend}</legend>
      {choices.map(one => (
        <label key={one.value} class="check">
          <input type="radio" name={name} value={one.value} checked={value === one.value} onChange={() => choose(one.value)} />
          {one.label}
        </label>
      ))}
    </fieldset>
  );
}
