import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import type { Locator, Page } from 'playwright-core';
import { filled, type Words } from '../../src/web/words/en.js';

/** A file as a system hands it out, and what has to be said of it on the page beyond what is recognised. */
export interface Brought {
  readonly name: string;
  readonly content: () => Promise<Buffer> | Buffer;
  readonly layout: string;
  /** Whether it lies in the inbox, where it is chosen. */
  readonly isInInbox?: boolean;
  readonly say?: (page: Page, trial: Locator, words: Words) => Promise<void>;
}

const text = (content: string) => () => Buffer.from(content);

/** Says which field a column is, and what a word of the states means. */
const saying =
  (column: string, field: string, [value, means]: readonly [string, string]) =>
  async (page: Page, trial: Locator, { mapping }: Words): Promise<void> => {
    await page.getByLabel(filled(mapping.fieldOf, { column })).selectOption(field);
    await trial.getByLabel(filled(mapping.meansOf, { value })).selectOption(means);
  };

/** Five files of unlike systems, about three clients. */
export const filesOfMany: readonly Brought[] = [
  {
    name: 'auslieferungen.csv',
    content: text(`Auslieferungen;;;;
Stand 02.11.2026;;;;
Kunde;Unser Zeichen;Zugesagt am;Zugestellt am;Status
ACME;S-001;05.10.2026 12:00;05.10.2026 11:20;zugestellt
ACME;S-002;13.10.2026 12:00;13.10.2026 14:20;zugestellt
ACME;S-003;14.10.2026 12:00;14.10.2026 09:00;zugestellt
ACME;S-004;15.10.2026 12:00;;retour
`),
    layout: 'tms_germany',
    say: saying('Unser Zeichen', 'shipment_no', ['retour', 'refused']),
  },
  {
    name: '配送明细.xlsx',
    content: async () => {
      const book = new ExcelJS.Workbook();
      const sheet = book.addWorksheet('十月');
      sheet.addRow(['十月配送明细']);
      sheet.addRow(['客户', '运单号', '承诺送达时间', '送达时间', '运单状态']);
      const at = (day: number, hour: number): Date => new Date(Date.UTC(2026, 9, day, hour));
      for (let i = 1; i <= 6; i++) sheet.addRow(['QINGHE', `W-${i}`, at(i + 3, 12), at(i + 3, i === 6 ? 15 : 11), '已签收']);
      return Buffer.from(await book.xlsx.writeBuffer());
    },
    layout: 'tms_china',
  },
  {
    name: 'deliveries.txt',
    content: text(
      `Client\tShipment\tPromised\tDelivered\tStatus\n${[1, 2, 3, 4, 5]
        .map(i => `NORDLYS\tN${i}\t2026-10-0${i}T12:00\t2026-10-0${i}T${i === 5 ? 18 : 10}:00\tdelivered`)
        .join('\n')}\n`,
    ),
    layout: 'tms_north',
  },
  {
    name: 'tickets.ndjson',
    content: text(
      `${['ACME', 'NORDLYS']
        .map((client, i) =>
          JSON.stringify({ client, 'complaint no': `C-${i}`, kind: 'complaint', received: `2026-10-1${i}T09:00:00Z` }),
        )
        .join('\n')}\n`,
    ),
    layout: 'tickets',
  },
  {
    name: 'invoices.csv',
    content: text(`Customer|Invoice no|Line|Invoice date|Lines wrong\nACME|R-1|1|2026-10-31|no\nQINGHE|R-2|1|2026-10-31|no\n`),
    layout: 'invoices',
  },
];

/** What a Chinese system puts into the inbox: in GB18030, with a heading and a state that nobody knows. */
export const filesOfInbox: readonly Brought[] = [
  {
    name: '配送/十月签收.csv',
    content: () =>
      iconv.encode(
        `客户,流水,要求送达时间,实际签收时间,状态
QINGHE,Q-1,2026/10/5 12:00,2026/10/5 11:20,已签收
QINGHE,Q-2,2026/10/13 12:00,2026/10/13 14:20,已签收
QINGHE,Q-3,2026/10/14 12:00,2026/10/14 09:00,已签收
QINGHE,Q-4,2026/10/15 12:00,,客户不要了
`,
        'gb18030',
      ),
    layout: '签收明细',
    isInInbox: true,
    say: saying('流水', 'shipment_no', ['客户不要了', 'refused']),
  },
];
