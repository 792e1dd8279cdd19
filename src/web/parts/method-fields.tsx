import type { Surveys as SurveyStatus } from '../../contract/surveys.js';
import { useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { ChoiceField } from './choice-field.js';

/** The methods that the page offers; mixes of them are written over REST or on the command line. */
export const weighMethods = ['survey', 'ahp', 'entropy', 'given'] as const;

type Method = (typeof weighMethods)[number];

/** What each method needs to know, as it was filled in. */
export interface MethodInput {
  readonly wave: string;
  readonly matrices: readonly File[];
  readonly weights: File | undefined;
  readonly normalise: boolean;
  readonly periods: string;
}

/** Nothing filled in yet. */
export const noMethodInput: MethodInput = { wave: '', matrices: [], weights: undefined, normalise: false, periods: '' };

/** What a request says for a method: files as text, workbooks as base64. */
export async function methodRequest(method: Method, { wave, matrices, weights, normalise, periods }: MethodInput) {
  switch (method) {
    case 'survey':
      return wave === '' ? {} : { wave };
    case 'ahp':
      return { matrices: await Promise.all(matrices.map(sent)) };
    case 'entropy':
      return { periods: periods.split(/[,，\s]+/).filter(Boolean) };
    case 'given':
      return { normalise, ...(weights === undefined ? {} : { weights: await sent(weights) }) };
  }
}

async function sent(file: File) {
  if (!/\.xls[xm]?$/i.test(file.name)) return { name: file.name, text: await file.text() };
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { name: file.name, base64: btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join('')) };
}

interface OwnFields {
  readonly said: MethodInput;
  readonly change: (methodInput: MethodInput) => void;
}

interface Props extends OwnFields {
  readonly method: Method;
}

const fieldsOf = { survey: SurveyFields, ahp: AhpFields, entropy: EntropyFields, given: GivenFields } as const;

/** What the chosen method needs to know. */
export function MethodFields({ method, ...own }: Props) {
  const Fields = fieldsOf[method];
  return <Fields {...own} />;
}

function SurveyFields({ said: methodInput, change }: OwnFields) {
  const { words } = useTranslation();
  const [status] = useResource<SurveyStatus>('/surveys');
  const waves = status.state === 'ready' ? status.data.surveys.flatMap(one => one.waves.map(({ wave }) => wave)) : [];
  const latestFirst = [...new Set(waves)].toSorted((a, b) => (a < b ? 1 : -1));
  return (
    <ChoiceField
      label={words.surveys.wave}
      choices={latestFirst.map(wave => ({ value: wave, label: wave }))}
      value={methodInput.wave}
      choose={wave => change({ ...methodInput, wave })}
      unchosen=""
      isRequired
      isNarrow
    />
  );
}

function AhpFields({ said: methodInput, change }: OwnFields) {
  const { weighing } = useTranslation().words;
  return (
    <label class="field">
      <span>{weighing.matrices}</span>
      <input
        type="file"
        required
        multiple
        accept=".csv,.txt,.xlsx"
        onChange={event => change({ ...methodInput, matrices: [...(event.currentTarget.files ?? [])] })}
      />
    </label>
  );
}

function EntropyFields({ said: methodInput, change }: OwnFields) {
  const { weighing, surveys } = useTranslation().words;
  return (
    <label class="field narrow">
      <span>{surveys.periods}</span>
      <input
        required
        placeholder="2026-05, 2026-06"
        title={weighing.periodsHint}
        value={methodInput.periods}
        onInput={event => change({ ...methodInput, periods: event.currentTarget.value })}
      />
    </label>
  );
}

function GivenFields({ said: methodInput, change }: OwnFields) {
  const { weighing } = useTranslation().words;
  return (
    <>
      <label class="field">
        <span>{weighing.file}</span>
        <input
          type="file"
          required
          accept=".csv,.txt,.xlsx"
          onChange={event => change({ ...methodInput, weights: event.currentTarget.files?.[0] })}
        />
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={methodInput.normalise}
          onChange={event => change({ ...methodInput, normalise: event.currentTarget.checked })}
        />
        {weighing.normalise}
      </label>
    </>
  );
}
