import type {
  ColumnView,
  FieldRequest,
  FittingLayout,
  Mapping,
  ProposalOptions,
  ProposedFieldView,
  Recognised,
} from '../../contract/waiting-files.js';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Fault } from '../../contract/fault.js';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import type { FieldPath } from '../merged-form.js';
import { FaultyFields } from '../parts/faulty-fields.js';
import { Loading } from '../parts/notice.js';
import { ProblemNotice } from '../parts/problem.js';
import { asProblem } from '../resource.js';
import { at, post, type Problem } from '../rest.js';
import type { PageLocation } from '../router.js';
import { BringFile } from './mapping/bring-file.js';
import { ColumnsPart } from './mapping/columns.js';
import { type ChangeDraft, draftFrom, draftOf, fieldOf, lackingIn, type MappingDraft, withoutGuess } from './mapping/draft.js';
import { FittingLayouts } from './mapping/fitting-layouts.js';
import { useKeptDraft } from './mapping/kept-draft.js';
import { asShipments, lossesDraft, useLossesToo } from './mapping/losses-too.js';
import type { MappedFile } from './mapping/mapped-file.js';
import { fieldOfFault } from './mapping/mends.js';
import { OtherFields } from './mapping/other-fields.js';
import { RecognisedPart } from './mapping/recognised.js';
import { SaveLayout } from './mapping/save-layout.js';
import { TrialPart, type Trying, useTrial } from './mapping/trial.js';

/** A file whose form is new: brought, mapped by choosing, tried, and imported by the layout that comes of it. */
export function MapFilePage({ place }: { readonly place: PageLocation }) {
  const { words } = useTranslation();
  const file = place.query.get('file');
  const as = place.query.get('as');
  return (
    <>
      <h1>{words.mapping.title}</h1>
      {file === null ? <BringFile /> : <MapFile key={`${file} ${as ?? ''}`} id={file} isOfLosses={as === 'losses'} />}
    </>
  );
}

const recognised = (id: string, options: ProposalOptions) =>
  post<Recognised, ProposalOptions>(at`/files/${id}/proposal`, options);

/** A draft with the choices of a layout as it is saved by now. */
function draftOfSaved(layout: string, found: Recognised, way: ProposalOptions): MappingDraft {
  const saved = found.fitting.find(one => one.layout === layout);
  return saved === undefined ? draftOf(found, way) : draftFrom(saved, found, way);
}

interface FirstSeen {
  readonly seen: Recognised;
  readonly draft: MappingDraft;
}

/** A file as it is read and mapped at first: by the likeliest of the saved layouts that fit, else as it is recognised. */
async function firstSeen(id: string): Promise<FirstSeen> {
  const found = await recognised(id, {});
  const [likeliest] = found.fitting;
  // One that fills the client by itself may be another client's: it is offered.
  const isTaken = likeliest !== undefined && likeliest.draft !== null && likeliest.fixed.length === 0;
  return isTaken ? seenBy(id, likeliest) : { seen: found, draft: draftOf(found, {}) };
}

/** The same for what a file says of the damage and loss of shipments. */
async function lossesSeen(id: string): Promise<FirstSeen> {
  const way = asShipments({});
  const found = await recognised(id, way);
  const saved = found.fitting.find(one => one.fact === 'shipment' && one.draft !== null && one.fixed.length === 0);
  return saved === undefined ? { seen: found, draft: lossesDraft(found, way) } : seenBy(id, saved);
}

async function seenBy(id: string, layout: FittingLayout): Promise<FirstSeen> {
  const seen = await recognised(id, layout.way);
  return { seen, draft: draftFrom(layout, seen, layout.way) };
}

