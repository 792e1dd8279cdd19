import type { Language } from '../../facts/label.js';
import { say } from '../../words/say.js';
import type { ScorecardInput } from '../input.js';
import { cell, gap, type Row } from '../sheet.js';
import { fitted, heightFor } from '../text-width.js';
import { statusText, wordsOf } from '../words.js';
import type { Handout } from './content.js';
import { creditLines } from './credit-rows.js';
import type { MissedMeasure } from './failures.js';
import { fewLines } from './few-lines.js';
import type { HandoutColumns } from './measure-rows.js';
import { across, type Line, tableRows } from './paging.js';

/** What follows the measures: where it went wrong, credits, exclusions; each only where there is something to say. */
export function sectionLines(input: ScorecardInput, handout: Handout, columns: HandoutColumns): readonly Line[] {
  return [
    ...failureLines(input, handout, columns),
    ...creditLines(input, handout, columns),
    ...exclusionLines(input, handout, columns),
  ];
}

/** Columns shared out between texts: the first column, then the rest in two parts. */
function parts({ widths, count }: HandoutColumns): readonly [first: number, second: number, third: number] {
  const middle = Math.max(1, Math.ceil((count - 1) / 2));
  return widths.length < 3 ? [1, 1, 1] : [1, middle, count - 1 - middle];
}

const charactersOf = ({ widths }: HandoutColumns, from: number, columns: number): number =>
  widths.slice(from, from + columns).reduce((sum, width) => sum + width, 0);

/** A section that is a table: its title, its head, which each page that goes on with it repeats, and its rows. */
const section = (title: string, heads: readonly string[], rows: readonly Row[], columns: HandoutColumns): readonly Line[] => {
  const spans = parts(columns);
  const head: Row = { cells: across(...heads.map((text, at) => [cell(text, 'header'), spans[at] ?? 1] as const)), height: 20 };
  return [
    { row: { cells: across([cell(title, 'section'), columns.count]), height: 24 }, isKept: true },
    { row: head, isKept: true },
    ...tableRows(
      rows.map(row => ({ row })),
      head,
    ),
  ];
};

/** A row of three texts as high as the longest of them needs. */
function textRow(texts: readonly [string, string, string], columns: HandoutColumns, style: 'fit' | 'wrapped' = 'wrapped'): Row {
  const spans = parts(columns);
  let from = 0;
  let height = 18;
  const cells = across(
    ...texts.map((text, at) => {
      const span = spans[at] ?? 1;
      height = Math.max(height, heightFor(text, charactersOf(columns, from, span), 18));
      from += span;
      return [cell(text, style), span] as const;
    }),
  );
  return { cells, height };
}

function failureLines({ language }: ScorecardInput, { missed }: Handout, columns: HandoutColumns): readonly Line[] {
  if (missed.length === 0) return [];
  const heads = say(
    language,
    'Measure|Where the failures lie|What is done: owner, due day, effect',
    '指标|不合格集中于|改进措施：负责人、期限、效果',
  ).split('|');
  return [
    ...section(
      say(language, 'Where it went wrong', '问题所在'),
      heads,
      missed.map(one => textRow([missedText(language, one), one.where.join('\n'), one.done.join('\n')], columns)),
      columns,
    ),
    { row: gap(8) },
  ];
}

function missedText(language: ScorecardInput['language'], { status, name, found }: MissedMeasure): string {
  const sign = statusText(wordsOf(language), status);
  return say(language, `${name}\n${sign}: ${found}`, `${name}\n${sign}：${found}`);
}

