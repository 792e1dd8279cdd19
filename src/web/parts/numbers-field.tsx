import { useId } from 'preact/hooks';

/** Numbers of facts as somebody wrote them, one a line. */
export const numbersIn = (text: string): readonly string[] =>
  text.split('\n').flatMap(line => (line.trim() === '' ? [] : [line.trim()]));

interface Props {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly write: (text: string) => void;
  readonly isRequired?: boolean;
}

/** A field for numbers of facts. */
export function NumbersField({ label, hint, value, write, isRequired = false }: Props) {
  const id = useId();
  return (
    <>
      <label class="field">
        <span>{label}</span>
        <textarea required={isRequired} value={value} aria-describedby={id} onInput={event => write(event.currentTarget.value)} />
      </label>
      <p id={id} class="hint">
        {hint}
      </p>
    </>
  );
}
