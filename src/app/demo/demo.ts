import { cp, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Evaluation } from '../../evaluation/document.js';
import type { Language } from '../../facts/label.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { usageFaults } from '../../faults/usage.js';
import { settingsFile } from '../../rulebook/find-workspace.js';
import { importFile } from '../imports/import-file.js';
import type { ImportedBatch } from '../imports/imported-batch.js';
import { type Surroundings, withWorkspace } from '../workspace/open-workspace.js';
import { demoMark, isDemo } from './demo-mark.js';
import { playStory, type StoryEvent, type StoryStep } from './demo-story.js';
import { type ClientScorecard, type WrittenScorecard, writeScorecards } from '../scorecards/write-scorecards.js';

/** What seeds/demo/import.yaml asks for. */
interface Script {
  readonly imports: readonly { readonly file: string; readonly layout: string; readonly late?: true }[];
  readonly story: readonly StoryStep[];
  readonly scorecards: readonly {
    readonly period: string;
    readonly clients: readonly string[];
    readonly at?: string;
    readonly revision?: number;
    readonly portfolio?: boolean;
    readonly languages?: readonly Language[];
    readonly pdf?: boolean;
  }[];
}

/** What the demo made. */
export interface DemoMade {
  readonly directory: string;
  readonly batches: readonly ImportedBatch[];
  readonly story: readonly StoryEvent[];
  readonly evaluations: readonly Evaluation[];
  readonly scorecards: readonly WrittenScorecard[];
}

/** Makes the demo workspace afresh, imports what import.yaml lists, and writes the scorecards it asks for. */
export async function runDemo(request: Surroundings & { readonly directory: string }): Promise<DemoMade> {
  const { directory } = request;
  await makeWorkspace(directory);
  // The demo writes its own script in seeds/; it is not a user's file.
  const script = parse(await readFile(join(directory, 'import.yaml'), 'utf8')) as Script;
  const env = { ...request.env, DATABASE_URL: undefined };
  return withWorkspace(
    {
      ...request,
      env,
      workspace: directory,
      log: message => (typeof message === 'string' || 'did' in message) && request.log?.(message),
    },
    async deps => {
      const batches: ImportedBatch[] = [];
      const load = async (isLate: boolean): Promise<void> => {
        for (const { file, layout } of script.imports.filter(({ late = false }) => late === isLate)) {
          batches.push(await importFile(deps, { path: join(directory, file), layout, dryRun: false, actor: 'demo' }));
          deps.log?.({ did: 'imported', file });
        }
      };
      await load(false);
      const story = await playStory(deps, script.story, () => load(true));
      const evaluations: Evaluation[] = [];
      const files: WrittenScorecard[] = [];
      for (const { period, clients, at, revision, portfolio, languages, pdf } of script.scorecards) {
        const moment = at === undefined ? undefined : Date.parse(at);
        const language = languages ?? deps.workspace.settings.language;
        const request = { period, clients, at: moment, revision, actor: 'demo', language };
        const wanted = { ...request, portfolio: portfolio === true, pdf: pdf === true };
        const keep = ({ evaluation }: ClientScorecard): unknown => evaluations.push(evaluation);
        files.push(...(await writeScorecards(deps, wanted, keep)).files);
      }
      await deps.database.settle();
      return { directory, batches, story, evaluations, scorecards: files };
    },
  );
}

async function makeWorkspace(directory: string): Promise<void> {
  if (existsSync(directory) && !isDemo(directory)) {
    throw new Stop(2, [fault(usageFaults, 'demo_folder_taken', { directory })]);
  }
  await rm(directory, { recursive: true, force: true });
  await cp(join(seedsFolder(), 'demo'), directory, { recursive: true });
  await cp(join(seedsFolder(), 'scms'), join(directory, 'scms'), { recursive: true });
  if (!existsSync(join(directory, settingsFile)))
    throw new Error(`the seeds are incomplete: ${directory} has no ${settingsFile}`);
  await cp(join(directory, settingsFile), join(directory, demoMark));
}

const seedsFolder = (): string => fileURLToPath(new URL('../../../seeds', import.meta.url));
