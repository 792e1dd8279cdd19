import type { ScorecardInput } from './input.js';
import { palette, tones } from './palette.js';
import { plainText } from './plain-text.js';
import { cell, heading, type Sheet } from './sheet.js';
import { heightFor } from './text-width.js';
import { say } from '../words/say.js';

/** The Self-audit sheet: the questions about the service standards with their last answers; only where some were answered. */
export function selfAuditSheets(input: ScorecardInput): readonly Sheet[] {
  const { language, improvement } = input;
  const questions = improvement?.self_audit ?? [];
  if (questions.length === 0) return [];
  const count = (answer: 'yes' | 'no' | null): number => questions.filter(one => one.answer === answer).length;
  const note = say(
    language,
    `${count('yes')} yes, ${count('no')} no, ${count(null)} not answered`,
    `${count('yes')} 项是，${count('no')} 项否，${count(null)} 项未答`,
  );
  const heads = say(language, 'Area|Question|Answer|On|By|Note', '领域|问题|回答|日期|回答人|备注').split('|');
  const name = say(language, 'Self-audit', '自查');
  const answerText = (answer: 'yes' | 'no' | null): string =>
    answer === null
      ? say(language, 'not answered', '未答')
      : answer === 'yes'
        ? `${tones.met.sign} ${say(language, 'yes', '是')}`
        : `${tones.missed.sign} ${say(language, 'no', '否')}`;
  return [
    {
      name,
      tab: palette.quiet,
      widths: [24, 70, 16, 13, 20, 40],
      rows: [
        ...heading(say(language, 'Self-audit of service standards', '服务标准自查'), note, heads.length),
        { cells: heads.map(head => cell(head, 'header')), height: 30 },
        ...questions.map(one => ({
          cells: [
            cell(plainText(one.area[language], 60), 'fit'),
            cell(plainText(one.label[language], 300), 'fit'),
            cell(answerText(one.answer), 'status'),
            cell(one.on ?? '', 'code'),
            cell(plainText(one.by ?? '', 60), 'fit'),
            cell(plainText(one.note ?? '', 300), 'fit'),
          ],
          height: heightFor(one.label[language], 70, 20),
        })),
      ],
      tables: [],
      colours: [{ range: `C5:C${4 + questions.length}`, sign: '$C5' }],
      pictures: [],
      frozen: { rows: 4, columns: 0 },
      repeated: '4:4',
      pagesHigh: 0,
    },
  ];
}
