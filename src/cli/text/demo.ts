import { basename, relative } from 'node:path';
import type { DemoMade } from '../../app/demo/demo.js';
import type { StoryEvent } from '../../app/demo/demo-story.js';
import type { Language } from '../../facts/label.js';
import { namesOf } from '../../words/names.js';
import { say } from '../../words/say.js';
import { lateText } from './late-batches.js';
import { textTable } from './result-table.js';

/**
 * What the demo made, and what to try next: what was agreed and what is handed over come first. Files are named as they are reached from
 * the folder `start`.
 */
export function demoText(made: DemoMade, start: string, language: Language): string {
  const { directory, story, scorecards } = made;
  const workspace = relative(start, directory) || '.';
  const shown = story.filter(({ did }) => did !== 'act' && did !== 'weigh');
  return [
    say(language, 'What is agreed, and what was handed over for June:', '约定的内容，以及六月份交付的文件：'),
    contractTable(made, language),
    '',
    say(
      language,
      `${scorecards.length} files in ${workspace}/scorecards, portfolios and the months before among them.`,
      `${workspace}/scorecards 中共有 ${scorecards.length} 个文件，包括客户总览和先前各月的文件。`,
    ),
    ...importedLines(made, language),
    '',
    say(language, 'What happened:', '经过：'),
    ...shown.map(event => `  ${storyLine(event, language)}`),
    '',
    say(language, 'Try next:', '接下来可以试试：'),
    `  plumbline start ${workspace}      ${say(language, 'the pages in the browser, with a tour in eight steps', '在浏览器中打开页面，附八步导览')}`,
    `  plumbline contract show --workspace ${workspace} --client NORDLYS --on 2026-06-30`,
    `  plumbline audit explain KESTREL:2026-06 on_time_delivery --workspace ${workspace}`,
    `  plumbline audit diff ACME:2026-03:1 ACME:2026-03:2 --workspace ${workspace}`,
    `  plumbline improvement --workspace ${workspace} --period 2026-06 --client ACME`,
    `  plumbline credits --workspace ${workspace} --period 2026-06 --client QINGHE`,
    `  less ${workspace}/README.md      ${say(language, 'what each odd row is for', '各异常数据行的用途')}`,
    '',
    say(
      language,
      'From a clone, `npx plumbline …` runs the program; run the demo again and it starts afresh.',
      '在源码目录中用 `npx plumbline …` 运行本程序；再次运行 demo 会重新生成。',
    ),
  ].join('\n');
}

/** A line for each client's last evaluation: by which contract, how it came out, and the files of it. */
function contractTable({ evaluations, scorecards }: DemoMade, language: Language): string {
  const counted = ['met', 'at_risk', 'missed'] as const;
  const { statuses } = namesOf(language);
  const names = counted.map(status => statuses[status].toLowerCase());
  const head = say(language, 'client|contract|period', '客户|合同|期间').split('|');
  const own = say(language, 'none: the firm’s own standards', '无：按公司自定标准');
  const latest = [...new Map(evaluations.map(one => [one.document.client, one])).values()];
  const rows = latest.map(({ id, document }) => {
    const files = scorecards.filter(({ evaluation }) => evaluation === id).map(({ file }) => basename(file));
    const { client, period, contract, metrics } = document;
    return [
      client,
      contract?.id ?? own,
      period,
      ...counted.map(status => String(metrics.filter(metric => metric.status === status).length)),
      handedOver(files),
    ];
  });
  return textTable([[...head, ...names, say(language, 'files', '文件')], ...rows], [3, 4, 5]);
}

/** Files that differ in their last part alone as one name: `ACME.en.xlsx, .pdf`. */
function handedOver(names: readonly string[]): string {
  const stem = (name = ''): string => name.slice(0, name.lastIndexOf('.'));
  return names.map((name, i) => (stem(name) === stem(names[i - 1]) ? name.slice(stem(name).length) : name)).join(', ');
}

function importedLines({ batches, directory }: DemoMade, language: Language): readonly string[] {
  const rows = (of: 'read' | 'rejected'): number => batches.reduce((sum, batch) => sum + batch.rows[of], 0);
  const [read, rejected] = [rows('read'), rows('rejected')];
  return [
    say(
      language,
      `${batches.length} imports, ${read} rows; ${rejected} were rejected, each with its reason, in ${basename(directory)}/rejects.`,
      `共导入 ${batches.length} 次，${read} 行；未通过 ${rejected} 行，原因见 ${basename(directory)}/rejects。`,
    ),
    ...batches.flatMap(({ batch, late }) => lateText(batch, late, language)),
  ];
}

/** What happened in a step of the demo's story, as one line. */
export function storyLine(event: StoryEvent, language: Language): string {
  const { en, zh } = storyWords(event);
  return say(language, en, zh);
}

function storyWords(event: StoryEvent): { readonly en: string; readonly zh: string } {
  switch (event.did) {
    case 'close':
      return closeWords(event);
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

function closeWords({ clients, period, by, revision, acknowledged }: StoryEvent & { readonly did: 'close' }): {
  readonly en: string;
  readonly zh: string;
} {
  const en = `${period} closed for ${clients.join(', ')} by ${by}, revision ${revision}.`;
  const zh = `${clients.join('、')} ${period} 由 ${by} 关账，第 ${revision} 版。`;
  if (acknowledged === undefined) return { en, zh };
  const { clients: open, reason } = acknowledged;
  return { en: `${en} Open for ${open.join(', ')}: ${reason}`, zh: `${zh}${open.join('、')} 仍有未决事项：${reason}` };
}