function MapFile({ id, isOfLosses }: { readonly id: string; readonly isOfLosses: boolean }) {
  const { words } = useTranslation();
  const { draft, begin: keep, change, forget } = useKeptDraft(id);
  const [beginnings, setBeginnings] = useState(0);
  const { action, run, isBusy } = useAction<Recognised>();
  const [seen, setSeen] = useState<Recognised>();
  const [asked, setAsked] = useState<ProposalOptions>();
  const latest = useRef<ProposalOptions>(undefined);
  const begin = (next: MappingDraft): void => {
    setBeginnings(count => count + 1);
    keep(next);
  };
  const readFor = (options: ProposalOptions, draftFor: (found: Recognised) => MappingDraft): void => {
    latest.current = options;
    setAsked(options);
    void run(() => recognised(id, options)).then(found => {
      // What was chosen since is asked for already.
      if (latest.current !== options) return;
      setAsked(undefined);
      if (found === undefined) return;
      setSeen(found);
      begin(draftFor(found));
    });
  };
  const read = (options: ProposalOptions, kept?: MappingDraft): void =>
    readFor(options, found => kept ?? { ...draftOf(found, options), ...(draft === undefined ? {} : { why: draft.why }) });
  const beginWith = (layout: FittingLayout | undefined): void => {
    if (layout === undefined) return read({});
    // A copy: each press is a reading of its own.
    const way = { ...layout.way };
    readFor(way, found => draftOfSaved(layout.layout, found, way));
  };
  const readFirst = (): void =>
    void run(async () => {
      const first = await (isOfLosses ? lossesSeen(id) : firstSeen(id));
      setSeen(first.seen);
      begin(first.draft);
      return first.seen;
    });
  useEffect(() => (draft === undefined ? readFirst() : read(draft.options, draft)), []);
  return (
    <>
      <p>
        <a href="/imports/map">{words.mapping.other}</a>
      </p>
      {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
      {seen === undefined || draft === undefined ? (
        action.state !== 'failed' && <Loading />
      ) : (
        <Mapping key={beginnings} {...{ id, seen, draft, change, read, asked, beginWith, forget }} isRead={!isBusy} />
      )}
    </>
  );
}

interface MappingProps {
  readonly id: string;
  readonly seen: Recognised;
  readonly draft: MappingDraft;
  readonly change: ChangeDraft;
  readonly read: (options: ProposalOptions) => void;
  /** How the file is to be read, from when that is chosen until it was read so. */
  readonly asked: ProposalOptions | undefined;
  readonly beginWith: (layout: FittingLayout | undefined) => void;
  readonly forget: () => void;
  /** False while the file is being read in another way: what is shown is about to be replaced. */
  readonly isRead: boolean;
}

function Mapping({ id, seen, draft, change, read, asked: reading, beginWith, forget, isRead }: MappingProps) {
  const fill = (field: string, mapping: Mapping | undefined): void => {
    change(now => {
      const { [field]: _, ...others } = now.fields;
      return { ...now, fields: mapping === undefined ? others : { ...others, [field]: mapping } };
    });
  };
  const { asked, choose, problem } = useChoice({ id, seen, draft, change });
  const lossesToo = useLossesToo(id, { seen, draft });
  const file: MappedFile = { seen, draft, change, lossesToo, asked, choose, fill };
  const tried = useTrial(id, file, seen.fact !== null && lackingIn(draft, seen).length === 0);
  const trying = { ...tried, isOld: tried.isOld || !isRead };
  const faults = useMemo(() => faultsIn(trying), [trying.trial]);
  const fieldOfOne = (fault: Fault): FieldPath | undefined => {
    const name = fieldOfFault(fault, file)?.field.name;
    return name === undefined ? undefined : [name];
  };
  return (
    <>
      <FittingLayouts {...{ seen, draft, beginWith }} />
      <RecognisedPart {...{ seen, options: reading ?? draft.options, read, isRead }} />
      {seen.fact !== null && (
        <div class={isRead ? 'mapping' : 'mapping outdated'} inert={!isRead} aria-busy={!isRead}>
          <div>
            {problem !== undefined && <ProblemNotice problem={problem} />}
            <FaultyFields isListedElsewhere faults={faults} values={draft.fields} fieldOf={fieldOfOne}>
              <ColumnsPart {...file} />
              <OtherFields {...file} />
            </FaultyFields>
          </div>
          <TrialPart {...{ id, file, trying }} />
        </div>
      )}
      {seen.fact !== null && (
        <div class={isRead ? '' : 'outdated'} inert={!isRead} aria-busy={!isRead}>
          <SaveLayout {...{ id, file, trying, forget, beginWith }} />
        </div>
      )}
    </>
  );
}

type Choosing = Pick<MappingProps, 'id' | 'seen' | 'draft' | 'change'>;

/** What is chosen, and why a choice could not be made: those of other columns may still be under way then. */
interface Choices extends Pick<MappedFile, 'asked' | 'choose'> {
  readonly problem: Problem | undefined;
}

/** Fields that are chosen for columns: each stands at once, and how its column fills it comes with the answer to the last choice. */
function useChoice({ id, seen: { fact }, draft: { options }, change }: Choosing): Choices {
  const latest = useRef<ReadonlyMap<number, string>>(new Map());
  const [asked, setAsked] = useState(latest.current);
  const [problem, setProblem] = useState<Problem>();
  const ask = (next: ReadonlyMap<number, string>): void => {
    latest.current = next;
    setAsked(next);
  };
  const choose = (column: ColumnView, field: string): void => {
    const { position } = column;
    ask(new Map([...latest.current, [position, field]]));
    const isLast = (): boolean => latest.current.get(position) === field;
    setProblem(undefined);
    const isNone = field === '' || fact === null;
    const found = isNone ? undefined : fieldOfColumn(id, options, { fact, column: column.column, field });
    void Promise.resolve(found)
      .then(
        filling => isLast() && change(now => withChoice(now, column, filling)),
        (cause: unknown) => isLast() && setProblem(asProblem(cause)),
      )
      .finally(() => isLast() && ask(new Map([...latest.current].filter(([other]) => other !== position))));
  };
  return { asked, choose, problem };
}

/** A draft in which a column fills that field, or none, instead of the one before. */
function withChoice(now: MappingDraft, column: ColumnView, found: ProposedFieldView | undefined): MappingDraft {
  const { [fieldOf(now.fields, column) ?? '']: _, ...fields } = now.fields;
  if (found === undefined) return { ...now, fields };
  const { field } = found;
  return {
    ...now,
    fields: { ...fields, [field]: withoutGuess(found) },
    known: { ...now.known, [field]: found },
    chosen: [...new Set([...now.chosen, field])],
  };
}

/** What a trial found wrong: in the layout, and in the rows that it rejects. */
const faultsIn = ({ trial }: Trying): readonly Fault[] => [
  ...(trial?.faults ?? []).filter(({ severity }) => severity === 'error'),
  ...(trial?.answer?.batches[0]?.errors ?? []),
];

type Chosen = Pick<FieldRequest, 'fact' | 'column' | 'field'>;

/** How a column fills a field that was chosen for it, where the file is read in the same way. */
function fieldOfColumn(id: string, options: ProposalOptions, chosen: Chosen): Promise<ProposedFieldView> {
  const { fact: _, ...place } = options;
  return post<ProposedFieldView, FieldRequest>(at`/files/${id}/field`, { ...place, ...chosen });
}
