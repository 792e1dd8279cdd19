interface Props {
  readonly label: string;
  readonly value: string;
  readonly write: (text: string) => void;
  readonly type?: 'date' | 'number';
  readonly required?: boolean;
  readonly maxLength?: number;
  readonly min?: string;
  readonly max?: string;
  readonly placeholder?: string;
  readonly title?: string;
  readonly 'aria-describedby'?: string;
}

/** A field of one line, with what it asks for above it; a date or a number is written as text too. */
export function TextField({ label, value, write, ...input }: Props) {
  return (
    <label class="field">
      <span>{label}</span>
      <input {...input} value={value} onInput={event => write(event.currentTarget.value)} />
    </label>
  );
}
