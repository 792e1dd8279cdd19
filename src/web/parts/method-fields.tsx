import type { Surveys as SurveyStatus } from '../../contract/surveys.js';
import { useSpeech } from '../language.js';
import { useResource } from '../resource.js';

/** The methods that the page offers; mixes of them are written over REST or on the command line. */
export const weighMethods = ['survey', 'ahp', 'entropy', 'given'] as const;

type Method = (typeof weighMethods)[number];

/** What the methods are told, each its own. */
export interface MethodSaid {
  readonly wave: string;
  readonly matrices: readonly File[];
  readonly weights: File | undefined;
  readonly normalise: boolean;
  readonly periods: string;
}

/** Nothing said yet. */
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

interface Props {
  readonly method: Method;
  readonly said: MethodSaid;
  readonly change: (said: MethodSaid) => void;
}

/** What the chosen method needs to know. */
export function MethodFields({ method, said, change }: Props) {
  const { words } = useSpeech();
  const { weighing, surveys } = words;
  const [status] = useResource<SurveyStatus>(method === 'survey' ? '/surveys' : null);
  const waves = status.state === 'ready' ? status.data.surveys.flatMap(one => one.waves.map(({ wave }) => wave)) : [];
  switch (method) {
    case 'survey':
      return (
        <label class="field narrow">
          <span>{surveys.wave}</span>
          <select required value={said.wave} onChange={event => change({ ...said, wave: event.currentTarget.value })}>
            <option value="" />
            {[...new Set(waves)]
              .toSorted((a, b) => (a < b ? 1 : -1))
              .map(wave => (
                <option key={wave} value={wave}>
                  {wave}
                </option>
              ))}
          </select>
        </label>
      );
    case 'ahp':
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
    case 'entropy':
      return (
        <label class="field narrow">
          <span>{words.surveys.periods}</span>
          <input
            required
            placeholder="2026-05, 2026-06"
            title={weighing.periodsHint}
            value={said.periods}
            onInput={event => change({ ...said, periods: event.currentTarget.value })}
          />
        </label>
      );
    case 'given':
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
}
