import type { Fault } from '../../contract/fault.js';
import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Action } from '../action.js';
import { type FieldOf, isAsItWas } from '../field-of-fault.js';
import { useTranslation } from '../language.js';
import type { FieldPath } from '../merged-form.js';
import { goTo } from '../missing-fields.js';
import type { Problem } from '../rest.js';
import { Notice } from './notice.js';
import { FaultList, wordingIn } from './problem.js';

interface Said {
  readonly byField: ReadonlyMap<string, readonly Fault[]>;
  readonly remedies: boolean;
}

/** What is wrong in each field, by its path. */
const Faults = createContext<Said>({ byField: new Map(), remedies: true });
/** What surrounds a field. */
const Around = createContext<FieldPath>([]);

/** The fields inside are parts of something that stands at a path of the form. */
export function FieldsAt({ at, children }: { readonly at: FieldPath; readonly children: ComponentChildren }) {
  return <Around.Provider value={[...useContext(Around), ...at]}>{children}</Around.Provider>;
}

/**
 * What goes to a field of a form that faults may name, and what stands below it where they do. `hint` is the id of what is said below the
 * field besides.
 */
export function useFieldFaults(name: string | undefined, hint?: string) {
  const id = useId();
  const key = [...useContext(Around), name ?? ''].join('.');
  const { byField, remedies } = useContext(Faults);
  const faults = byField.get(name === undefined ? '' : key) ?? [];
  const described = [...(faults.length === 0 ? [] : [id]), ...(hint === undefined ? [] : [hint])].join(' ');
  return {
    input: {
      ...(name === undefined ? {} : { 'data-field': key }),
      ...(faults.length === 0 ? {} : { 'aria-invalid': true }),
      ...(described === '' ? {} : { 'aria-describedby': described }),
    },
    below: faults.length === 0 ? null : <Below {...{ id, faults, remedies }} />,
  } as const;
}

/** Whether one of several fields of what surrounds them has something wrong in it. */
export function useAreFieldsFaulty(names: readonly string[]): boolean {
  const around = useContext(Around);
  const { byField } = useContext(Faults);
  return names.some(name => byField.has([...around, name].join('.')));
}

interface BelowProps extends Pick<Said, 'remedies'> {
  readonly id: string;
  readonly faults: readonly Fault[];
}

function Below({ id, faults, remedies }: BelowProps) {
  const { language } = useTranslation();
  return (
    <div id={id} class="field-faults">
      {faults.map((fault, i) => (
        <p key={i}>
          {wordingIn(language, fault).what} {remedies && wordingIn(language, fault).remedy}
        </p>
      ))}
    </div>
  );
}

/** Whether a refusal says what is wrong in what was filled in. */
export const isOfFields = ({ status, faults }: Problem): boolean => status === 400 && faults.length > 0;

const none: readonly Fault[] = [];

/** What is wrong in what was filled in, by how it was answered. */
export const faultsOfFields = (action: Action<unknown>): readonly Fault[] =>
  action.state === 'failed' && isOfFields(action.problem) ? action.problem.faults : none;

/** A fault, and the field that says it. */
interface Placed {
  readonly fault: Fault;
  readonly key: string;
  /** What the field is called, with what surrounds it. */
  readonly label: string;
}

interface Found {
  readonly placed: readonly Placed[];
  readonly rest: readonly Fault[];
  /** What the fields held. */
  readonly values: unknown;
}

interface Props {
  /** As the last answer names them; another list is another answer. */
  readonly faults: readonly Fault[];
  readonly fieldOf: FieldOf;
  /** What the fields hold now. */
  readonly values: unknown;
  /** Where all of it is listed elsewhere, with what can be done: the fields say in short what is wrong, and nobody is led to them. */
  readonly isListedElsewhere?: boolean;
  readonly children: ComponentChildren;
}

/**
 * Fields, each of which says what is wrong in it, and above them all of it with a link to each. What a field says goes once it holds
 * something else.
 */
