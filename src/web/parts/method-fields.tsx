import type { Surveys as SurveyStatus } from '../../contract/surveys.js';
import { useSpeech } from '../language.js';
import { useResource } from '../resource.js';
import { ChoiceField } from './choice-field.js';

/** The methods that the page offers; mixes of them are written over REST or on the command line. */
export const weighMethods = ['survey', 'ahp', 'entropy', 'given'] as const;

type Method = (typeof weighMethods)[number];

/** What each method needs to know, as it was filled in. */
export interface MethodSaid {
  readonly wave: string;
  readonly matrices: readonly File[];
  readonly weights: File | undefined;
  readonly normalise: boolean;
  readonly periods: string;
}

/** Nothing filled in yet. */
export const noMethodSaid: MethodSaid = { wave: '', matrices: [], weights: undefined, normalise: false, periods: '' };

/** What a request says for a method: files as text, workbooks as base64. */
export async function saidOf(method: Method, { wave, matrices, weights, normalise, periods }: MethodSaid) {
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
  readonly said: MethodSaid;
  readonly change: (said: MethodSaid) => void;
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

function SurveyFields({ said, change }: OwnFields) {
  const { words } = useSpeech();
  const [status] = useResource<SurveyStatus>('/surveys');
  const waves = status.state === 'ready' ? status.data.surveys.flatMap(one => one.waves.map(({ wave }) => wave)) : [];
  const latestFirst = [...new Set(waves)].toSorted((a, b) => (a < b ? 1 : -1));
  return (
    <ChoiceField
      label={words.surveys.wave}
      choices={latestFirst.map(wave => ({ value: wave, label: wave }))}
      value={said.wave}
      choose={wave => change({ ...said, wave })}
      unchosen=""
      isRequired
      isNarrow
    />
  );
}

function AhpFields({ said, change }: OwnFields) {
  const { weighing } = useSpeech().words;
  return (
    <label class="field">
      <span>{weighing.matrices}</span>
      <input
        type="file"
        required
        multiple
        accept=".csv,.txt,.xlsx"
        onChange={event => change({ ...said, matrices: [...(event.currentTarget.files ?? [])] })}
      />
    </label>
  );
}

function EntropyFields({ said, change }: OwnFields) {
  const { weighing, surveys } = useSpeech().words;
  return (
    <label class="field narrow">
      <span>{surveys.periods}</span>
      <input
        required
        placeholder="2026-05, 2026-06"
        title={weighing.periodsHint}
        value={said.periods}
        onInput={event => change({ ...said, periods: event.currentTarget.value })}
      />
    </label>
  );
}

function GivenFields({ said, change }: OwnFields) {
  const { weighing } = useSpeech().words;
  return (
    <>
      <label class="field">
        <span>{weighing.file}</span>
        <input
          type="file"
          required
          accept=".csv,.txt,.xlsx"
          onChange={event => change({ ...said, weights: event.currentTarget.files?.[0] })}
        />
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={said.normalise}
          onChange={event => change({ ...said, normalise: event.currentTarget.checked })}
        />
        {weighing.normalise}
      </label>
    </>
  );
}
