import type { EvaluationDocument, MetricResult } from '../../evaluation/document.js';
import { amendmentsOf } from '../../store/amendments.js';
import type { Transaction } from '../../store/connect.js';

/** The number of a client's dispute as its own key sees it: counted among its own, because the ledger's entries count what is done for others too. */
export type OwnNumber = (dispute: number) => number;

/** How a client's own key numbers its disputes: 1 is the first. */
export async function ownDisputeNumbers(tx: Transaction, client: string): Promise<OwnNumber> {
  const all = await amendmentsOf(tx, { kind: 'dispute', client });
  const numbers = new Map(all.map(({ number }, at) => [number, at + 1]));
  return dispute => {
    const own = numbers.get(dispute);
    if (own === undefined) throw new Error(`${client} has no dispute ${dispute}`);
    return own;
  };
}

/** Something that may settle a dispute, with the client's own number of it. */
export const withOwnDispute = <T extends { readonly dispute?: number }>(one: T, own: OwnNumber): T =>
  one.dispute === undefined ? one : { ...one, dispute: own(one.dispute) };

/** A result as the client's own key sees it. */
export const resultForClient = (result: MetricResult, own: OwnNumber): MetricResult =>
  result.override === undefined ? result : { ...result, override: withOwnDispute(result.override, own) };

/** A document as it is shown to whoever is bound to clients: without what the firm holds itself to besides the contract. */
export const withoutInternal = (document: EvaluationDocument): EvaluationDocument => ({
  ...document,
  metrics: document.metrics.map(result => {
    const { internal: _, ...shown } = result;
    return shown;
  }),
});

/** A document as the client's own key sees it: also what settled a dispute names it by the client's own number. */
export function documentForClient(whole: EvaluationDocument, own: OwnNumber): EvaluationDocument {
  const document = withoutInternal(whole);
  const { exclusions, metrics } = document;
  return {
    ...document,
    metrics: metrics.map(result => resultForClient(result, own)),
    ...(exclusions === undefined ? {} : { exclusions: exclusions.map(one => withOwnDispute(one, own)) }),
  };
}
