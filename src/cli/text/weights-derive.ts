import type { WeightsDerived } from '../../contract/weights.js';
import type { Language } from '../../facts/label.js';
import { namesOf } from '../../words/names.js';
import { namedProvenance } from '../../words/provenance.js';
import { textTable } from './result-table.js';
import type { IndexOutcome } from '../../app/evaluation/what-if.js';

/** WeightsDerived weights for the terminal: old and new side by side, what the index would have been, and what to do next. */
export function derivedText(derived: WeightsDerived, language: Language): string {
  const { label, index, client, from, provenance, levels, unchanged, effect, file, ledger } = derived;
  const head = `${label[language]} (${index})${client === null ? '' : `, ${client}`}, from ${from}`;
  const origin = namedProvenance(namesOf(language), provenance).map(([name, text]) => `  ${name}: ${text}`);
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
      ? 'Tried only: nothing was written.'
      : `Wrote ${file}, ledger entry ${ledger}. Review it; it replaces the index from ${from} on.`;
  return [
    head,
    ...origin,
    '',
    textTable([['below', 'node', 'old', 'new'], ...rows], [2, 3]),
    ...(kept.length === 0 ? [] : ['', 'Levels that keep their weights:', ...kept]),
    '',
    effectText(effect),
    '',
    next,
  ].join('\n');
}

function whyText(why: WeightsDerived['unchanged'][number]['why'], language: Language): string {
  if (why === null) return { en: 'nothing was given for it', zh: '没有给出该层的内容' }[language];
  return language === 'zh' ? (why.zh?.what ?? why.what) : why.what;
}

function effectText(effect: WeightsDerived['effect']): string {
  if (effect.length === 0) return 'No period was evaluated yet, so there is no effect to show.';
  const rows = effect.map(({ client, period, before, after }) => [
    client,
    period,
    scoreText(before),
    scoreText(after),
    coverageText(before),
    coverageText(after),
  ]);
  return [
    'The index of the last period with the old and the new weights:',
    textTable([['client', 'period', 'old', 'new', 'coverage', 'coverage'], ...rows], [2, 3, 4, 5]),
  ].join('\n');
}

const scoreText = (index: IndexOutcome | null): string => (index?.score == null ? 'no score' : index.score.toFixed(4));
const coverageText = (index: IndexOutcome | null): string => (index === null ? '' : `${(index.coverage * 100).toFixed(1)} %`);