function exclusionLines({ language }: ScorecardInput, { exclusions }: Handout, columns: HandoutColumns): readonly Line[] {
  const { reasons, measures, accountable } = exclusions;
  const byReason: readonly Line[] =
    reasons.length === 0
      ? []
      : section(
          say(language, 'Exclusions', '剔除'),
          say(language, 'Reason, responsible|What was left out|Of which measures', '原因与责任方|剔除内容|涉及指标').split('|'),
          reasons.map(one => textRow([one.text, one.what, one.metrics], columns)),
          columns,
        );
  const sentences = [...measures, ...accountable].map(({ text }) => text);
  const title: readonly Line[] =
    reasons.length > 0 || sentences.length === 0
      ? []
      : [
          {
            row: { cells: across([cell(say(language, 'Responsibility', '责任'), 'section'), columns.count]), height: 24 },
            isKept: true,
          },
        ];
  const all = [
    ...byReason,
    ...title,
    ...sentences.map(text => ({
      row: { cells: across([cell(text, 'wrapped'), columns.count]), height: heightFor(text, columns.characters, 18) },
    })),
  ];
  return all.length === 0 ? [] : [...all, { row: gap(8) }];
}

/** A line for each who signs, and who has signed; then what was said after that. Small ones for provider and client where the contract names nobody. */
export function signatureLines(input: ScorecardInput, handout: Handout, columns: HandoutColumns): readonly Line[] {
  const { language } = input;
  const { sign_off, signed } = handout;
  if (sign_off.length + signed.length === 0) return linesToSign(language, bothParties(language, handout, columns), columns, 30);
  const title: Line = {
    row: { cells: across([cell(say(language, 'Sign-off', '签认'), 'section'), columns.count]), height: 24 },
    isKept: true,
  };
  const done = signed.map((one): Line => {
    return { row: { cells: across([cell(`✓ ${one.text}`, 'text'), columns.count]), height: 20 }, isKept: sign_off.length > 0 };
  });
  return [title, ...done, ...linesToSign(language, sign_off, columns, 44), ...laterLines(input, handout, columns)];
}

function bothParties(language: Language, { head }: Handout, { characters }: HandoutColumns): readonly string[] {
  const [provider, client] = say(language, 'Provider: |Client: ', '服务方：|客户方：').split('|');
  return [`${provider ?? ''}${head.organisation}`, `${client ?? ''}${head.client}`].map(text => fitted(text, characters * 0.4));
}

/** Lines side by side, as high as there is room to sign, with what is to be written there below them. */
function linesToSign(language: Language, labels: readonly string[], { count }: HandoutColumns, room: number): readonly Line[] {
  if (labels.length === 0) return [];
  const shares = labels.map((_, at) => Math.floor(((at + 1) * count) / labels.length) - Math.floor((at * count) / labels.length));
  const under = say(language, 'Name, date, signature', '姓名、日期、签字');
  // Columns that stay free keep the lines apart.
  const row = (style: 'signature' | 'small', text: (label: string) => string, height: number): Line => ({
    row: {
      cells: labels.flatMap((label, at) => {
        const span = shares[at] ?? 1;
        return across([cell(text(label), style), Math.max(1, span - 1)], [cell(null, 'small'), span > 1 ? 1 : 0]);
      }),
      height,
      repeats: true,
    },
    isKept: true,
  });
  return [row('signature', label => label, room), row('small', () => under, 16)];
}

/** What was said after the first signature, apart from what was signed. */
function laterLines(
  { language }: ScorecardInput,
  { comments_after_signature: comments }: Handout,
  { count, characters }: HandoutColumns,
): readonly Line[] {
  if (comments.length === 0) return [];
  const title = say(language, 'Said after the signature', '签认后补充的说明');
  const rows = comments.map(({ about, text, by, at }): Line => {
    const shown = fewLines(language, text, characters * 0.95);
    const said = say(language, `${about}: ${shown}\n${by}, ${at}`, `${about}：${shown}\n${by}，${at}`);
    return { row: { cells: across([cell(said, 'quote'), count]), height: heightFor(said, characters * 0.95, 22) }, isKept: true };
  });
  return [
    { row: gap(6), isKept: true },
    { row: { cells: across([cell(title, 'section'), count]), height: 24 }, isKept: true },
    ...rows,
  ];
}
