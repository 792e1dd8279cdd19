import type { Improvement } from '../../contract/improvement.js';
import type { Language } from '../../facts/label.js';
import { stepText } from '../../reports/actions.js';
import { actionWords } from '../../reports/action-words.js';
import { sliceName } from '../../reports/slice-name.js';
import { creditProduct } from '../../standards/improvement/share-text.js';
import { nameIn } from '../../words/name.js';
import { namesZh } from '../../words/zh.js';
import { settledBy } from '../../reports/credits-elsewhere.js';
import { say } from '../../words/say.js';
import { effectWords } from './actions.js';
import { gapText } from './contract-figures.js';
import { idOrName } from './id-or-name.js';
import { textTable } from './result-table.js';

const mostLines = 10;

/** Improvement for the terminal: what to do first, and what follows. */
export function improvementText(shown: Improvement, language: Language): string {
  const { client, period, evaluation } = shown;
  const { state, revision } = evaluation;
  const parts = [rankingLines, quadrantLines, sliceLines, signalLines, consequenceLines, gapLines, creditLines, actionLines];
  return [
    say(
      language,
      `${client}, ${period} (${state}, revision ${revision})`,
      `${client}，${period}（${namesZh.periodStates[state]}，第 ${revision} 版）`,
    ),
    ...parts.flatMap(lines => lines(shown, language)),
  ].join('\n');
}

/** A part under its title; nothing where it has no lines. */
const titled = (title: string, lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : ['', title, ...lines]);

function rankingLines({ ranking }: Improvement, language: Language): readonly string[] {
  const head = say(
    language,
    '#|metric|weight|score|points|status|gap|short by',
    '#|指标|权重|得分|可挽回分|状态|差距|缺口数',
  ).split('|');
  return ranking.flatMap(({ index, score, points, metrics }) => {
    const rows = metrics
      .filter(one => one.points > 0)
      .slice(0, mostLines)
      .map(one => [
        String(one.rank),
        one.metric,
        one.weight.toFixed(4),
        one.score.toFixed(2),
        one.points.toFixed(3),
        one.status === null ? '' : idOrName(language, 'statuses', one.status),
        gapText(one.unit ?? '', one.gap, language),
        one.shortfall === null ? '' : String(one.shortfall),
      ]);
    const title = say(
      language,
      `${index}: ${score?.toFixed(2) ?? 'no score'}; ${points.toFixed(2)} points recoverable`,
      `${index}：${score?.toFixed(2) ?? '无得分'}；可挽回 ${points.toFixed(2)} 分`,
    );
    return ['', title, ...(rows.length === 0 ? [] : [textTable([head, ...rows], [0, 2, 3, 4, 6, 7])])];
  });
}

