import { useId } from 'preact/hooks';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly write: (text: string) => void;
  readonly type?: 'date' | 'number';
  readonly required?: boolean;
  readonly readOnly?: boolean;
  readonly maxLength?: number;
  readonly min?: string;
  readonly max?: string;
  readonly placeholder?: string;
  readonly title?: string;
  /** Said below the field. */
  readonly hint?: string;
  /** The id of a list of what is offered. */
  readonly list?: string;
  readonly 'aria-describedby'?: string;
}

/** A field of one line, with what it asks for above it; a date or a number is written as text too. */
export function TextField({ label, value, write, hint, ...input }: Props) {
  const id = useId();
  const field = (
    <label class="field">
      <span>{label}</span>
      <input
        {...(hint === undefined ? {} : { 'aria-describedby': id })}
        {...input}
        value={value}
        onInput={event => write(event.currentTarget.value)}
      />
    </label>
  );
  if (hint === undefined) return field;
  return (
    <div>
      {field}
      <p id={id} class="hint">
        {hint}
      </p>
    </div>
  );
}
