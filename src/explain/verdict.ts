import type { ApprovedExclusion } from '../evaluation/amendments.js';
import type { Values } from '../facts/fact.js';
import { kindOf, type OwnField } from '../facts/kinds.js';
import type { Language } from '../facts/label.js';
import type { CompiledTerm, Part } from '../metrics/compile.js';
import { appliesTo } from '../metrics/exclusion.js';
import { withGroupValues } from '../metrics/group-values.js';
import { type MembershipResult, judge, type Membership, type View } from '../metrics/membership.js';
import { decidingFields, type ValueOf } from './deciding-fields.js';
import { ReasonWriter } from './reason-writer.js';
import { reasonWords } from './reason-words.js';
import type { ReasonWords } from './reason-words-en.js';

/** What a fact, or a group of facts, is to a part of a metric, and why. */
export interface Verdict {
  readonly membership: Membership;
  /** The sentence that decided. */
  readonly because: string;
  /** The members that made the group what it is; the fact itself, where there is no group. */
  readonly deciding: readonly Values[];
}

/** What a verdict's sentences use besides the fact itself, and in which language; English without one. */
interface VerdictOptions {
  readonly exclusions?: readonly ApprovedExclusion[];
  readonly language?: Language | undefined;
}

/** Judges facts one by one, or in groups, and says why. */
export class Verdicts {
  readonly #part: Part;
  readonly #view: View;
  readonly #judge: (members: readonly Values[]) => MembershipResult;
  readonly #alone: readonly ((members: readonly Values[]) => MembershipResult)[];
  readonly #because: ReasonWriter;
  readonly #words: ReasonWords;
  readonly #exclusions: readonly ApprovedExclusion[];
  readonly #fields: ReadonlySet<string>;
  /** Sets of deciding fields by their names: there are few of them. */
  readonly #sets = new Map<string, ReadonlySet<string>>();
  /** Members of groups with what their conditions take of the group. */
  readonly #inGroup = new WeakMap<Values, Values>();

