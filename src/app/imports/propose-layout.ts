import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { surveyItems } from '../../evaluation/survey-items.js';
import type { Field } from '../../facts/field.js';
import { factKind, type FactKind, type FactKindName, factKinds } from '../../facts/kinds.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import type { AlsoFound, LackingField, LayoutProposal, ProposedField } from '../../faults/proposal.js';
import { Stop } from '../../faults/stop.js';
import { proposalEn } from '../../faults/words/en/proposal.js';
import { proposalZh } from '../../faults/words/zh/proposal.js';
import type { Sampled } from '../../import/propose/drafting.js';
import type { KnownPlaces } from '../../import/propose/known-places.js';
import { knownHeaders } from '../../import/propose/header-row.js';
import { layoutNameOf } from '../../import/propose/layout-name.js';
import { areValues } from '../../import/propose/second-header-line.js';
import { isSoundName } from '../../rulebook/soundness.js';
import type { Workspace } from '../../rulebook/workspace.js';
import type { Deps } from '../deps.js';
import { createFile } from '../workspace/create-file.js';
import { proposalInThread } from './proposal-thread.js';
import { otherSheetsOf, sheetsBeside } from './other-sheets.js';
import { type Sample, sampleOf } from './sample-of.js';

/** A layout suggested for a file: its name, the kind of fact, the YAML, its fields, and the headers that no field was found for. */
export interface ProposedLayout {
  readonly layout: string;
  readonly fact: string;
  readonly yaml: string;
  readonly fields: readonly ProposedField[];
  /** Fields of the key that the file does not show: without them nothing can be imported. */
  readonly lacking: readonly LackingField[];
  /** Other kinds of fact in the file. */
  readonly also: readonly AlsoFound[];
  readonly unused: readonly string[];
}

/** Which file a layout is proposed for, and what is known of it. */
export interface ProposalRequest {
  readonly path: string;
  readonly sheet?: string | undefined;
  readonly headerRow?: number | undefined;
  /** How many lines the headings have, from that row on; without it one, or two where the second is seen to be one. */
  readonly headerRows?: number | undefined;
  /** What a text is written in; without it as it is recognised. */
  readonly encoding?: string | undefined;
  /** What stands between the cells of a text; without it as it is recognised. */
  readonly delimiter?: string | undefined;
  /** The file has no headings: its columns go by their positions. */
  readonly header?: 'none' | undefined;
  /** The kind of fact that its rows are; without it the kind that fits best. */
  readonly fact?: string | undefined;
}

/** What is known besides the file: the environment, and the workspace where there is one. */
export type ProposalDeps = Pick<Deps, 'env'> & { readonly workspace?: Workspace | undefined };

/** Suggests a layout from a file's headers and first rows. Stops where no kind of fact can be recognised. */
export async function proposeLayout(deps: ProposalDeps, request: ProposalRequest): Promise<LayoutProposal> {
  const asked = askedKind(request.fact);
  const sample = await sampleOf(request, deps.env);
  const { encodings } = sample;
  const kinds = kindsOf(deps.workspace);
  const named = namedColumns(sample);
  const isHeadless = asked === undefined && request.headerRow === undefined && lookLikeValues(sample);
  const suggested = isHeadless
    ? undefined
    : (await proposalInThread({ file: sampledFile(deps, request, sample), kinds, asked })).proposal;
  if (suggested === undefined) {
    const beside = await sheetsBeside(request, kinds);
    const params = { columns: named, areValues: areValues(named), encodings, ...beside };
    throw new Stop(2, [fault(importFaults, 'layout_not_proposable', params, { file: request.path })]);
  }
  const sheets = await otherSheetsOf(request, sample, kinds);
  return {
    ...suggested,
    ...(sheets === undefined ? {} : { sheets }),
    ...(encodings.length === 0 ? {} : { encodings }),
  };
}

const namedColumns = ({ columns }: Pick<Sample, 'columns'>): readonly string[] =>
  columns.map(column => column.trim()).filter(column => column !== '');

/** Whether what stands where headings would be looks like a row of values: so many numbers or dates at least, and so many known headings at most. */
export function lookLikeValues(sample: Pick<Sample, 'columns'>, { figures = 2, known = 0 } = {}): boolean {
  const named = namedColumns(sample);
  return areValues(named, figures) && knownHeaders(named) <= known;
}

