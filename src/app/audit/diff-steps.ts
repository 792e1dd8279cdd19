import { fileName } from '../../facts/file-name.js';
import type { Cause } from '../../contract/audit-diff.js';
import { calculationOf, type CalculationVersion, latestOf, newestCalculation } from '../../evaluation/calculation.js';
import { canonicalJson } from '../../evaluation/canonical.js';
import type { Amendments } from '../../evaluation/amendments.js';
import type { EvaluationDocument, PreviousEvaluation } from '../../evaluation/document.js';
import { type EvaluationInput, evaluatePeriod } from '../../evaluation/evaluate.js';
import { type FrozenRules, freezeRules, textOfRules } from '../../evaluation/frozen.js';
import { creditsOfDocument } from '../../evaluation/document-credits.js';
import type { Credits } from '../../standards/improvement/credits.js';
import { spansOf, timesOf } from '../../evaluation/spans.js';
import { previousPeriod } from '../../facts/period.js';
import { batchByNumber } from '../../store/batches.js';
import type { Transaction } from '../../store/connect.js';
import type { Index } from '../../weights/tree.js';
import { without } from '../../rulebook/without.js';
import { batchesTouching } from '../../store/periods.js';
import { readPeriod } from '../evaluation/read-period.js';
import { evaluationInput } from '../evaluation/evaluation-input.js';
import { previousOfDocument } from '../evaluation/visible-previous.js';

/** What one cause alone changes: the results with everything before it, and with it too. */
export interface Step {
  /** `other` is what none of the others explains: stored data was changed, and `audit verify` shows which. */
  readonly cause: Cause;
  /** The batch that brought it. */
  readonly batch: number | null;
  readonly file: string | null;
  /** The exclusion or override that came or went. */
  readonly amendment: number | null;
  readonly before: Results;
  readonly after: Results;
}

/** The results of a document, with the credits that follow from them by its rules. */
export interface Results extends Pick<EvaluationDocument, 'metrics' | 'measures' | 'indexes' | 'exclusions'> {
  readonly credits: readonly Credits[];
}

/** A document and the rules that it was made by. */
export interface Side {
  readonly document: EvaluationDocument;
  readonly rules: FrozenRules;
  readonly amendments: Amendments;
}

/** The results of a side. */
export const resultsOf = ({ document, rules }: Pick<Side, 'document' | 'rules'>): Results => ({
  ...document,
  credits: creditsOfDocument(document, rules),
});

/** The way from one document to another, one cause at a time; each step begins where the one before ends. */
export async function stepsBetween(tx: Transaction, from: Side, to: Side): Promise<readonly Step[]> {
  if (from.document.as_of_batch <= to.document.as_of_batch) return new Recomputation(tx, from, to).steps();
  const back = await new Recomputation(tx, to, from).steps();
  return back.map(step => ({ ...step, before: step.after, after: step.before })).reverse();
}

/** Recomputes what lies between two documents: the facts batch by batch, then the moment, then the rules. */
class Recomputation {
  readonly #tx: Transaction;
  readonly #from: Side;
  readonly #to: Side;
  readonly #steps: Step[] = [];
  /** The later of the two: what a document of the same version as the other is by an earlier one explains nothing. */
  readonly #calculation: CalculationVersion;
  #at: Results & Pick<EvaluationDocument, 'calculation'>;
  #rules: FrozenRules;
  #amendments: Amendments;
  #batch: number;
  #asOf: number;
  #previous: PreviousEvaluation | undefined;

  constructor(tx: Transaction, from: Side, to: Side) {
    this.#tx = tx;
    this.#from = from;
    this.#to = to;
    this.#calculation = latestOf([from, to].map(({ document }) => calculationOf(document.calculation) ?? newestCalculation));
    this.#at = { ...resultsOf(from), calculation: from.document.calculation };
    this.#rules = from.rules;
    this.#amendments = from.amendments;
    this.#batch = from.document.as_of_batch;
    this.#asOf = Date.parse(from.document.as_of);
    this.#previous = from.document.previous;
  }

