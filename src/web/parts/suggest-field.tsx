import { useId } from 'preact/hooks';
import { TextField, type TextFieldProps } from './text-field.js';

interface Props extends Omit<TextFieldProps, 'list'> {
  /** What is offered while something is written; other texts can be written too. */
  readonly known: readonly string[];
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