export function FaultyFields({ faults, fieldOf, values, isListedElsewhere = false, children }: Props) {
  const fields = useRef<HTMLDivElement>(null);
  const [found, setFound] = useState<Found>({ placed: [], rest: [], values });
  useEffect(() => {
    const now = fields.current === null ? [] : placedIn(fields.current, faults, fieldOf);
    const taken = new Set(now.map(({ fault }) => fault));
    setFound({ placed: now, rest: faults.filter(fault => !taken.has(fault)), values });
  }, [faults]);
  useEffect(() => {
    if (isListedElsewhere || found.placed.length + found.rest.length === 0) return;
    const [first] = [...(fields.current?.querySelectorAll<HTMLElement>('[aria-invalid]') ?? [])];
    if (first === undefined) fields.current?.querySelector<HTMLElement>('.notice-bad')?.scrollIntoView({ block: 'nearest' });
    else goTo(first);
  }, [found]);
  const placed = found.placed.filter(({ key }) => isAsItWas(partsOf(key), found.values, values));
  const rest = found.values === values ? found.rest : [];
  return (
    <div ref={fields} class="stack">
      {!isListedElsewhere && placed.length + rest.length > 0 && <Summary placed={placed} rest={rest} />}
      <Faults.Provider value={{ byField: byField(placed), remedies: !isListedElsewhere }}>{children}</Faults.Provider>
    </div>
  );
}

const partsOf = (key: string): FieldPath => key.split('.');

function byField(placed: readonly Placed[]): ReadonlyMap<string, readonly Fault[]> {
  const map = new Map<string, readonly Fault[]>();
  for (const { key, fault } of placed) map.set(key, [...(map.get(key) ?? []), fault]);
  return map;
}

/** The faults that a field can say: the one that is meant, else the first inside of what is meant, else the first of the item that it is in. */
function placedIn(fields: HTMLElement, faults: readonly Fault[], fieldOf: FieldOf): readonly Placed[] {
  const inputs = [...fields.querySelectorAll<HTMLElement>('[data-field]')];
  const keys = inputs.map(input => input.dataset['field'] ?? '');
  return faults.flatMap(fault => {
    const path = (fieldOf(fault) ?? []).map(String);
    for (let parts = path; parts.length > 0; parts = parts.slice(0, -1)) {
      const meant = parts.join('.');
      const at = keys.findIndex(key => key === meant || key.startsWith(`${meant}.`));
      const [input, key] = [inputs[at], keys[at]];
      if (input !== undefined && key !== undefined) return [{ fault, key, label: labelOf(input) }];
      if (!parts.some(part => /^\d+$/.test(part))) break;
    }
    return [];
  });
}

/** What a field is called on the page, with the groups that it is in. */
function labelOf(input: HTMLElement): string {
  const own = input.getAttribute('aria-label') ?? input.closest('label')?.querySelector('span')?.textContent ?? '';
  const around: string[] = [];
  for (let box = input.closest('fieldset'); box !== null; box = box.parentElement?.closest('fieldset') ?? null)
    around.unshift(box.querySelector('legend')?.textContent?.trim() ?? '');
  const row = input.closest('tr')?.querySelector('th[scope=row]')?.textContent?.trim() ?? '';
  return [...around, row, own].filter(text => text !== '').join(' · ');
}

/** Leads to the field of a path. */
export function FieldLink({ to, children }: { readonly to: string; readonly children: ComponentChildren }) {
  return (
    <a
      href={`#${to}`}
      onClick={event => {
        event.preventDefault();
        const input = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(to)}"]`);
        if (input !== null) goTo(input);
      }}
    >
      {children}
    </a>
  );
}

function Summary({ placed, rest }: Pick<Found, 'placed' | 'rest'>) {
  const { words, language } = useTranslation();
  return (
    <Notice tone="bad">
      <p>{words.problems.toCorrect}</p>
      {placed.length > 0 && (
        <ul class="faults">
          {placed.map(({ fault, key, label }, i) => (
            <li key={i}>
              <FieldLink to={key}>{label}</FieldLink>
              <div>{wordingIn(language, fault).what}</div>
            </li>
          ))}
        </ul>
      )}
      <FaultList faults={rest} />
    </Notice>
  );
}
