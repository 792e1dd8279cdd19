import type { Evaluation } from '../../evaluation/document.js';
import type { Label, Language } from '../../facts/label.js';
import type { Client } from '../../facts/place.js';

type LetterSubject =
  | { readonly evaluation: Evaluation; readonly client: Client }
  | { readonly evaluation: undefined; readonly period: string; readonly isFinal: boolean };

/** Subject and text of the mail that brings a scorecard, or the portfolio. */
export function letterText(given: LetterSubject & { readonly organisation: Label; readonly language: Language }): {
  readonly subject: string;
  readonly text: string;
} {
  const { organisation, language } = given;
  const from = organisation[language];
  if (given.evaluation === undefined) {
    const { period, isFinal } = given;
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
  const { evaluation, client } = given;
  const { id, state, revision, document } = evaluation;
  const name = client.name[language];
  const isFinal = state === 'closed';
  return language === 'zh'
    ? {
        subject: `${name} ${document.period} 服务质量记分卡${isFinal ? '' : '（暂定）'}`,
        text: `附件为 ${name} ${document.period} 的服务质量记分卡${isFinal ? `，第 ${revision} 版` : '。本期尚未关账，数字为暂定'}。\n评价编号：${id}\n\n${from}\n`,
      }
    : {
        subject: `Service scorecard of ${name}, ${document.period}${isFinal ? '' : ' (provisional)'}`,
        text: `Attached is the service scorecard of ${name} for ${document.period}${isFinal ? `, revision ${revision}` : '. The period is not closed yet: its figures are provisional'}.\nEvaluation ${id}\n\n${from}\n`,
      };
}
