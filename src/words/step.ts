import { say } from './say.js';

/** A step of long work, for the person who waits for it. */
export type Step =
  | { readonly did: 'evaluated' | 'tried'; readonly client: string; readonly period: string }
  | { readonly did: 'wrote' | 'imported'; readonly file: string }
  /** The files of one of several clients; how long the rest will take, as far as it went till then. */
  | {
      readonly did: 'wrote_client';
      readonly client: string;
      readonly done: number;
      readonly of: number;
      readonly millisLeft: number;
    }
  | { readonly did: 'begun_verifying' }
  | { readonly did: 'begun_recomputing'; readonly client: string; readonly period: string; readonly evaluation: string };

/** What a step says. */
export function stepText(language: 'en' | 'zh', step: Step): string {
  switch (step.did) {
    case 'evaluated':
      return say(language, `Evaluated ${step.client}, ${step.period}.`, `已评价 ${step.client}，${step.period}。`);
    case 'tried':
      return say(language, `Tried ${step.client}, ${step.period}.`, `已试算 ${step.client}，${step.period}。`);
    case 'wrote':
      return say(language, `Wrote ${step.file}.`, `已写入 ${step.file}。`);
    case 'wrote_client':
      return `${step.done}/${step.of} ${step.client}${step.done < step.of ? leftText(language, step.millisLeft) : ''}`;
    case 'imported':
      return say(language, `Imported ${step.file}.`, `已导入 ${step.file}。`);
    case 'begun_verifying':
      return say(language, 'Verifying the ledger and the imported facts.', '正在核验台账和已导入的数据。');
    case 'begun_recomputing': {
      const { client, period, evaluation } = step;
      return say(
        language,
        `Recomputing ${client}, ${period} (${evaluation}).`,
        `正在重算 ${client}，${period}（${evaluation}）。`,
      );
    }
  }
}

/** How long work will take yet: in seconds, from two minutes on in minutes. */
function leftText(language: 'en' | 'zh', millis: number): string {
  const seconds = Math.max(1, Math.ceil(millis / 1000));
  if (seconds < 120) return say(language, ` … about ${seconds} s left`, ` …… 约剩 ${seconds} 秒`);
  const minutes = Math.ceil(seconds / 60);
  return say(language, ` … about ${minutes} min left`, ` …… 约剩 ${minutes} 分钟`);
}