  constructor(part: Part, own: readonly OwnField[], view: View, { exclusions = [], language = 'en' }: VerdictOptions = {}) {
    this.#part = part;
    const ofPart = own.filter(field => field.fact === part.of).map(({ id }) => id);
    this.#fields = new Set([...kindOf(part.of).fields.map(({ name }) => name), ...ofPart]);
    this.#exclusions = exclusions;
    this.#words = reasonWords(language);
    this.#view = view;
    this.#judge = judge(part, view);
    this.#alone = part.terms.map(term => judge({ ...part, terms: [term] }, view));
    this.#because = new ReasonWriter(
      part,
      own.filter(field => field.fact === part.of),
      view,
      language,
    );
  }

  /** The membership alone: quicker than with its reason. */
  membership(members: readonly Values[]): Membership {
    return this.#judge(members).membership;
  }

  /** The verdict on a fact, or on all members of a group. */
  of(members: readonly Values[]): Verdict {
    const { membership, latest } = this.#judge(members);
    const term = this.#termOf(members, membership);
    if (term === undefined) throw new RangeError('a part has terms');
    const ofGroup = withGroupValues(term, expression => values => this.#because.value(expression, values));
    if (this.#part.per.length > 0) ofGroup(members).forEach((values, i) => this.#inGroup.set(members[i] ?? values, values));
    const deciding = members.length === 1 ? members : this.#deciding(term, membership, members, latest);
    const shown = deciding[0] ?? latest;
    const because = this.#sentence(term, membership, shown);
    if (members.length === 1) return { membership, because, deciding };
    const which = membership === 'passed' ? 'all' : deciding.length;
    return { membership, because: this.#words.group(members.length, which, because), deciding };
  }

  /** Why a member made its group what it is. */
  ofMember(values: Values, membership: Membership): string {
    const term = this.#termOf([values], membership);
    return term === undefined ? '' : this.#sentence(term, membership, values);
  }

  /** The fields that made a fact, alone or as a member of its group, what it is; the same set where they are the same. */
  fieldsDeciding(values: Values, membership: Membership): ReadonlySet<string> {
    const term = this.#termOf([values], membership);
    const names = term === undefined ? [] : [...decidingFields(term, membership, values, this.#value)];
    const key = names.join();
    const known = this.#sets.get(key) ?? new Set(names.filter(name => this.#fields.has(name)));
    this.#sets.set(key, known);
    return known;
  }

  /** The term that makes a fact, or a group, what it is; of a single one there is no question. */
  #termOf(members: readonly Values[], membership: Membership): CompiledTerm | undefined {
    const { terms } = this.#part;
    if (terms.length === 1) return terms[0];
    return terms[
      Math.max(
        0,
        this.#alone.findIndex(alone => alone(members).membership === membership),
      )
    ];
  }

  /** The fields that are empty because no source covers the fact. */
  fieldsUnrecorded(values: Values): ReadonlySet<string> {
    return this.#because.fieldsUnrecorded(values);
  }

  #deciding(term: CompiledTerm, membership: Membership, members: readonly Values[], latest: Values): readonly Values[] {
    const value = this.#value;
    const excluded = (values: Values): boolean => term.excluded !== undefined && value(term.excluded, values) === true;
    const inside = members.filter(values => value(term.when, values) === true);
    const { passes } = term;
    if (membership === 'failed')
      return inside.filter(values => passes !== undefined && value(passes, values) === false && !excluded(values));
    if (membership === 'undetermined')
      return members.filter(
        values =>
          !excluded(values) &&
          (value(term.when, values) === null ||
            (value(term.when, values) === true && passes !== undefined && value(passes, values) === null)),
      );
    if (membership === 'passed') return [latest, ...inside.filter(values => values !== latest)];
    if (inside.length > 0) return inside;
    const unsure = members.filter(values => value(term.when, values) === null);
    return unsure.length > 0 ? unsure : members;
  }

  /** The value of an expression for a fact, in its group where it has one. */
  readonly #value: ValueOf = (expression, values) => this.#because.value(expression, this.#inGroup.get(values) ?? values);

  #sentence(term: CompiledTerm, membership: Membership, fact: Values): string {
    const because = this.#because;
    const values = this.#inGroup.get(fact) ?? fact;
    const inPopulation = because.value(term.when, values);
    if (membership === 'outside')
      return inPopulation === false ? this.#words.outside(because.says(term.when, values)) : this.#dated(term, values, false);
    if (membership === 'undated') return this.#words.undated(because.missing(term.dated, values));
    if (membership === 'excluded') return this.#excluded(term, values);
    if (membership === 'undetermined') {
      if (inPopulation === null) return because.says(term.when, values);
      if (term.value !== undefined && because.value(term.value, values) === null) return because.missing(term.value, values);
      return term.passes === undefined ? this.#words.valueMissing : because.says(term.passes, values);
    }
    if (term.passes !== undefined) return because.says(term.passes, values);
    const counts = term.value === undefined || term.value.node === 'literal' ? '1' : because.describe(term.value, values);
    return this.#words.counts(counts, this.#dated(term, values, true));
  }

  #excluded({ dated }: CompiledTerm, values: Values): string {
    const applied = this.#exclusions.find(exclusion => {
      const applies = appliesTo(exclusion, this.#part.of, dated);
      return applies !== undefined && this.#because.value(applies, values) === true;
    });
    return applied === undefined ? this.#words.anExclusion : this.#words.exclusion(applied);
  }

  #dated({ dated }: CompiledTerm, values: Values, isIn: boolean): string {
    const { from, to } = this.#view;
    const shown = (at: number): string => this.#because.shown(at, 'instant', values);
    return this.#words.dated(this.#because.describe(dated, values), isIn, shown(from), shown(to));
  }
}
