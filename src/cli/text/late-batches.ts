import type { LateTouch } from '../../contract/imports.js';
import type { Language } from '../../facts/label.js';
import { say } from '../../words/say.js';
import { typed } from './typed.js';

/** What a batch's late touches are, a sentence each. */
export const lateText = (batch: number | null, touches: readonly LateTouch[], language: Language): readonly string[] =>
  touches.map(({ client, period, revision, facts = 0 }) => {
    const status = `plumbline period status --period ${period} --client ${typed(client)}`;
    const touch =
      batch === null
        ? say(language, `This file would touch ${client} ${period}`, `该文件将涉及 ${client} ${period}`)
        : say(
            language,
            `Batch ${batch} touches ${facts} fact${facts === 1 ? '' : 's'} of ${client} ${period}`,
            `批次 ${batch} 涉及 ${client} ${period} 的 ${facts} 条事实`,
          );
    return say(
      language,
      `Late: ${touch}, which is closed at revision ${revision} and stays as it is. ${status}`,
      `迟到：${touch}，该期间已按第 ${revision} 版关账，保持不变。${status}`,
    );
  });
