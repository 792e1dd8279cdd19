import { useId } from 'preact/hooks';
import { TextField } from './text-field.js';

interface Props {
  readonly label: string;
  readonly hint?: string;
  /** What is offered while something is written; other texts can be written too. */
  readonly known: readonly string[];
  readonly value: string;
  readonly write: (text: string) => void;
}

/** A field of one line that offers what is known. */
export function SuggestField({ known, ...field }: Props) {
  const id = useId();
  return (
    <div>
      <TextField list={id} {...field} />
      <datalist id={id}>
        {known.map(one => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </div>
  );
}
