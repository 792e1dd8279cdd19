import ExcelJS from 'exceljs';

/** A cell as people fill it: a Date where Excel holds one, a number of days below 1 where it holds a time. */
type Cell = string | number | Date | null;

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
const moment = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00Z`);

/** A TMS report as its users get it every month: a title, a range of days, a filter, and a legend below. */
const tmsReport: readonly (readonly Cell[])[] = [
  ['Delivery performance report', null, null, null, null, null, null, null, null, null, null, null],
  ['Period: 01 Mar 2026 – 31 Mar 2026', null, null, null, null, null, null, null, null, null, null, null],
  [],
  [
    'Shipment ID',
    'Customer',
    'Order ref',
    'Depot',
    'Haulier',
    'Ship-to',
    'Ordered at',
    'Planned dispatch',
    'Dispatched',
    'Delivery due',
    'Delivered',
    'Status',
  ],
  [
    'S-55012',
    'Northwind',
    'PO-1199',
    'AMS1',
    'Polder',
    'Utrecht',
    moment('2026-03-01 08:00'),
    day('2026-03-02'),
    moment('2026-03-02 15:10'),
    day('2026-03-03'),
    moment('2026-03-03 11:05'),
    'Delivered',
  ],
  [
    'S-55013',
    'Northwind',
    'PO-1200',
    'AMS1',
    'Polder',
    'Gent',
    moment('2026-03-01 08:20'),
    day('2026-03-02'),
    moment('2026-03-02 15:10'),
    day('2026-03-03'),
    moment('2026-03-04 09:40'),
    'Delivered',
  ],
  [
    'S-55020',
    'Fabrikam',
    'F-77',
    'RTM2',
    'Kust',
    'Lille',
    moment('2026-03-02 10:00'),
    day('2026-03-03'),
    moment('2026-03-03 12:30'),
    day('2026-03-05'),
    null,
    'In transit',
  ],
  [
    'S-55024',
    'Fabrikam',
    'F-79',
    'RTM2',
    'Kust',
    'Köln',
    moment('2026-03-02 11:45'),
    day('2026-03-03'),
    null,
    day('2026-03-06'),
    null,
    'Cancelled',
  ],
];

/** A count sheet from a German warehouse in Chinese ownership: a date over all lines, German headings, typed numbers. */
const stockCount: readonly (readonly Cell[])[] = [
  ['Inventur Lager HAM2', null, null, null, null, null, null, null, null],
  ['Zählliste', 'Mandant', 'Lager', 'Lagerplatz', 'Artikelnummer', 'Zähldatum', 'Sollbestand', 'Istbestand', 'Zählart'],
  ['ZL-09', 'MÜLLER', 'HAM2', 'A-01-1', '70-1140', day('2026-03-28'), 1200, 1200, 'permanent'],
  ['ZL-09', 'MÜLLER', 'HAM2', 'A-01-2', '70-1177', day('2026-03-28'), 85.5, 84, 'permanent'],
  ['ZL-09', 'NORDSTERN', 'HAM2', 'B-14-1', '18-0033', day('2026-03-28'), 40, 40, 'Stichprobe'],
];

/** Workbooks that the tests propose layouts for, by their names. */
export const sheets: Readonly<Record<string, readonly (readonly Cell[])[]>> = {
  'tms-report': tmsReport,
  'stock-count': stockCount,
};

/** Writes rows as the first sheet of a workbook. */
export const writeSheet = (path: string, rows: readonly (readonly Cell[])[]): Promise<void> =>
  writeWorkbook(path, { Sheet1: rows });

/** Writes a workbook of several sheets, in their order. */
export async function writeWorkbook(path: string, sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>): Promise<void> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name);
    for (const cells of rows) {
      const row = sheet.addRow([...cells]);
      row.eachCell(cell => {
        if (cell.value instanceof Date) cell.numFmt = cell.value.getTime() % 86_400_000 === 0 ? 'dd/mm/yyyy' : 'dd/mm/yyyy hh:mm';
      });
    }
  }
  await book.xlsx.writeFile(path);
}
