import type { FormOf } from '../../contract/config-forms.js';
import { useTranslation } from '../language.js';
import { filled } from '../words/en.js';
import { FieldsAt, useFieldFaults } from './faulty-fields.js';
import { NumbersField } from './numbers-field.js';
import { PublicHolidaysPart, type PutHolidays } from './public-holidays.js';
import { TextField } from './text-field.js';

type Values = FormOf<'calendar'>;

interface Props {
  readonly values: Values;
  readonly isNew: boolean;
  readonly change: (part: Partial<Values>) => void;
}

/** The fields of a calendar: working days and hours, holidays, and days that are otherwise. */
export function CalendarFields({ values, isNew, change }: Props) {
  const { forms } = useTranslation().words;
  const { fields, hints } = forms;
  const putHolidays: PutHolidays = (holidays, of, before) => {
    const isPlain = values.id === '' || (before !== undefined && values.id === codeOf(before));
    change({ holidays, ...(isNew && isPlain ? { id: codeOf(of) } : {}) });
  };
  return (
    <>
      <div class="fields">
        <TextField
          label={fields.id}
          name="id"
          hint={hints.calendarId}
          required
          readOnly={!isNew}
          maxLength={200}
          value={values.id}
          write={id => change({ id })}
        />
        <TextField
          label={fields.hours}
          name="hours"
          hint={hints.hours}
          required
          value={values.hours}
          write={hours => change({ hours })}
        />
      </div>
      <Days values={values} change={change} />
      <PublicHolidaysPart holidays={values.holidays} put={putHolidays} />
      <div class="fields">
        {(['holidays', 'working', 'exceptions'] as const).map(name => (
          <div key={name}>
            <NumbersField
              label={fields[name]}
              name={name}
              hint={hints[name]}
              value={values[name]}
              write={text => change({ [name]: text })}
            />
          </div>
        ))}
      </div>
    </>
  );
}

/** Which weekdays are worked, and the hours of those that differ. */
function Days({ values: { days, hours }, change }: Omit<Props, 'isNew'>) {
  const { forms } = useTranslation().words;
  const put = (day: string, part: Partial<Values['days'][number]>): void =>
    change({ days: days.map(one => (one.day === day ? { ...one, ...part } : one)) });
  return (
    <fieldset class="field">
      <legend>{forms.fields.days}</legend>
      <ul class="weekdays">
        {days.map((one, i) => (
          <FieldsAt key={one.day} at={['days', i]}>
            <Weekday day={one} usual={hours} change={part => put(one.day, part)} />
          </FieldsAt>
        ))}
      </ul>
    </fieldset>
  );
}

interface WeekdayProps {
  readonly day: Values['days'][number];
  readonly usual: string;
  readonly change: (part: Partial<Values['days'][number]>) => void;
}

function Weekday({ day: { day, works, hours }, usual, change }: WeekdayProps) {
  const { forms } = useTranslation().words;
  const isWorked = useFieldFaults('works');
  const own = useFieldFaults('hours');
  return (
    <li>
      <label class="check">
        <input
          {...isWorked.input}
          type="checkbox"
          checked={works}
          onChange={event => change({ works: event.currentTarget.checked })}
        />
        {forms.days[day]}
      </label>
      <input
        {...own.input}
        aria-label={filled(forms.ownHoursOf, { day: forms.days[day] })}
        placeholder={usual === '' ? forms.hints.ownHours : usual}
        disabled={!works}
        value={hours}
        onInput={event => change({ hours: event.currentTarget.value })}
      />
      {isWorked.below}
      {own.below}
    </li>
  );
}

/** What a calendar of a country or region is called, unless somebody writes it: `es-an`. */
const codeOf = ({ country, region }: Parameters<PutHolidays>[1]): string =>
  [country, ...region.split('.')]
    .filter(part => part !== '')
    .join('-')
    .toLowerCase();
