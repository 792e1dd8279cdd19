import { cp, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Evaluation } from '../../evaluation/document.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { usageFaults } from '../../faults/usage.js';
import { settingsFile } from '../../rulebook/find-workspace.js';
import { importFile, type ImportedBatch } from '../imports/import-file.js';
import { importSummary } from '../../cli/text/import-summary.js';
import { type Surroundings, withWorkspace } from '../workspace/open-workspace.js';
import { type StoryStep, tellStory } from './demo-story.js';
import { textTable } from '../../cli/text/result-table.js';
import { type WrittenScorecard, writeScorecards } from '../scorecards/write-scorecards.js';

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
  }[];
}

/** Marks a folder as made by the demo: only such a folder is replaced. */
const mark = '.plumbline-demo';

/** The demo's answer: the same in JSON and in words. */
export interface DemoAnswer {
  readonly json: object;
  readonly words: string;
}

/** Makes the demo workspace afresh, imports what import.yaml lists, and writes the scorecards it asks for. */
export async function runDemo(request: Surroundings & { readonly directory: string }): Promise<DemoAnswer> {
  const { directory } = request;
  await makeWorkspace(directory);
  // The demo writes its own script in seeds/; it is not a user's file.
  const script = parse(await readFile(join(directory, 'import.yaml'), 'utf8')) as Script;
  const env = { ...request.env, DATABASE_URL: undefined };
  return withWorkspace(
    { ...request, env, workspace: directory, log: message => typeof message === 'string' && request.log?.(message) },
    async deps => {
      const batches: ImportedBatch[] = [];
      const load = async (isLate: boolean): Promise<void> => {
        for (const { file, layout } of script.imports.filter(({ late = false }) => late === isLate)) {
          batches.push(await importFile(deps, { path: join(directory, file), layout, dryRun: false, actor: 'demo' }));
          deps.log?.(`Imported ${file}.`);
        }
      };
      await load(false);
      const told = await tellStory(deps, script.story, () => load(true));
      const evaluations: Evaluation[] = [];
      const files: WrittenScorecard[] = [];
      for (const { period, clients, at, revision, portfolio } of script.scorecards) {
        const moment = at === undefined ? undefined : Date.parse(at);
        const language = deps.workspace.settings.language;
        const written = await writeScorecards(deps, {
          period,
          clients,
          at: moment,
          revision,
          actor: 'demo',
          language,
          portfolio: portfolio === true,
        });
        evaluations.push(...written.evaluations);
        files.push(...written.files);
      }
      await deps.database.settle();
      const json = { directory, batches, story: told, scorecards: files };
      return {
        json,
        words: story(
          relative(request.start, directory) || '.',
          batches,
          { evaluations, told },
          files.map(({ file }) => relative(request.start, file)),
        ),
      };
    },
  );
}

async function makeWorkspace(directory: string): Promise<void> {
  if (existsSync(directory) && !existsSync(join(directory, mark))) {
    throw new Stop(2, [fault(usageFaults, 'demo_folder_taken', { directory })]);
  }
  await rm(directory, { recursive: true, force: true });
  await cp(join(seedsFolder(), 'demo'), directory, { recursive: true });
  await cp(join(seedsFolder(), 'scms'), join(directory, 'scms'), { recursive: true });
  if (!existsSync(join(directory, settingsFile)))
    throw new Error(`the seeds are incomplete: ${directory} has no ${settingsFile}`);
  await cp(join(directory, settingsFile), join(directory, mark));
}

const seedsFolder = (): string => fileURLToPath(new URL('../../seeds', import.meta.url));

function story(
  workspace: string,
  batches: readonly ImportedBatch[],
  { evaluations, told }: { readonly evaluations: readonly Evaluation[]; readonly told: readonly string[] },
  files: readonly string[],
): string {
  const head = ['client', 'period', 'satisfaction', 'kpi', 'met', 'at risk', 'missed', 'no data'];
  const rows = evaluations.map(({ document, revision }) => {
    const index = (id: string): string => document.indexes.find(one => one.index === id)?.score?.toFixed(2) ?? 'no data';
    const count = (status: string): string => String(document.metrics.filter(metric => metric.status === status).length);
    return [
      document.client,
      revision > 1 ? `${document.period} (revision ${revision})` : document.period,
      index('satisfaction'),
      index('kpi'),
      count('met'),
      count('at_risk'),
      count('missed'),
      count('no_data'),
    ];
  });
  return [
    importSummary(batches),
    '',
    textTable([head, ...rows], [2, 3, 4, 5, 6, 7]),
    '',
    'What happened to ACME’s March, and what was done about gaps:',
    ...told.map(line => `  ${line}`),
    '',
    'Workbooks:',
    ...files.map(file => `  ${file}`),
    '',
    'Try next:',
    `  plumbline evaluate --workspace ${workspace} --period 2026-Q2 --client ACME`,
    `  plumbline scorecard --workspace ${workspace} --period 2026-05 --lang zh`,
    `  plumbline audit diff ACME:2026-03:1 ACME:2026-03:2 --workspace ${workspace}`,
    `  plumbline improvement --workspace ${workspace} --period 2026-06 --client ACME`,
    `  plumbline metrics show on_time_delivery --workspace ${workspace}`,
    `  less ${workspace}/README.md      what each odd row is for`,
    '',
    'From a clone, `npx plumbline …` runs the program; run the demo again and it starts afresh.',
  ].join('\n');
}
