import type { WeightsDerived } from '../../contract/weights.js';
import type { Language } from '../../facts/label.js';
import { say } from '../../words/say.js';
import { provenanceLines } from './provenance.js';
import { textTable } from './result-table.js';
import type { IndexOutcome } from '../../app/evaluation/what-if.js';

/** WeightsDerived weights for the terminal: old and new side by side, what the index would have been, and what to do next. */
export function derivedText(derived: WeightsDerived, language: Language): string {
  const { label, index, client, from, provenance, levels, unchanged, effect, file, ledger } = derived;
  const head = say(
    language,
    `${label.en} (${index})${client === null ? '' : `, ${client}`}, from ${from}`,
    `${label.zh} (${index})${client === null ? '' : `，${client}`}，自 ${from} 起`,
  );
  const rows = levels.flatMap(({ level, weights }) =>
    weights.map(({ node, label: name, before, after }, i) => [
      i === 0 ? level : '',
      `${name[language]} (${node})`,
      before,
      after,
    ]),
  );
  const kept = unchanged.map(({ level, why }) => `  ${level}: ${whyText(why, language)}`);
  const next =
    file === null
      ? say(language, 'Tried only: nothing was written.', '仅为试算，未写入。')
      : say(
          language,
          `Wrote ${file}, ledger entry ${ledger}. Review it; it replaces the index from ${from} on.`,
          `已写入 ${file}，台账序号 ${ledger}。请审阅；自 ${from} 起替换原指数。`,
        );
  const columns = say(language, 'below|node|old|new', '上级|节点|旧|新').split('|');
  return [
    head,
    ...provenanceLines(provenance, language),
    '',
    textTable([columns, ...rows], [2, 3]),
    ...(kept.length === 0 ? [] : ['', say(language, 'Levels that keep their weights:', '权重不变的各层：'), ...kept]),
    '',
    effectText(effect, language),
    '',
    next,
  ].join('\n');
}

function whyText(why: WeightsDerived['unchanged'][number]['why'], language: Language): string {
  if (why === null) return say(language, 'nothing was given for it', '没有给出该层的内容');
  return language === 'zh' ? (why.zh?.what ?? why.what) : why.what;
}

function effectText(effect: WeightsDerived['effect'], language: Language): string {
  if (effect.length === 0)
    return say(
      language,
      'No period was evaluated yet, so there is no effect to show.',
      '尚未评价任何期间，因此没有可显示的影响。',
    );
  const rows = effect.map(({ client, period, before, after }) => [
    client,
    period,
    scoreText(before, language),
    scoreText(after, language),
    coverageText(before),
    coverageText(after),
  ]);
  const head = say(language, 'client|period|old|new|coverage|coverage', '客户|期间|旧|新|覆盖率|覆盖率').split('|');
  return [
    say(language, 'The index of the last period with the old and the new weights:', '最近一期的指数，按旧权重与新权重：'),
    textTable([head, ...rows], [2, 3, 4, 5]),
  ].join('\n');
}

const scoreText = (index: IndexOutcome | null, language: Language): string =>
  index?.score == null ? say(language, 'no score', '无得分') : index.score.toFixed(4);
const coverageText = (index: IndexOutcome | null): string => (index === null ? '' : `${(index.coverage * 100).toFixed(1)} %`);