function quadrantLines({ quadrants }: Improvement, language: Language): readonly string[] {
  return quadrants.flatMap(({ index, importance, cross_hairs, metrics }) => {
    const first = metrics.filter(({ quadrant }) => quadrant === 'concentrate_here').map(({ metric }) => metric);
    const hairs = actionWords(language).hairs[cross_hairs];
    const text = say(
      language,
      `${index}, concentrate here (importance from ${importance}, cross-hairs at the ${hairs}): ${first.join(', ')}`,
      `${index}，${namesZh.quadrants.concentrate_here}（重要性取自${importance === 'survey' ? '调查' : '权重'}，十字线：${hairs}）：${first.join('、')}`,
    );
    return first.length === 0 ? [] : ['', text];
  });
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function sliceLines({ slices }: Improvement, language: Language): readonly string[] {
  const lines = slices.map(one => {
    const p = one.p_adjusted?.toPrecision(2);
    const name = sliceName(language, one.dimension, one.key);
    const [ofFailures, ofVolume] = [percent(one.share_of_failures), percent(one.share_of_volume)];
    return say(
      language,
      `  ${one.metric}: ${name} has ${one.failed} (${ofFailures}) of the failures${one.is_most ? ', the most' : ''}, with ${ofVolume} of the volume: ${isMoreText(one.is_more, language)}${p === undefined ? '' : `, p ${p} (Holm, ${one.slices} slices)`}`,
      `  ${one.metric}：${name}占不合格 ${one.failed} 件（${ofFailures}）${one.is_most ? '，为最多' : ''}，占业务量 ${ofVolume}：${isMoreText(one.is_more, language)}${p === undefined ? '' : `，p ${p}（Holm 校正，${one.slices} 个切片）`}`,
    );
  });
  return titled(say(language, 'Where failures lie:', '不合格集中在哪里：'), lines);
}

function isMoreText(isMore: boolean | null, language: Language): string {
  if (isMore === null) return say(language, 'only failures name it', '仅不合格的记录注明');
  return isMore
    ? say(language, 'more than its share', '高于其应占比例')
    : say(language, 'no more than chance gives', '可能是偶然');
}

function signalLines({ signals }: Improvement, language: Language): readonly string[] {
  const lines = signals.map(({ metric, out, misses, since, significant }) => {
    const outside = out.map(({ period, side }) =>
      say(language, `${period} ${side} than its limits`, `${period} 超出控制限（${side === 'worse' ? '变差' : '变好'}）`),
    );
    const run = say(
      language,
      `${misses} in a row below standard since ${since ?? ''}`,
      `自 ${since ?? ''} 起连续 ${misses} 期未达标`,
    );
    const plain =
      significant === null
        ? []
        : [significant ? say(language, 'significant', '显著') : say(language, 'may be chance', '可能是偶然')];
    const texts = [...(misses === 0 ? [] : [run]), ...outside, ...plain];
    return `  ${metric}${say(language, ': ', '：')}${texts.join(say(language, '; ', '；'))}`;
  });
  return titled(say(language, 'Signals:', '信号：'), lines);
}

function consequenceLines({ consequences }: Improvement, language: Language): readonly string[] {
  const lines = consequences.map(({ metric, after, label, misses }) =>
    say(
      language,
      `  ${metric}: ${misses} misses in a row (${after} agreed): ${label.en}`,
      `  ${metric}：连续 ${misses} 期未达标（约定 ${after} 期）：${label.zh}`,
    ),
  );
  return titled(say(language, 'Consequences:', '后果：'), lines);
}

function gapLines({ gaps: { largest_by_kind, largest } }: Improvement, language: Language): readonly string[] {
  const { kinds } = actionWords('zh');
  const lines = Object.entries(largest_by_kind).flatMap(([kind, gap]) =>
    gap === null
      ? []
      : [
          say(
            language,
            `  ${kind}: ${gap.metric} ${gap.is} against ${gap.against}${gap === largest ? ' (the largest)' : ''}`,
            `  ${nameIn(kinds, kind)}：${gap.metric} ${gap.is}，对照 ${gap.against}${gap === largest ? '（最大）' : ''}`,
          ),
        ],
  );
  return titled(say(language, 'Largest of the five gaps:', '五个差距中各类的最大者：'), lines);
}

function creditLines({ credits }: Improvement, language: Language): readonly string[] {
  return credits.flatMap(({ credit, net, currency, lines, capped, undecided }) => [
    '',
    say(
      language,
      `Credit ${credit}: ${net} ${currency}${capped ? ', at its cap' : ''}${undecided > 0 ? `; ${undecided} could not be judged` : ''}`,
      `服务补偿 ${credit}：${net} ${currency}${capped ? '，已达上限' : ''}${undecided > 0 ? `；${undecided} 项无法判定` : ''}`,
    ),
    ...lines.map(({ metric, step, points, amount, because }) =>
      say(
        language,
        `  ${metric}: ${step ?? 'no step'}, ${amount ?? '–'} (${creditProduct(because)})`,
        `  ${metric}：${step === null ? '未达档次' : stepText(step)}，${amount ?? '–'}（${points === null ? nameIn(namesZh.creditReasons, because) : `${points} 分`}）`,
      ),
    ),
  ]);
}

/** Credits that this period has no part in by itself, with the command that shows them. */
const creditsElsewhereLines = (
  { client, period, credits_elsewhere: all = [] }: Improvement,
  language: Language,
): readonly string[] =>
  all.map(one =>
    say(
      language,
      `Credit ${one.credit}: not by ${period}, settled ${settledBy(one, language)} (plumbline credits --period ${one.to} --client ${client}).`,
      `服务补偿 ${one.credit}：不按 ${period} 结算，${settledBy(one, language)}（plumbline credits --period ${one.to} --client ${client}）。`,
    ),
  );

/** The service credits of a period for the terminal. */
export function creditsText(shown: Improvement, language: Language): string {
  const lines = [...creditLines(shown, language).slice(1), ...creditsElsewhereLines(shown, language)];
  if (lines.length > 0) return lines.join('\n');
  return say(
    language,
    `No credits are configured for ${shown.client} and periods such as ${shown.period} ("credits:" in config).`,
    `没有为 ${shown.client} 和 ${shown.period} 这类期间配置服务补偿（配置中的 "credits:"）。`,
  );
}

function actionLines({ actions }: Improvement, language: Language): readonly string[] {
  const lines = actions.map(one => {
    const state = one.overdue ? say(language, 'overdue', '逾期') : idOrName(language, 'actionStates', one.state);
    const effect = effectWords(one.effect, language);
    return say(
      language,
      `  ${one.number} ${one.metric}: ${one.what}; ${state}; ${effect}`,
      `  ${one.number} ${one.metric}：${one.what}；${state}；${effect}`,
    );
  });
  return titled(say(language, 'Actions:', '改进措施：'), lines);
}
