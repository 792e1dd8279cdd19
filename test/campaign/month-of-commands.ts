import { rmSync } from 'node:fs';
import path from 'node:path';

/** A command of a month's work, as it is typed. */
export interface Step {
  readonly name: string;
  /** `LAST batch`, `LAST exclusion` and `LAST dispute` stand for the number of the last one. */
  readonly args: readonly string[];
  /** The kind of the ledger's entry that is there once it is done, for what is not to be done twice. */
  readonly entry?: string;
  /** Whether an embedded database does it in every test run: it takes a second to open for each command. */
  readonly isInShortMonth?: true;
  /** A server is backed up by its own programs. */
  readonly embeddedOnly?: true;
  /** Makes the folder what it has to be before the command is typed again. */
  readonly again?: (directory: string) => void;
}

const clients = ['ACME', 'BETA'] as const;

/** Shipments of June for both clients, as a file; a corrected one has later deliveries. */
function shipments({ corrected = false, lot = 'S' }: { readonly corrected?: boolean; readonly lot?: string }): string {
  const rows = clients.flatMap(client =>
    Array.from({ length: 400 }, (_, i) => {
      const day = `2026-06-${String((i % 28) + 1).padStart(2, '0')}`;
      const hour = corrected && i % 5 === 0 ? '15' : '11';
      return `${client},${lot}${client}-${i},${day} 12:00,${day} ${hour}:00`;
    }),
  );
  return `client,no,promised,delivered\n${rows.join('\n')}\n`;
}

/** The workspace in which the month's commands are typed. */
export const monthWorkspace: Readonly<Record<string, string>> = {
  'plumbline.yaml': `time_zone: UTC\nclients: [${clients.map(code => `{ code: ${code} }`).join(', ')}]\n`,
  'config/layouts/shipments.yaml': `layout: shipments
fact: shipment
fields:
  client: { column: client }
  shipment_no: { column: no }
  status: { const: delivered }
  promised_at: { column: promised }
  delivered_at: { column: delivered }
`,
  'config/rules.yaml': `standards: [{ metric: on_time_delivery, at_least: "90%" }]
reasons: [{ code: WX, label: { en: Weather, zh: 天气 }, party: force_majeure, excusable: true }]
jobs:
  - { id: take, does: import_inbox, with: { settled: 1 ms } }
  - { id: count, does: evaluate, with: { period: 2026-06 } }
  - { id: cards, does: scorecards, with: { period: 2026-06 } }
  - { id: chain_of_june, does: chain, with: { steps: [take, count, cards] } }
`,
  'june.csv': shipments({}),
  'corrected.csv': shipments({ corrected: true }),
  'wrong.csv': shipments({ lot: 'W' }),
  'inbox/shipments/late.csv': shipments({ lot: 'L' }),
};

const june = ['--period', '2026-06'] as const;
const request = ['--client', 'ACME', '--metric', 'on_time_delivery'] as const;

/** The month's commands in their order; each changes something, or writes files. */
export const steps: readonly Step[] = [
  { name: 'migrate', args: ['db', 'migrate'] },
  { name: 'import', isInShortMonth: true, entry: 'import', args: ['import', 'june.csv', '--layout', 'shipments'] },
  { name: 'corrected import', entry: 'import', args: ['import', 'corrected.csv', '--layout', 'shipments'] },
  { name: 'import of what was wrong', entry: 'import', args: ['import', 'wrong.csv', '--layout', 'shipments'] },
  {
    name: 'withdrawal',
    entry: 'withdrawal',
    args: ['import', 'withdraw', 'LAST batch', '--reason', 'wrong month'],
  },
  { name: 'evaluation', args: ['evaluate', ...june] },
  { name: 'scorecards', args: ['scorecard', ...june, '--portfolio'] },
  {
    name: 'exclusion',
    entry: 'exclusion',
    args: ['exclude', 'request', ...request, '--fact', 'SACME-5', '--reason', 'WX', '--evidence', 'storm warning', '--as', 'lin'],
  },
  { name: 'approval', entry: 'approval', args: ['exclude', 'approve', 'LAST exclusion', '--as', 'wang'] },
  { name: 'closing', isInShortMonth: true, entry: 'closing', args: ['period', 'close', ...june] },
  {
    name: 'dispute',
    entry: 'dispute',
    args: [
      'dispute',
      'open',
      ...june,
      ...request,
      '--fact',
      'SACME-10',
      '--text',
      'our gate was shut',
      '--evidence',
      'gate log',
      '--as',
      'lin',
    ],
  },
  {
    name: 'answer',
    entry: 'approval',
    args: ['dispute', 'accept', 'LAST dispute', '--reason', 'WX', '--why', 'the log shows it', '--as', 'wang'],
  },
  {
    name: 'reopening',
    isInShortMonth: true,
    entry: 'reopening',
    args: ['period', 'reopen', ...june, '--client', 'ACME', '--client', 'BETA', '--reason', 'a dispute'],
  },
  { name: 'chain of jobs', isInShortMonth: true, args: ['jobs', 'run', 'chain_of_june'] },
  { name: 'second closing', entry: 'closing', args: ['period', 'close', ...june] },
  {
    name: 'backup',
    isInShortMonth: true,
    embeddedOnly: true,
    args: ['db', 'backup', 'backup'],
    again: directory => rmSync(path.join(directory, 'backup'), { recursive: true, force: true }),
  },
];