/** A file as a proposal is made for it. */
export function sampledFile({ workspace }: ProposalDeps, request: ProposalRequest, sample: Sample): Sampled {
  const { settings, columns, rows, typedCells, titles } = sample;
  return {
    name: layoutName(request, workspace),
    settings,
    columns,
    rows,
    typedCells,
    places: knownPlaces(workspace),
    about: [path.basename(request.path, path.extname(request.path)), request.sheet ?? '', ...titles],
    items: workspace === undefined ? undefined : surveyItems(workspace.rulebook),
  };
}

/** Every kind of fact, with the fields that the workspace declares for itself. */
export const kindsOf = (workspace: Workspace | undefined): readonly FactKind[] =>
  factKinds.map(kind => {
    const own = (workspace?.rulebook.fields ?? []).filter(({ fact }) => fact === kind.name);
    return {
      ...kind,
      fields: [...kind.fields, ...own.map(({ id, type, en, zh }): Field => ({ name: id, type, en, zh, aliases: [] }))],
    };
  });

function askedKind(fact: string | undefined): FactKindName | undefined {
  if (fact === undefined) return undefined;
  const kind = factKind(fact);
  if (kind === undefined) {
    throw new Stop(2, [fault(importFaults, 'layout_fact_unknown', { fact, known: factKinds.map(({ name }) => name) })]);
  }
  return kind.name;
}

/** A proposed layout as it is written, its remarks in a language. */
export const proposedLayout = (proposed: LayoutProposal, language: 'en' | 'zh'): ProposedLayout => ({
  layout: proposed.layout,
  fact: proposed.fact,
  yaml: { en: proposalEn, zh: proposalZh }[language](proposed),
  fields: proposed.fields,
  lacking: proposed.lacking,
  also: proposed.also,
  unused: proposed.unused.map(({ column }) => String(column)),
});

/** Writes a proposed layout into the workspace's config; its path. Stops rather than replace a layout that is there. */
export async function writeLayout(workspace: Workspace, proposed: ProposedLayout): Promise<string> {
  const file = layoutFile(workspace, proposed.layout);
  const known = workspace.layouts.find(layout => layout.name === proposed.layout);
  const isTaken = known !== undefined || !isSoundName(workspace.unsound, 'layouts', proposed.layout);
  if (isTaken || existsSync(file)) {
    throw new Stop(2, [fault(importFaults, 'layout_exists', { layout: proposed.layout, file: known?.shown ?? file })]);
  }
  await mkdir(path.dirname(file), { recursive: true });
  await createFile(file, proposed.yaml);
  return file;
}

/** The file of the config that a layout of that name is written to. */
export const layoutFileOf = (name: string): string => path.posix.join('config', 'layouts', `${name}.yaml`);

const layoutFile = ({ directory }: Workspace, name: string): string => path.join(directory, layoutFileOf(name));

/** The clients and sites that the workspace registers, with what they are called in either language. */
function knownPlaces(workspace: Workspace | undefined): KnownPlaces {
  const { clients = [], sites = [] } = workspace?.settings ?? {};
  return {
    client: clients.map(({ code, name }) => ({ code, names: namesOf(name) })),
    site: sites.map(({ code, name }) => ({ code, names: namesOf(name) })),
  };
}

const namesOf = (label: { readonly en?: string; readonly zh?: string } | undefined): readonly string[] =>
  Object.values(label ?? {});

/** A file's name as a layout's; where that is taken, with the sheet or the kind of fact that was asked for. */
function layoutName({ path: file, fact, sheet }: ProposalRequest, workspace: Workspace | undefined): string {
  const name = nameOfFile(file);
  const isTaken = (one: string): boolean => workspace !== undefined && isLayout(workspace, one);
  const beside = [sheet === undefined ? '' : layoutNameOf(sheet), fact ?? ''].filter(part => part !== '');
  return [name, ...beside.map(part => `${name}_${part}`)].find(one => !isTaken(one)) ?? name;
}

/** The name that a layout for files like this one would have, where there is a layout of that name already. */
export const nameTaken = (file: string, workspace: Workspace): string | undefined => {
  const name = nameOfFile(file);
  return isLayout(workspace, name) ? name : undefined;
};

const nameOfFile = (file: string): string => layoutNameOf(path.basename(file, path.extname(file))) || 'layout';

const isLayout = (workspace: Workspace, name: string): boolean =>
  workspace.layouts.some(({ name: known }) => known === name) || existsSync(layoutFile(workspace, name));

/** A name as it is, or with the first number behind it under which there is no layout yet. */
export function freeLayoutName(name: string, workspace: Workspace): string {
  let free = name;
  for (let i = 2; isLayout(workspace, free); i++) free = `${name}_${i}`;
  return free;
}
