import { checkExpression } from '../expressions/check.js';
import { type Expression, substitute } from '../expressions/expression.js';
import type { FactKindName, OwnField } from '../facts/kinds.js';
import type { Label, Language } from '../facts/label.js';
import { anyType, termsOf, vocabularyOf } from '../metrics/compile.js';
import type { Condition, Metric, Worded } from '../metrics/definition.js';
import { namesOf } from '../words/names.js';
import { say } from '../words/say.js';
import { ExpressionWriter, isNoTime, type OwnWords } from './expression-words.js';

type Computed = Exclude<Metric, { kind: 'formula' }>;

/**
 * A metric with sentences that say what holds. Where a contract's rules or a standard's parameters change what a sentence is about, the
 * packaged sentence would contradict the figure: a grace is added to it, and anything else takes its place in the words of the expression
 * that is computed, and of the contract where it has words of its own.
 */
export function withEffectiveWords(effective: Metric, plain: Metric, fields: readonly OwnField[]): Metric {
  if (effective.kind === 'formula' || plain.kind !== effective.kind) return effective;
  const changed = changedNames(effective, plain);
  if (changed.length === 0) return effective;
  const parser = new Parser(effective, fields);
  const rules = effective.worded === undefined ? {} : { worded: withMeanings(effective.worded, parser) };
  const worded = { ...effective, ...rules };
  const isOnlyGrace = changed.every(isGrace);
  if (worded.kind !== 'proportion')
    return isOnlyGrace || sameText(effective, plain, fields) ? worded : { ...worded, says: termWords(worded, parser) };
  if (plain.kind !== 'proportion') return worded;
  if (isOnlyGrace) {
    const grace = graceWords(changed, effective, parser);
    return grace === undefined ? worded : { ...worded, passes: withGrace(worded.passes, grace) };
  }
  const before = new Parser(plain, fields);
  const isChanged = (...texts: readonly (readonly [now: string | undefined, then: string | undefined])[]): boolean =>
    texts.some(([now, then]) => !isSame(now, then, parser, before));
  const { population, passes, dated } = worded;
  const isOtherPopulation = isChanged([population?.when, plain.population?.when], [dated, plain.dated]);
  return {
    ...worded,
    ...(population === undefined || !isOtherPopulation
      ? {}
      : { population: { ...population, says: populationWords(population, dated, parser) } }),
    ...(isChanged([passes.when, plain.passes.when]) ? { passes: { ...passes, says: parser.words(passes.when) } } : {}),
  };
}

const isGrace = (name: string): boolean => name === 'grace' || name.endsWith('.grace');

/** The rules and parameters that differ from what the metric has without any contract or standard. */
const changedNames = ({ worded, params }: Metric, plain: Metric): readonly string[] => [
  ...new Set([
    ...Object.keys(worded?.rules ?? {}),
    ...Object.keys(params).filter(name => name in plain.params && params[name] !== plain.params[name]),
  ]),
];

/** Reads a metric's expressions, with its parameters written in, and says them in words. */
class Parser {
  readonly #metric: Computed;
  readonly #fields: readonly OwnField[];
  readonly #params = new Map<FactKindName, ReadonlyMap<string, Expression>>();

  constructor(metric: Computed, fields: readonly OwnField[]) {
    this.#metric = metric;
    this.#fields = fields;
  }

