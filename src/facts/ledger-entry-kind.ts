/** What an entry of the ledger records. */
export const ledgerEntryKinds = [
  'import',
  'withdrawal',
  'evaluation',
  'evaluation_again',
  'closing',
  'reopening',
  'comment',
  'sign_off',
  'exclusion',
  'override',
  'dispute',
  'approval',
  'refusal',
  'revocation',
  'action',
  'action_change',
  'weights',
  'delivery',
  'watermark',
  'key_created',
  'key_revoked',
] as const;

export type LedgerEntryKind = (typeof ledgerEntryKinds)[number];