  async steps(): Promise<readonly Step[]> {
    let input = await this.#input();
    const recomputed = evaluatePeriod(input);
    this.#step(recomputed.calculation === this.#at.calculation ? 'other' : 'calculation', recomputed);
    input = (await this.#throughBatches()) ?? input;
    const { document } = this.#to;
    if (this.#asOf !== Date.parse(document.as_of)) {
      this.#asOf = Date.parse(document.as_of);
      input = await this.#input();
      this.#step('moment', evaluatePeriod(input));
    }
    if (canonicalJson(this.#previous ?? null) !== canonicalJson(document.previous ?? null)) {
      this.#previous = document.previous;
      input = await this.#input();
      this.#step('previous', evaluatePeriod(input));
    }
    input = (await this.#throughExclusions()) ?? input;
    input = this.#throughOverrides(input);
    await this.#throughRules(input);
    // What none of the causes makes: another version of the calculation, or something that nobody recorded.
    this.#step(document.calculation === this.#at.calculation ? 'other' : 'calculation', document);
    return this.#steps;
  }

  async #throughBatches(): Promise<EvaluationInput | undefined> {
    const last = this.#to.document.as_of_batch;
    if (last === this.#batch) return undefined;
    const { client } = this.#rules;
    const period = readPeriod(this.#from.document.period, client);
    const { from } = previousPeriod(period, client);
    const times = [{ from, to: period.to }, ...timesOf(spansOf(this.#rules.rulebook, client, period))];
    const touching: number[] = [];
    for (const time of times) {
      const found = await batchesTouching(this.#tx, { client: client.code, after: this.#batch, upTo: last, ...time });
      touching.push(...found.map(({ batch }) => batch));
    }
    let input: EvaluationInput | undefined;
    for (const batch of [...new Set(touching)].sort((a, b) => a - b)) input = await this.#throughBatch(batch);
    if (this.#batch === last) return input;
    // What touches no date of the period may still say what is recorded at all, or date a fact from afar.
    this.#batch = last;
    input = await this.#input();
    this.#step('late_data', evaluatePeriod(input));
    return input;
  }

  async #throughBatch(number: number): Promise<EvaluationInput> {
    const batch = await batchByNumber(this.#tx, number);
    const { added, changed } = { added: batch?.rows.new ?? 0, changed: batch?.rows.changed ?? 0 };
    const origin = { batch: number, file: batch?.file == null ? null : fileName(batch.file) };
    this.#batch = number;
    const isWithdrawal = batch?.withdraws != null;
    if (!isWithdrawal && added > 0 && changed > 0) {
      this.#step('late_data', evaluatePeriod(await this.#input({ onlyAdded: true })), origin);
    }
    const input = await this.#input();
    this.#step(isWithdrawal ? 'withdrawal' : changed > 0 ? 'correction' : 'late_data', evaluatePeriod(input), origin);
    return input;
  }

  /** Exclusions one by one: first those that were removed, then those that were added. */
  async #throughExclusions(): Promise<EvaluationInput | undefined> {
    const [was, is] = [this.#from.amendments.exclusions, this.#to.amendments.exclusions];
    const removed = was.filter(one => !is.some(({ number }) => number === one.number));
    const added = is.filter(one => !was.some(({ number }) => number === one.number));
    let input: EvaluationInput | undefined;
    for (const { number } of [...removed, ...added]) {
      const now = this.#amendments.exclusions.filter(one => one.number !== number);
      const exclusions = [...now, ...added.filter(one => one.number === number)].sort((a, b) => a.number - b.number);
      this.#amendments = { ...this.#amendments, exclusions };
      input = await this.#input();
      this.#step('exclusion', evaluatePeriod(input), { amendment: number });
    }
    return input;
  }

  /** Overrides change no count: these need no second look at the facts. */
  #throughOverrides(start: EvaluationInput): EvaluationInput {
    const [was, is] = [this.#from.amendments.overrides, this.#to.amendments.overrides];
    const removed = was.filter(one => !is.some(({ number }) => number === one.number));
    const added = is.filter(one => !was.some(({ number }) => number === one.number));
    let input = start;
    for (const { number } of [...removed, ...added]) {
      const now = this.#amendments.overrides.filter(one => one.number !== number);
      const overrides = [...now, ...added.filter(one => one.number === number)];
      this.#amendments = { ...this.#amendments, overrides };
      input = { ...input, amendments: this.#amendments };
      this.#step('override', evaluatePeriod(input), { amendment: number });
    }
    return input;
  }

  /** Definitions with all that they stand on, contracts, standards, scales, weights: what is not yet changed stays as it was. */
  async #throughRules(start: EvaluationInput): Promise<void> {
    const { client, rulebook } = this.#to.rules;
    const was = this.#rules;
    const { expectations, scales } = was.rulebook;
    const ofContracts = isSame(was.rulebook.contracts, rulebook.contracts) ? this.#to.rules : was;
    const defined = rulesWith(this.#to.rules, { contracts: ofContracts, levels: was, expectations, scales });
    const contracted = rulesWith(this.#to.rules, { contracts: this.#to.rules, levels: was, expectations, scales });
    const agreed = rulesWith(this.#to.rules, {
      contracts: this.#to.rules,
      levels: { ...was, rulebook: withLevelsOf(was.rulebook, rulebook) },
      expectations: rulebook.expectations,
      scales,
    });
    let input = start;
    if (this.#takes(defined)) {
      input = await this.#input();
      this.#step('definition', evaluatePeriod(input));
    }
    if (this.#takes(contracted)) {
      input = await this.#input();
      this.#step('contract', evaluatePeriod(input));
    }
    if (this.#takes(agreed)) {
      input = await this.#input();
      this.#step('standard', evaluatePeriod(input));
    }
    // Scales and weights come after the counts: these need no second look at the facts.
    const scaled = { client, rulebook: { ...agreed.rulebook, scales: rulebook.scales } };
    if (this.#takes(scaled)) this.#step('scale', evaluatePeriod({ ...input, rulebook: scaled.rulebook }));
    if (this.#takes({ client, rulebook })) this.#step('weight', evaluatePeriod({ ...input, rulebook }));
  }

  /** Goes on with other rules; whether they are others. */
  #takes(rules: FrozenRules): boolean {
    const isOther = freezeRules(rules.rulebook, rules.client) !== freezeRules(this.#rules.rulebook, this.#rules.client);
    this.#rules = rules;
    return isOther;
  }

  async #input(how: { readonly onlyAdded?: boolean } = {}): Promise<EvaluationInput> {
    const { client, rulebook } = this.#rules;
    const { document } = this.#from;
    const period = readPeriod(document.period, client);
    const { rulebook: rulebookHash } = document;
    const known = { asOf: this.#asOf, asOfBatch: this.#batch, amendments: this.#amendments };
    const input = await evaluationInput(this.#tx, { client, rulebook, rulebookHash, period, ...known }, how);
    const previous = await previousOfDocument(this.#tx, input, this.#previous);
    return { ...input, previous, calculation: this.#calculation };
  }

  #step(cause: Cause, after: EvaluationDocument, origin: Partial<Pick<Step, 'batch' | 'file' | 'amendment'>> = {}): void {
    const [before, now] = [this.#at, { ...resultsOf({ document: after, rules: this.#rules }), calculation: after.calculation }];
    this.#at = now;
    if (compared(before) === compared(now)) return;
    this.#steps.push({ cause, batch: null, file: null, amendment: null, ...origin, before, after: now });
  }
}

/** What of results is compared, as one text. */
const compared = ({ metrics, measures = [], indexes, credits }: Results): string =>
  canonicalJson([metrics, measures, indexes, credits]);

/** Whether two parts of rules say the same. */
const isSame = (one: unknown, other: unknown): boolean => textOfRules(one) === textOfRules(other);

/** What of some rules is to be as others have it. */
interface TakenFrom {
  /** Contracts with all that follows from them: wordings, months, their standards, indexes and credits. */
  readonly contracts: FrozenRules;
  /** Standards, indexes and credits that are of no contract. */
  readonly levels: FrozenRules;
  readonly expectations: FrozenRules['rulebook']['expectations'];
  readonly scales: FrozenRules['rulebook']['scales'];
}

/** Rules with some of their parts as other rules have them. */
function rulesWith(rules: FrozenRules, { contracts: of, levels, expectations, scales }: TakenFrom): FrozenRules {
  const rulebook = without(rules.rulebook, 'contracts', 'wordings', 'credits');
  const credits = [
    ...(levels.rulebook.credits ?? []).filter(one => one.contract === undefined),
    ...(of.rulebook.credits ?? []).filter(one => one.contract !== undefined),
  ];
  const { contracts, wordings, standards, indexes } = of.rulebook;
  const client = without(rules.client, 'months');
  const { months } = of.client;
  return {
    client: { ...client, ...(months === undefined ? {} : { months }) },
    rulebook: {
      ...rulebook,
      ...(contracts === undefined ? {} : { contracts }),
      ...(wordings === undefined ? {} : { wordings }),
      ...(credits.length === 0 ? {} : { credits }),
      standards: [
        ...levels.rulebook.standards.filter(one => one.contract === undefined),
        ...standards.filter(one => one.contract !== undefined),
      ],
      indexes: [
        ...levels.rulebook.indexes.filter(one => !isOfContract(one, levels)),
        ...indexes.filter(one => isOfContract(one, of)),
      ],
      expectations,
      scales,
    },
  };
}

/** Rules with the standards and credits of others. */
function withLevelsOf(rules: FrozenRules['rulebook'], { standards, credits }: FrozenRules['rulebook']): FrozenRules['rulebook'] {
  return { ...without(rules, 'credits'), standards, ...(credits === undefined ? {} : { credits }) };
}

/** Whether an index came of a contract: it has its scope and first day. */
const isOfContract = ({ id, scope, from }: Index, { rulebook: { contracts = [] } }: FrozenRules): boolean =>
  id === 'contract' && contracts.some(one => isSame([one.scope, one.from], [scope, from]));
