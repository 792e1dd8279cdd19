import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { surveyItems } from '../../evaluation/survey-items.js';
import { localDay, parseDay } from '../../facts/time.js';
import { sha256Of } from '../../files/sha256-of.js';
import type { RawLayout } from '../../rulebook/workspace.js';
import { clientsWithFacts, type FileReading } from '../../store/batches.js';
import { sitesWithFacts } from '../../store/sites-with-facts.js';
import type { Transaction } from '../../store/connect.js';
import { filesRead, repeatBatch } from '../../store/facts/repeat.js';
import type { Deps } from '../deps.js';
import { lookupTables } from '../workspace/lookup-tables.js';
import { convertingProgram } from './converting-program.js';
import type { ImportedBatch, ImportRequest } from './imported-batch.js';
import { acceptedClients } from './layouts.js';
import { recordedName } from './recorded-name.js';

/**
 * A hash of everything besides a file's bytes that decides what becomes of its rows. `sites` are those of the file itself, where it has
 * been read. That dates are plausible until a day which moves on with the clock is left out: a file whose dates were all plausible once
 * stays so.
 */
async function readingOf(
  deps: Pick<Deps, 'workspace' | 'clock'>,
  tx: Transaction,
  file: string,
  { layout, file: layoutFile }: RawLayout,
  sites: ReadonlySet<string> = new Set(),
): Promise<string> {
  const { settings, rulebook } = deps.workspace;
  const { time_zone, clients, sites: registered, on_unknown_client, plausible_dates } = settings;
  const items = layout.fact === 'survey_answer' ? surveyItems(rulebook) : undefined;
  const decides = {
    program: convertingProgram(),
    layout,
    file: path.basename(file),
    settings: { time_zone, clients, sites: registered, on_unknown_client, plausible_dates },
    isClockSet: localDay(time_zone, deps.clock()) >= (parseDay(plausible_dates.from) ?? 0),
    fields: rulebook.fields,
    phrases: rulebook.phrases,
    items: items === undefined ? undefined : [...items],
    tables: [...(await lookupTables(layout, layoutFile))],
    clientsWithFacts: acceptedClients(deps.workspace) === undefined ? await clientsWithFacts(tx) : undefined,
    sitesWithFacts: [...new Set([...(await sitesWithFacts(tx)), ...sites])].toSorted(),
  };
  return createHash('sha256').update(JSON.stringify(decides)).digest('hex');
}

/** The bytes of a file; undefined where it is none, or not there. */
const bytesOf = (file: string): Promise<number | undefined> =>
  stat(file).then(
    found => (found.isFile() ? found.size : undefined),
    () => undefined,
  );

/** How a file was read, once its facts are there and its sites are known. */
export type ReadingOfFile = (tx: Transaction, sites: ReadonlySet<string>) => Promise<FileReading | undefined>;

const tablesText = async ({ layout, file }: RawLayout): Promise<string> =>
  JSON.stringify([...(await lookupTables(layout, file))]);

/** How a file is read that the layout is chosen for; `undefined` where its bytes do not decide what it says. */
export async function readingFor(
  deps: Pick<Deps, 'workspace' | 'clock'>,
  file: string,
  chosen: RawLayout,
): Promise<ReadingOfFile | undefined> {
  const bytes = chosen.layout.format === 'sql' ? undefined : await bytesOf(file);
  if (bytes === undefined) return undefined;
  const before = await tablesText(chosen);
  return async (tx, sites) => {
    // What was edited meanwhile is not what the rows were read by.
    if ((await tablesText(chosen)) !== before) return undefined;
    return { bytes, reading: await readingOf(deps, tx, file, chosen, sites) };
  };
}

/**
 * Imports a file that was read before and whose facts are still as it says, without reading its rows: as reading them again would, but at
 * the price of its hash. `undefined` where it has to be read.
 */
export async function importKnownFile(
  { database, ...deps }: Pick<Deps, 'database' | 'workspace' | 'clock'>,
  { path: file, dryRun, actor }: ImportRequest,
  chosen: RawLayout,
): Promise<ImportedBatch | undefined> {
  const bytes = await bytesOf(file);
  if (bytes === undefined) return undefined;
  const alike = await database.transaction(tx => filesRead(tx, bytes, deps.clock()));
  if (alike.length === 0) return undefined;
  const reading = await database.transaction(tx => readingOf(deps, tx, file, chosen));
  if (!alike.some(one => one.reading === reading)) return undefined;
  const sha256 = await sha256Of(file);
  if (!alike.some(one => one.reading === reading && one.sha256 === sha256)) return undefined;
  const { layout } = chosen.layout;
  const name = recordedName(file, deps.workspace.directory);
  const report = await repeatBatch(database, { file: name, layout, actor, at: deps.clock }, { reading, sha256 }, dryRun);
  if (report === undefined) return undefined;
  const { batch, kind: fact, rows } = report;
  return {
    batch,
    file,
    sha256,
    layout,
    fact,
    rows,
    rejects: null,
    repeated: 0,
    warnings: [],
    errors: [],
    findings: [],
    late: [],
  };
}
