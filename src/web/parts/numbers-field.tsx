import { useId } from 'preact/hooks';
import { useFieldFaults } from './faulty-fields.js';

/** Numbers of facts as somebody wrote them, one a line. */
export const numbersIn = (text: string): readonly string[] =>
  text.split('\n').flatMap(line => (line.trim() === '' ? [] : [line.trim()]));

interface Props {
  readonly label: string;
  readonly hint: string;
  /** What the form calls it, where faults may name it. */
  readonly name?: string;
  readonly value: string;
  readonly write: (text: string) => void;
  readonly isRequired?: boolean;
}

/** A list is seen whole, unless it is a long one. */
const rowsOf = (text: string): number => Math.min(16, Math.max(3, text.split('\n').length));

/** A field for numbers of facts. */
export function NumbersField({ label, hint, name, value, write, isRequired = false }: Props) {
  const id = useId();
  const { input, below } = useFieldFaults(name, id);
  return (
    <>
      <label class="field">
        <span>{label}</span>
        <textarea
          {...input}
          rows={rowsOf(value)}
          required={isRequired}
          value={value}
          onInput={event => write(event.currentTarget.value)}
        />
      </label>
      {below}
      <p id={id} class="hint">
        {hint}
      </p>
    </>
  );
}
