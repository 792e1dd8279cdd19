import type { Reckoning } from '../facts/period.js';
import { call, type Expression, literal } from '../expressions/expression.js';
import { spansOf, type SurveyWave } from '../facts/survey.js';
import type { CompiledMetric, CompiledTerm } from './compile.js';

const wave: Expression = { node: 'name', type: 'text', name: 'wave' };
const start: Expression = { node: 'name', type: 'instant', name: 'period_start' };
const end: Expression = { node: 'name', type: 'instant', name: 'period_end' };
const last = call('instant', 'subtract', end, literal('duration', 1));

/**
 * The metric, counting the answers of a configured wave in the periods of that wave, whenever they were given, and all other
 * answers in the period of their date. This is the rule of `speaksFor` as an expression.
 */
export function ofWaves(compiled: CompiledMetric, waves: readonly SurveyWave[], reckoning: Reckoning): CompiledMetric {
  if (waves.length === 0 || !compiled.parts.some(part => part.of === 'survey_answer')) return compiled;
  const [isConfigured, speaks] = [isOneOf(waves.map(one => one.wave)), spokenFor(waves, reckoning)];
  const moved = (term: CompiledTerm): CompiledTerm => ({
    ...term,
    when: call('boolean', 'and', call('boolean', 'choose', isConfigured, speaks, literal('boolean', true)), term.when),
    dated: call('instant', 'choose', isConfigured, call('instant', 'choose', speaks, within(term.dated), end), term.dated),
  });
  const parts = compiled.parts.map(part => (part.of === 'survey_answer' ? { ...part, terms: part.terms.map(moved) } : part));
  return { ...compiled, parts };
}

const isOneOf = (names: readonly string[]): Expression =>
  call('boolean', 'one_of', wave, ...names.map(name => literal('text', name)));

function spokenFor(waves: readonly SurveyWave[], reckoning: Reckoning): Expression {
  const each = waves.flatMap(one =>
    spansOf(one, reckoning).map(({ from, to }) =>
      all(
        call('boolean', 'equal', wave, literal('text', one.wave)),
        call('boolean', 'less_equal', start, literal('instant', from)),
        call('boolean', 'greater_equal', end, literal('instant', to)),
      ),
    ),
  );
  return each.reduce((some, one) => call('boolean', 'or', some, one), literal('boolean', false));
}

const all = (...conditions: readonly Expression[]): Expression =>
  conditions.reduce((both, one) => call('boolean', 'and', both, one), literal('boolean', true));

/** Its own date where that lies in the period, else the period's nearest end: an exclusion's days still find it. */
const within = (dated: Expression): Expression =>
  call('instant', 'max', start, call('instant', 'min', call('instant', 'coalesce', dated, start), last));
