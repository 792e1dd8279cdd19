import { useId } from 'preact/hooks';
import { type NumberOf, writtenAs } from '../../digits/written-number.js';
import { useTranslation } from '../language.js';
import { filled } from '../words/en.js';
import { TextField, type TextFieldProps } from './text-field.js';

interface Props extends Omit<TextFieldProps, 'type' | 'hint'> {
  /** What the number is of: a level in its unit, a share, or a plain number. */
  readonly of: NumberOf;
}

/** A field for a number: it says at once how what is written is read, and asks where it can be meant in two ways. */
export function NumberField({ of, ...field }: Props) {
  const { forms } = useTranslation().words;
  const id = useId();
  const { value, write } = field;
  const read = writtenAs(of, value);
  const isAsWritten = 'text' in read && read.text === value.trim().replace(/(?<! ) +%$/, '%');
  return (
    <div>
      <TextField {...field} aria-describedby={id} />
      <div id={id} class="hint read-as" role="status">
        {'readings' in read ? (
          <>
            {filled(forms.whichNumber, { text: value.trim() })}{' '}
            {read.readings.map(one => (
              <button key={one} type="button" onClick={() => write(one)}>
                {spaced(one)}
              </button>
            ))}
          </>
        ) : (
          !isAsWritten && filled(forms.readAs, { number: spaced(read.text) })
        )}
      </div>
    </div>
  );
}

const spaced = (text: string): string => text.replace('%', ' %');
