import { useId } from 'preact/hooks';
import { useFieldFaults } from './faulty-fields.js';

/** What a field of one line is given. */
export interface TextFieldProps {
  readonly label: string;
  /** Where the head of a column says it to who sees the page. */
  readonly isLabelHidden?: boolean;
  readonly value: string;
  readonly write: (text: string) => void;
  /** What the form calls it, where faults may name it. */
  readonly name?: string;
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
export function TextField({
  label,
  isLabelHidden = false,
  value,
  write,
  hint,
  name,
  'aria-describedby': described,
  ...input
}: TextFieldProps) {
  const id = useId();
  const faulty = useFieldFaults(name, hint === undefined ? described : id);
  const field = (
    <label class="field">
      <span class={isLabelHidden ? 'hidden-text' : ''}>{label}</span>
      <input {...faulty.input} {...input} value={value} onInput={event => write(event.currentTarget.value)} />
    </label>
  );
  if (hint === undefined && name === undefined) return field;
  return (
    <div>
      {field}
      {faulty.below}
      {hint !== undefined && (
        <p id={id} class="hint">
          {hint}
        </p>
      )}
    </div>
  );
}
