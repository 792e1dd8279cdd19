import type { Verification } from '../../app/audit/verify.js';

/** What a verification came to, in words; its findings are printed separately. */
export function verificationText({ ledger, batches, evaluations, verified, findings }: Verification): string {
  const good = evaluations.filter(one => one.verified).length;
  const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
  const lines = [
    `Ledger: ${plural(ledger.entries, 'entry').replace('entrys', 'entries')}, ${ledger.intact ? 'the chain is intact' : 'the chain is broken'}.`,
    ...(ledger.head === null
      ? []
      : [`Its head is ${ledger.head.entry}:${ledger.head.hash}. Kept elsewhere, --head shows later that nothing was cut off.`]),
    `Facts: ${batches} ${batches === 1 ? 'batch' : 'batches'} held against their content hashes.`,
    `Evaluations: ${good} of ${evaluations.length} recomputed by SQL and row by row, both the same bytes as stored.`,
    ...evaluations.filter(one => !one.verified).map(one => `  not verified: ${one.evaluation}  ${one.client}  ${one.period}`),
    verified ? 'Everything is as it was recorded.' : `${plural(findings.length, 'finding')}.`,
  ];
  return lines.join('\n');
}
