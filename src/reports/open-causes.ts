import { carrier } from '../facts/field.js';
import type { FactKindName } from '../facts/kinds.js';
import type { Language } from '../facts/label.js';
import { say } from '../words/say.js';
import { type ExceptionGroup, exceptionLists, keyText, measureName, unrecordedText } from './exception-facts.js';
import type { EvidenceRow, ScorecardInput } from './input.js';
import { plainText } from './plain-text.js';

/** Why facts of one kind could not be judged, alike for all of them. */
export interface OpenCause {
  readonly fact: FactKindName;
  /** What they lack; where that is not known, why they could not be judged. */
  readonly name: string;
  readonly facts: number;
  /** The names of the measures that it leaves open, those with a standard first. */
  readonly measures: readonly string[];
  /** The numbers of the first of these facts. */
  readonly first: readonly string[];
}

/** So many facts are named of each cause. */
const named = 3;

type Input = Pick<ScorecardInput, 'evidence' | 'evaluation' | 'language'>;

/** The causes found so far, each with the keys of its facts. */
class Causes {
  readonly #found = new Map<string, { fact: FactKindName; name: string; facts: Set<string>; measures: Set<string> }>();

  /** The cause of that name. */
  of(fact: FactKindName, name: string) {
    const key = `${fact} ${name}`;
    const one = this.#found.get(key) ?? { fact, name, facts: new Set(), measures: new Set() };
    this.#found.set(key, one);
    return one;
  }

  /** The most frequent first. */
  all(): readonly OpenCause[] {
    return [...this.#found.values()]
      .map(({ fact, name, facts, measures }) => ({
        fact,
        name,
        facts: facts.size,
        measures: [...measures],
        first: [...facts].slice(0, named).map(numberOf),
      }))
      .toSorted((a, b) => b.facts - a.facts || (a.name < b.name ? -1 : 1));
  }
}

/** A fact as people name it, by its key. */
const numberOf = (key: string): string =>
  plainText(
    key
      .split('\u0000')
      .filter(part => part !== '')
      .join(' / '),
    80,
  );

/** What the listed facts that could not be judged lack: those that lack the same, or were not to be recorded of one carrier, are one cause. */
export function causesOf(groups: readonly ExceptionGroup[], language: Language): readonly OpenCause[] {
  const causes = new Causes();
  for (const { fact, columns, keys, facts } of groups.filter(({ is }) => is !== 'failed')) {
    const at = columns.findIndex(({ label }) => label.en === carrier.en);
    for (const { unrecorded, because, values, measures } of facts) {
      const place = plainText(String(values[at] ?? ''), 100);
      const name =
        unrecorded.length === 0
          ? because
          : unrecordedText(unrecorded, language) + (place === '' ? '' : say(language, `; carrier ${place}`, `；承运商 ${place}`));
      const cause = causes.of(fact, name);
      cause.facts.add(keyText(values, keys));
      for (const measure of measures.split('\n')) cause.measures.add(measure);
    }
  }
  return causes.all();
}

/** Each field that facts lack which could not be judged: one that lacks two counts for both. */
export function missingFields(input: Input): readonly OpenCause[] {
  const causes = new Causes();
  for (const list of exceptionLists(input).filter(({ membership }) => membership !== 'failed')) {
    const measure = measureName(input, list.metric);
    const factsOf = (name: string): Set<string> => {
      const cause = causes.of(list.fact, name);
      cause.measures.add(measure);
      return cause.facts;
    };
    let [last, lacking]: readonly [EvidenceRow?, (readonly Set<string>[])?] = [];
    for (const row of list.rows) {
      // Facts that lack the same follow each other.
      if (lacking === undefined || row.missing !== last?.missing || row.because !== last?.because) {
        const labels = row.missing?.map(label => label[input.language]) ?? [];
        lacking = (labels.length > 0 ? labels : [plainText(row.because ?? '', 500)]).map(factsOf);
        last = row;
      }
      const fact = keyText(row.values, list.keys);
      for (const facts of lacking) facts.add(fact);
    }
  }
  return causes.all();
}