  get kinds(): readonly FactKindName[] {
    return [...new Set(termsOf(this.#metric).map(({ term }) => term.of))];
  }

  /** The expression with parameters in it, over the first kind of the metric that has its names; undefined where it cannot be read. */
  read(source: string, kinds = this.kinds): { readonly of: FactKindName; readonly expression: Expression } | undefined {
    for (const of of kinds) {
      const fields = vocabularyOf(of, this.#fields);
      const params = this.#paramsOf(of);
      const names = new Map([...fields, ...[...params].map(([name, one]) => [name, one.type] as const)]);
      const checked = checkExpression(source, { names, hasGroups: true }, anyType, {});
      if ('expression' in checked) return { of, expression: substitute(checked.expression, params) };
    }
    return undefined;
  }

  /** An expression in words of both languages, those of the contract where it has some; as it is written where it cannot be read. */
  words(source: string, kinds = this.kinds): Label {
    const read = this.read(source, kinds);
    if (read === undefined) return { en: source, zh: source };
    const inLanguage = (language: Language): string =>
      new ExpressionWriter(read.of, this.#fields, language, this.#ownWords(language)).words(read.expression);
    return { en: inLanguage('en'), zh: inLanguage('zh') };
  }

  #paramsOf(of: FactKindName): ReadonlyMap<string, Expression> {
    const known = this.#params.get(of);
    if (known !== undefined) return known;
    const names = vocabularyOf(of, this.#fields);
    const read = Object.entries(this.#metric.params).flatMap(([name, source]) => {
      const checked = checkExpression(source, { names }, anyType, {});
      return 'expression' in checked ? [[name, checked.expression] as const] : [];
    });
    this.#params.set(of, new Map(read));
    return new Map(read);
  }

  /** What the contract says in words of its own. What it calls a grace is a sentence about it and no length that stands within another. */
  #ownWords(language: Language): readonly OwnWords[] {
    return Object.entries(this.#metric.worded?.rules ?? {}).flatMap(([name, { is, says }]) => {
      const read = says === undefined || isGrace(name) ? undefined : this.read(is);
      return says === undefined || read === undefined ? [] : [{ expression: read.expression, says: says[language] }];
    });
  }
}

const isSame = (now: string | undefined, then: string | undefined, parser: Parser, before: Parser): boolean => {
  if (now === undefined || then === undefined) return now === then;
  return JSON.stringify(parser.read(now)?.expression) === JSON.stringify(before.read(then)?.expression);
};

/** Whether two wordings of a metric compute the same. */
function sameText(effective: Computed, plain: Computed, fields: readonly OwnField[]): boolean {
  const [parser, before] = [new Parser(effective, fields), new Parser(plain, fields)];
  const [now, then] = [termsOf(effective), termsOf(plain)];
  return now.every(({ term }, at) => {
    const other = then[at]?.term;
    return (['dated', 'when', 'value'] as const).every(part => isSame(term[part], other?.[part], parser, before));
  });
}

/** Each rule with its meaning in words: the contract's own, else those of its expression. */
const withMeanings = ({ contract, rules }: Worded, parser: Parser): Worded => ({
  contract,
  rules: Object.fromEntries(
    Object.entries(rules).map(([name, { is, says }]) => {
      const meaning = isGrace(name) ? graceOf(is, parser) : undefined;
      return [name, { is, says: says ?? meaning ?? parser.words(is) }];
    }),
  ),
});

/** A grace in words, those of the contract only where it is more than a length; none where the length is zero. */
function graceOf(is: string, parser: Parser, says?: Label): Label | undefined {
  const read = parser.read(is);
  if (read === undefined) return undefined;
  if (isNoTime(read.expression)) return { en: 'no grace', zh: '不设宽限' };
  const { en, zh } = parser.words(is);
  // A plain length takes the possessive: 1 hour's grace, 30 minutes' grace.
  if (/^\d[\d.]* (?:second|minute|hour|day)s?$/.test(en))
    return { en: `${en}${en.endsWith('s') ? '’' : '’s'} grace`, zh: `宽限 ${zh}` };
  return { en: `a grace: ${says?.en ?? en}`, zh: `宽限：${says?.zh ?? zh}` };
}

/** The grace that holds for what a metric asks, where it has one. */
function graceWords(changed: readonly string[], { worded, params }: Metric, parser: Parser): Label | undefined {
  const graces = changed.map(name => worded?.rules[name] ?? { is: params[name] ?? '' });
  const grace = graces.find(({ is }) => {
    const read = parser.read(is);
    return read !== undefined && !isNoTime(read.expression);
  });
  return grace === undefined ? undefined : graceOf(grace.is, parser, grace.says);
}

const withGrace = (condition: Condition, grace: Label): Condition =>
  condition.says === undefined
    ? condition
    : { ...condition, says: { en: `${condition.says.en}, with ${grace.en}`, zh: `${condition.says.zh}，${grace.zh}` } };

function populationWords({ when }: Condition, dated: string, parser: Parser): Label {
  const [which, at] = [parser.words(when), parser.words(dated)];
  return { en: `${which.en}; counted by ${at.en}`, zh: `${which.zh}；按${at.zh}归期` };
}

/** What a ratio, total or mean counts, in the words of its expressions. */
function termWords(metric: Computed, parser: Parser): Label {
  const all = termsOf(metric);
  const inLanguage = (language: Language): string =>
    all
      .map(({ term: { of, when, value, dated }, side }) => {
        const kind = namesOf(language).factKinds[of];
        const shown = (source: string): string => parser.words(source, [of])[language];
        const what =
          value === undefined || value === '1'
            ? kind
            : say(language, `${shown(value)} of each ${kind}`, `每条${kind}的${shown(value)}`);
        const which = when === undefined ? '' : say(language, ` where ${shown(when)}`, `（${shown(when)}）`);
        const counted = say(language, `; counted by ${shown(dated)}`, `，按${shown(dated)}归期`);
        const sides = {
          numerator: say(language, 'counts ', '分子：'),
          denominator: say(language, 'against ', '分母：'),
          both: '',
        };
        return `${sides[side]}${what}${which}${counted}`;
      })
      .join(say(language, '; ', '；'));
  return { en: inLanguage('en'), zh: inLanguage('zh') };
}
