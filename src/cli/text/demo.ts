import { relative } from 'node:path';
import type { DemoMade } from '../../app/demo/demo.js';
import type { StoryEvent } from '../../app/demo/demo-story.js';
import { namesEn } from '../../words/en.js';
import { importSummary } from './import-summary.js';
import { textTable } from './result-table.js';

/** What the demo made, and what to try next. Files are named as they are reached from the folder `start`. */
export function demoText({ directory, batches, evaluations, story, scorecards }: DemoMade, start: string): string {
  const workspace = relative(start, directory) || '.';
  const counted = ['met', 'at_risk', 'missed', 'no_data'] as const;
  const noData = namesEn.statuses.no_data.toLowerCase();
  const names = counted.map(status => namesEn.statuses[status].toLowerCase());
  const head = ['client', 'period', 'satisfaction', 'kpi', ...names];
  const rows = evaluations.map(({ document, revision }) => {
    const index = (id: string): string => document.indexes.find(one => one.index === id)?.score?.toFixed(2) ?? noData;
    return [
      document.client,
      revision > 1 ? `${document.period} (revision ${revision})` : document.period,
      index('satisfaction'),
      index('kpi'),
      ...counted.map(status => String(document.metrics.filter(metric => metric.status === status).length)),
    ];
  });
  return [
    importSummary(batches),
    '',
    textTable([head, ...rows], [2, 3, 4, 5, 6, 7]),
    '',
    'What happened to ACME’s March, and what was done about gaps:',
    ...story.map(event => `  ${storyLine(event)}`),
    '',
    'Workbooks:',
    ...scorecards.map(({ file }) => `  ${relative(start, file)}`),
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

/** What happened in a step of the demo's story, as one line. */
export function storyLine(event: StoryEvent): string {
  switch (event.did) {
    case 'close':
      return `Closed by ${event.by} as revision ${event.revision}, evaluation ${event.evaluation}.`;
    case 'reopen':
      return `Reopened by ${event.by}: ${event.reason}`;
    case 'dispute':
      return `Dispute ${event.dispute} by ${event.by}: ${event.text}`;
    case 'accept':
      return `Accepted by ${event.by}: exclusion ${event.exclusion}, revision ${event.revision} is proposed. ${event.why}`;
    case 'act':
      return `Action ${event.action} for ${event.client} by ${event.by}: ${event.what}`;
    case 'weigh':
      return `Weights of ${event.index} for ${event.client} from wave ${event.wave}, in force from ${event.from}, by ${event.by}: ${event.file}`;
    case 'import_late':
      return 'The carrier’s corrected file came after the closing: reported as late, nothing changed by it.';
  }
}
