import type { ContractChoices, FormOf } from '../../contract/config-forms.js';
import { changedAt, withoutAt } from '../edited-list.js';
import { useTranslation } from '../language.js';
import { ChoiceField } from './choice-field.js';
import { TextField } from './text-field.js';

type Handout = FormOf<'contract'>['handout'];

interface Props {
  readonly handout: Handout;
  readonly sheets: ContractChoices['sheets'];
  readonly change: (part: Partial<Handout>) => void;
}

/** What is handed over with each scorecard. */
export function ContractHandout({ handout, sheets, change }: Props) {
  const { words, say } = useTranslation();
  const { contract } = words.forms;
  const flag = (key: 'year_to_date' | 'same_month_last_year', label: string) => (
    <ChoiceField
      label={label}
      name={key}
      choices={[
        { value: 'true', label: words.yes },
        { value: 'false', label: words.no },
      ]}
      unchosen={contract.asUsual}
      value={handout[key]}
      choose={value => change({ [key]: value })}
    />
  );
  const toggle = (sheet: string, isIn: boolean): void =>
    change({ sheets: isIn ? [...handout.sheets, sheet] : handout.sheets.filter(one => one !== sheet) });
  return (
    <>
      <div class="fields tight">
        {flag('year_to_date', contract.yearToDate)}
        {flag('same_month_last_year', contract.lastYear)}
        <ChoiceField
          label={contract.annex}
          name="annex"
          choices={(['all', 'none', 'some'] as const).map(value => ({ value, label: contract.annexes[value] }))}
          unchosen={contract.asUsual}
          value={handout.annex}
          choose={annex => change({ annex })}
        />
      </div>
      {handout.annex === 'some' && (
        <fieldset class="form-row">
          <legend class="hidden-text">{contract.annex}</legend>
          {sheets.map(({ value, label }) => (
            <label key={value} class="check">
              <input
                type="checkbox"
                checked={handout.sheets.includes(value)}
                onChange={event => toggle(value, event.currentTarget.checked)}
              />
              {say(label)}
            </label>
          ))}
        </fieldset>
      )}
      <SignatureFields signs={handout.sign_off} change={sign_off => change({ sign_off: [...sign_off] })} />
    </>
  );
}

interface SignatureProps {
  readonly signs: Handout['sign_off'];
  readonly change: (signs: Handout['sign_off']) => void;
}

/** Who signs, a line each. */
function SignatureFields({ signs, change }: SignatureProps) {
  const { contract, fields } = useTranslation().words.forms;
  return (
    <>
      {signs.map((names, i) => (
        <fieldset key={i} class="boxed fields">
          <legend>
            {contract.signature} {i + 1}
          </legend>
          <TextField
            label={fields.en}
            name={`sign_off.${i}.en`}
            value={names.en}
            write={en => change(changedAt(signs, i, { en }))}
          />
          <TextField
            label={fields.zh}
            name={`sign_off.${i}.zh`}
            value={names.zh}
            write={zh => change(changedAt(signs, i, { zh }))}
          />
          <p class="at-end">
            <button
              type="button"
              class="plain"
              aria-label={`${contract.removeSignature} ${i + 1}`}
              onClick={() => change(withoutAt(signs, i))}
            >
              {contract.removeSignature}
            </button>
          </p>
        </fieldset>
      ))}
      <p>
        <button type="button" onClick={() => change([...signs, { en: '', zh: '' }])}>
          {contract.addSignature}
        </button>
      </p>
    </>
  );
}
