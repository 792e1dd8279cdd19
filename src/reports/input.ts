import type { Evaluation, IndexResult, MetricResult, NodeResult } from '../evaluation/document.js';
import type { Rulebook } from '../evaluation/rulebook.js';
import { lastDayOf, metricOn } from '../evaluation/wording.js';
import type { Value } from '../facts/fact.js';
import type { FieldType } from '../facts/field.js';
import type { FilledField } from '../facts/filled-field.js';
import type { FactKindName } from '../facts/kinds.js';
import type { Label, Language } from '../facts/label.js';
import { type Period, periodBetween } from '../facts/period.js';
import type { Client } from '../facts/place.js';
import type { HouseStyle } from './sheet.js';
import type { WaveSummary } from './waves.js';
import type { Metric } from '../metrics/definition.js';
import type { CreditsElsewhere } from '../standards/improvement/credits-elsewhere.js';
import type { Effect } from '../standards/improvement/effect.js';
import type { Improvement } from '../standards/improvement/improvement.js';
import type { AuditedQuestion } from '../standards/improvement/self-audit.js';

/** Facts of a metric that need looking at, with the file and row each came from. */
export interface EvidenceList {
  readonly metric: string;
  readonly membership: 'failed' | 'undetermined' | 'undated' | 'excluded';
  /** The kind of the facts, and how many of the columns are their key. */
  readonly fact: FactKindName;
  readonly keys: number;
  /** What is shown of each fact, its key first. Durations are milliseconds. */
  readonly columns: readonly { readonly label: Label; readonly type: FieldType | 'duration' }[];
  readonly rows: readonly EvidenceRow[];
  /** How many there are, of which `rows` may be the first. */
  readonly totalCount: number;
}

/** One fact: values in the order of the columns, and its origin. */
export interface EvidenceRow {
  readonly values: readonly Value[];
  /** Why it is what it is, in the language of the scorecard. */
  readonly because?: string | undefined;
  /** The fields that are missing, where that is why. */
  readonly missing?: readonly Label[] | undefined;
  /** The fields that are missing because no source covers the fact. */
  readonly unrecorded?: readonly Label[] | undefined;
  readonly batch: number;
  readonly file: string;
  readonly row: number;
}

/** A batch that the evaluation has seen: one that brought or changed facts of the client, or of the whole firm. */
export interface BatchUsed {
  readonly batch: number;
  readonly file: string;
  readonly sha256: string;
  readonly fact: string;
  /** How many facts of this client it brought or changed: a file may hold those of others too. */
  readonly facts: number;
  /** UTC milliseconds. */
  readonly committedAt: number;
}

/** A field that the layout of a file filled by itself. */
export interface FilledShown extends Pick<FilledField, 'where'> {
  readonly file: string;
  readonly label: Label;
  readonly value: Label;
}

/** An action as a scorecard shows it; days are `yyyy-MM-dd`. */
export interface ScorecardAction {
  readonly number: number;
  readonly metric: string;
  readonly what: string;
  readonly label: Label;
  /** What the values of its effect are in: % are shares. */
  readonly unit: string;
  readonly slice: { readonly dimension: string; readonly key: string } | null;
  readonly cause: '3pl' | 'client' | 'volume_spike' | 'systems' | 'chance';
  readonly ease: number;
  readonly benefit: number;
  /** Null where the client may not see it. */
  readonly owner: string | null;
  readonly start: string;
  readonly due: string;
  readonly done: string | null;
  readonly state: 'planned' | 'under_way' | 'done' | 'dropped';
  readonly overdue: boolean;
  readonly effect: Effect;
}

/** A closing of the period: who closed it with which evaluation, without which sources, and what was acknowledged as open. */
export interface ClosingShown {
  readonly revision: number;
  readonly actor: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly evaluation: string;
  readonly waivers: readonly { readonly source: string; readonly reason: string }[];
  readonly acknowledged?: {
    readonly reason: string;
    readonly figures: number;
    readonly credits: number;
    readonly requests: number;
    readonly missing: number;
  };
}

/** What the manager says about a period, or about one metric of it. */
export interface PeriodComment {
  readonly metric: string | null;
  readonly text: string;
  readonly by: string;
  /** UTC milliseconds. */
  readonly at: number;
}

/** A client's signature under a closed revision. */
export interface SignedOff {
  readonly by: string;
  readonly revision: number;
  /** When it was recorded, UTC milliseconds. */
  readonly at: number;
  /** The day that stands beside it on paper. */
  readonly on?: string;
}

