import type { Evaluation } from '../evaluation/document.js';
import type { Label, Language } from '../facts/label.js';
import type { Client } from '../facts/place.js';
import { type Finding, findingText } from '../faults/finding.js';
import { worded } from '../faults/worded.js';
import { namesZh } from '../words/zh.js';

/** The words of a mail. */
export interface LetterWords {
  readonly subject: string;
  readonly text: string;
}

interface Sender {
  readonly organisation: Label;
  readonly language: Language;
}

/** The mail that brings a client's scorecard. */
export function scorecardLetter(
  { id, state, revision, document: { period } }: Evaluation,
  client: Client,
  { organisation, language }: Sender,
): LetterWords {
  const name = client.name[language];
  const from = organisation[language];
  const isFinal = state === 'closed';
  return language === 'zh'
    ? {
        subject: `${name} ${period} 服务质量记分卡${isFinal ? '' : '（暂定）'}`,
        text: `附件为 ${name} ${period} 的服务质量记分卡${isFinal ? `，第 ${revision} 版` : '。本期尚未关账，数字为暂定'}。\n评价编号：${id}\n\n${from}\n`,
      }
    : {
        subject: `Service scorecard of ${name}, ${period}${isFinal ? '' : ' (provisional)'}`,
        text: `Attached is the service scorecard of ${name} for ${period}${isFinal ? `, revision ${revision}` : '. The period is not closed yet: its figures are provisional'}.\nEvaluation ${id}\n\n${from}\n`,
      };
}

/** The mail that brings the workbook over all clients. */
export function portfolioLetter(period: string, isFinal: boolean, { organisation, language }: Sender): LetterWords {
  const from = organisation[language];
  return language === 'zh'
    ? {
        subject: `${period} 服务质量总览${isFinal ? '' : '（暂定）'}`,
        text: `附件为 ${period} 全部客户的服务质量总览。${isFinal ? '' : '部分客户的本期尚未关账，其数字为暂定。'}\n\n${from}\n`,
      }
    : {
        subject: `Portfolio, ${period}${isFinal ? '' : ' (provisional)'}`,
        text: `Attached is the portfolio of all clients for ${period}.${isFinal ? '' : ' The period is not closed yet for all of them: those figures are provisional.'}\n\n${from}\n`,
      };
}

/** The mail that lists expected sources which are missing. */
export function reminderLetter(period: string, missing: readonly Finding[], { organisation, language }: Sender): LetterWords {
  const count = missing.length;
  const lines = missing.map(({ fault }) => worded(language, fault).what).join('\n');
  return {
    subject:
      language === 'zh'
        ? `${period} 缺少 ${count} 个应交付的数据来源`
        : `${count} expected ${count === 1 ? 'source is' : 'sources are'} missing for ${period}`,
    text: `${lines}\n\n${organisation[language]}\n`,
  };
}

/** A run of a job as a mail about it names it; `due` is written as text. */
export interface RunInLetter {
  readonly job: string;
  readonly due: string;
  readonly attempt: number;
  readonly outcome: 'done' | 'failed' | 'stopped';
}

/** The mail that a job failed for good, or found something to look at. */
export function findingsLetter(
  { job, due, attempt, outcome }: RunInLetter,
  { failed, findings }: { readonly failed: boolean; readonly findings: readonly Finding[] },
  language: Language,
): LetterWords {
  const lines = findings.map(finding => findingText(finding, language));
  return language === 'zh'
    ? {
        subject: failed ? `任务 ${job} 失败` : `任务 ${job}：${lines.length} 项需要查看`,
        text: [`任务 ${job}，应于 ${due} 运行，第 ${attempt} 次尝试：${namesZh.jobOutcomes[outcome]}。`, '', ...lines, ''].join(
          '\n',
        ),
      }
    : {
        subject: failed ? `Job ${job} failed` : `Job ${job}: ${lines.length} to look at`,
        text: [`Job ${job}, due ${due}, attempt ${attempt}: ${outcome}.`, '', ...lines, ''].join('\n'),
      };
}
