import type { Evaluation, IndexResult, MetricResult } from '../evaluation/document.js';
import type { Language } from '../facts/label.js';
import type { Client } from '../facts/place.js';
import { plainText } from './plain-text.js';

/** What clients are ranked from. */
export interface StandingsInput {
  /** One for each client, all of one period. */
  readonly evaluations: readonly Evaluation[];
  readonly clients: readonly Pick<Client, 'code' | 'name'>[];
  readonly language: Language;
}

/** A client's evaluation with the name it is shown by. */
export interface Standing {
  readonly evaluation: Evaluation;
  readonly name: string;
  readonly metrics: readonly MetricResult[];
  /** The index ranked by. */
  readonly index: IndexResult | undefined;
}

/** Clients by index score, those without one last, by name. */
export function standings({ evaluations, clients, language }: StandingsInput): readonly Standing[] {
  const wanted = rankedIndex(evaluations);
  const all = evaluations.map((evaluation): Standing => {
    const { client, metrics, indexes } = evaluation.document;
    const name = clients.find(({ code }) => code === client)?.name[language] ?? client;
    return { evaluation, name: plainText(name, 120), metrics, index: indexes.find(({ index }) => index === wanted) };
  });
  const score = ({ index }: Standing) => index?.score ?? Number.NEGATIVE_INFINITY;
  return all.sort((a, b) => (score(b) === score(a) ? a.name.localeCompare(b.name) : score(b) > score(a) ? 1 : -1));
}

/** The index that ranks: satisfaction where anyone has a score in it, else the next that has. */
function rankedIndex(evaluations: readonly Evaluation[]): string | undefined {
  const indexes = evaluations.flatMap(({ document }) => document.indexes);
  const scored = indexes.filter(({ score }) => score !== null);
  return (scored.find(({ index }) => index === 'satisfaction') ?? scored[0] ?? indexes[0])?.index;
}
