import { relative } from 'node:path';
import type { DemoMade } from '../../app/demo/demo.js';
import type { StoryEvent } from '../../app/demo/demo-story.js';
import type { Language } from '../../facts/label.js';
import { namesOf } from '../../words/names.js';
import { say } from '../../words/say.js';
import { importSummary } from './import-summary.js';
import { textTable } from './result-table.js';

/** What the demo made, and what to try next. Files are named as they are reached from the folder `start`. */
export function demoText(made: DemoMade, start: string, language: Language): string {
  const { directory, batches, story, scorecards } = made;
  const workspace = relative(start, directory) || '.';
  return [
    importSummary(batches, language),
    '',
    evaluationTable(made, language),
    '',
    say(language, 'What happened to ACME’s March, and what was done about gaps:', 'ACME 三月份的经过，以及针对差距采取的措施：'),
    ...story.map(event => `  ${storyLine(event, language)}`),
    '',
    say(language, 'Workbooks:', '工作簿：'),
    ...scorecards.map(({ file }) => `  ${relative(start, file)}`),
    '',
    say(language, 'Try next:', '接下来可以试试：'),
    `  plumbline evaluate --workspace ${workspace} --period 2026-Q2 --client ACME`,
    `  plumbline scorecard --workspace ${workspace} --period 2026-05 --lang zh`,
    `  plumbline audit diff ACME:2026-03:1 ACME:2026-03:2 --workspace ${workspace}`,
    `  plumbline improvement --workspace ${workspace} --period 2026-06 --client ACME`,
    `  plumbline metrics show on_time_delivery --workspace ${workspace}`,
    `  less ${workspace}/README.md      ${say(language, 'what each odd row is for', '各异常数据行的用途')}`,
    '',
    say(
      language,
      'From a clone, `npx plumbline …` runs the program; run the demo again and it starts afresh.',
      '在源码目录中用 `npx plumbline …` 运行本程序；再次运行 demo 会重新生成。',
    ),
  ].join('\n');
}

function evaluationTable({ evaluations }: DemoMade, language: Language): string {
  const counted = ['met', 'at_risk', 'missed', 'no_data'] as const;
  const { statuses } = namesOf(language);
  const names = counted.map(status => statuses[status].toLowerCase());
  const head = say(language, 'client|period|satisfaction|kpi', '客户|期间|满意度指数|关键指标指数').split('|');
  const rows = evaluations.map(({ document, revision }) => {
    const index = (id: string): string =>
      document.indexes.find(one => one.index === id)?.score?.toFixed(2) ?? statuses.no_data.toLowerCase();
    const ofRevision = revision > 1 ? say(language, ` (revision ${revision})`, `（第 ${revision} 版）`) : '';
    return [
      document.client,
      `${document.period}${ofRevision}`,
      index('satisfaction'),
      index('kpi'),
      ...counted.map(status => String(document.metrics.filter(metric => metric.status === status).length)),
    ];
  });
  return textTable([[...head, ...names], ...rows], [2, 3, 4, 5, 6, 7]);
}

/** What happened in a step of the demo's story, as one line. */
export function storyLine(event: StoryEvent, language: Language): string {
  const { en, zh } = storyWords(event);
  return say(language, en, zh);
}

function storyWords(event: StoryEvent): { readonly en: string; readonly zh: string } {
  switch (event.did) {
    case 'close':
      return {
        en: `${event.client} ${event.period} closed by ${event.by} as revision ${event.revision}.${event.acknowledged === undefined ? '' : ` With something open: ${event.acknowledged}`}`,
        zh: `${event.client} ${event.period} 由 ${event.by} 关账，第 ${event.revision} 版。${event.acknowledged === undefined ? '' : `仍有未决事项：${event.acknowledged}`}`,
      };
    case 'comment':
      return {
        en: `Comment on ${event.client} ${event.metric ?? event.period} by ${event.by}: ${event.text}`,
        zh: `${event.by} 对 ${event.client} ${event.metric ?? event.period} 的说明：${event.text}`,
      };
    case 'sign':
      return {
        en: `${event.client} ${event.period}, revision ${event.revision}, signed by ${event.signatory}; recorded by ${event.by}.`,
        zh: `${event.client} ${event.period} 第 ${event.revision} 版由 ${event.signatory} 签认，${event.by} 登记。`,
      };
    case 'reopen':
      return { en: `Reopened by ${event.by}: ${event.reason}`, zh: `由 ${event.by} 重开：${event.reason}` };
    case 'dispute':
      return {
        en: `Dispute ${event.dispute} by ${event.by}: ${event.text}`,
        zh: `${event.by} 提出第 ${event.dispute} 号异议：${event.text}`,
      };
    case 'accept':
      return {
        en: `Accepted by ${event.by}: exclusion ${event.exclusion}, revision ${event.revision} is proposed. ${event.why}`,
        zh: `由 ${event.by} 接受：生成第 ${event.exclusion} 号剔除，提议第 ${event.revision} 版。${event.why}`,
      };
    case 'act':
      return {
        en: `Action ${event.action} for ${event.client} by ${event.by}: ${event.what}`,
        zh: `${event.by} 为 ${event.client} 添加第 ${event.action} 号措施：${event.what}`,
      };
    case 'weigh':
      return {
        en: `Weights of ${event.index} for ${event.client} from wave ${event.wave}, in force from ${event.from}, by ${event.by}: ${event.file}`,
        zh: `${event.by} 按调查批次 ${event.wave} 为 ${event.client} 推导 ${event.index} 的权重，自 ${event.from} 起生效：${event.file}`,
      };
    case 'import_late':
      return {
        en: 'The carrier’s corrected file came after the closing: reported as late, nothing changed by it.',
        zh: '承运商更正的文件在关账之后到达：列为迟到，没有改变任何数字。',
      };
  }
}