/** What a scorecard shows of improvement. */
export interface ScorecardImprovement extends Improvement {
  readonly actions: readonly ScorecardAction[];
  /** Credits that are settled by periods of another length; left out where there are none. */
  readonly credits_elsewhere?: readonly CreditsElsewhere[];
  readonly self_audit: readonly AuditedQuestion[];
}

/** Everything a scorecard is made of. Numbers come from evaluation documents alone. */
export interface ScorecardInput {
  /** The version of the program that lays it out, where that is known. */
  readonly program?: string | undefined;
  readonly evaluation: Evaluation;
  /** Evaluations of earlier periods, oldest first. */
  readonly history: readonly Evaluation[];
  readonly client: Pick<Client, 'code' | 'name' | 'depth' | 'segment' | 'months'>;
  readonly organisation: Label;
  readonly rulebook: Rulebook;
  readonly language: Language;
  /** A client's own scorecard is cut at its depth; the quality manager sees the leaves. */
  readonly view: 'client' | 'manager';
  readonly evidence: readonly EvidenceList[];
  /** Hash of the ledger's entry that recorded the evaluation. */
  readonly ledgerEntry: string;
  readonly batches?: readonly BatchUsed[];
  /** What layouts filled by themselves, whatever the files said. */
  readonly filled?: readonly FilledShown[];
  readonly improvement?: ScorecardImprovement;
  /** The waves behind the surveyed figures, where waves are configured. */
  readonly waves?: readonly WaveSummary[];
  /** Oldest first; the last of each metric counts. */
  readonly comments?: readonly PeriodComment[];
  /** Written after the first signature: of each metric the last one, with an empty text where it took back what was signed. */
  readonly commentsAfterSigning?: readonly PeriodComment[];
  /** The period's closings, where something was acknowledged as open at one of them. */
  readonly closings?: readonly ClosingShown[];
  /** Of this revision. */
  readonly signedOff?: readonly SignedOff[];
  /** How the firm wants it to look; what the cells hold is the same without it. */
  readonly house?: HouseStyle;
  /** UTC milliseconds. */
  readonly madeAt: number;
}

/** A metric as it held for the client when the period ended, where the rulebook still has it. */
export function definitionOf({ rulebook, client, evaluation }: ScorecardInput, id: string): Metric | undefined {
  const metric = rulebook.metrics.find(one => one.id === id);
  return metric && metricOn(rulebook, metric, client, lastDayOf(evaluation.document));
}

/** A tree's leaves with their weight in the whole index. */
export function leavesOf(
  nodes: readonly NodeResult[],
  weight = 1,
): readonly { readonly node: NodeResult; readonly weight: number }[] {
  const whole = nodes.reduce((sum, node) => sum + node.effective_weight, 0);
  return nodes.flatMap(node => {
    const share = whole === 0 ? 0 : (weight * node.effective_weight) / whole;
    return node.children.length === 0 ? [{ node, weight: share }] : leavesOf(node.children, share);
  });
}

/** Indexes as they are shown: the client's satisfaction first, the others as the document has them. */
export const satisfactionFirst = (indexes: readonly IndexResult[]): readonly IndexResult[] =>
  [...indexes].sort((a, b) => Number(b.index === 'satisfaction') - Number(a.index === 'satisfaction'));

/** The ids and labels of all indexes of some evaluations, each index once, the client's satisfaction first. */
export function indexLabels(
  language: Language,
  evaluations: readonly Evaluation[],
): readonly (readonly [id: string, label: string])[] {
  const indexes = satisfactionFirst(evaluations.flatMap(({ document }) => document.indexes));
  return [...new Map(indexes.map(({ index, label }) => [index, label[language]]))];
}

/** The metrics as they are shown: those with data first, each part in the order of the indexes, then of the document. */
export function shownMetrics(metrics: readonly MetricResult[], indexes: readonly IndexResult[]): readonly MetricResult[] {
  const inner = [...indexes].sort((a, b) => Number(b.index === 'kpi') - Number(a.index === 'kpi'));
  const ids = inner.flatMap(index => leavesOf(index.nodes).map(leaf => leaf.node.id));
  const place = new Map([...new Set([...ids, ...metrics.map(metric => metric.metric)])].map((id, position) => [id, position]));
  const rank = (metric: MetricResult) => (metric.value === null ? 1e6 : 0) + (place.get(metric.metric) ?? 0);
  return [...metrics].sort((a, b) => rank(a) - rank(b));
}

/** The period of an evaluation, as long as it is one we can read. */
export const periodOf = ({ document: { period, time_zone, from, to } }: Evaluation): Period | undefined =>
  periodBetween(period, time_zone, Date.parse(from), Date.parse(to));

/** An instant of a document as milliseconds. */
export const millisOf = (iso: string): number => Date.parse(iso);
