import zlib from 'node:zlib';

/** What goes wrong on purpose in a part of a zip file. */
interface Twist {
  readonly declaredSize?: number;
  readonly checksum?: number;
}

/** The bytes of a zip file with these parts, deflated. */
export function zipOf(parts: Readonly<Record<string, string | Buffer>>, twists: Readonly<Record<string, Twist>> = {}): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content);
    const packed = zlib.deflateRawSync(bytes);
    const path = Buffer.from(name);
    const twist = twists[name] ?? {};
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(twist.checksum ?? zlib.crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(twist.declaredSize ?? bytes.length, 18);
    fields.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, path, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), fields, rest, path]));
    bodies.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(bodies.length, 4);
  end.writeUInt16LE(bodies.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, central, Buffer.from('PK\u0005\u0006'), end]);
}

/** What a workbook is made of, as XML. */
export interface WorkbookXml {
  /** The rows of each sheet, by its name, in the order of the zip file. */
  readonly sheets: Readonly<Record<string, string>>;
  /** The sheets' order in the workbook, where it differs. */
  readonly order?: readonly string[];
  readonly hidden?: readonly string[];
  readonly strings?: string;
  readonly styles?: string;
  readonly date1904?: boolean;
  /** Parts added to, or put in the place of, the usual ones. */
  readonly parts?: Readonly<Record<string, string>>;
  readonly twists?: Readonly<Record<string, Twist>>;
}

/** The bytes of an xlsx file. */
export function xlsxOf(workbook: WorkbookXml): Buffer {
  const names = Object.keys(workbook.sheets);
  const number = (name: string): number => names.indexOf(name) + 1;
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
  const sheets = (workbook.order ?? names).map(
    name =>
      `<sheet name="${name}" sheetId="${number(name)}" r:id="r${number(name)}"${workbook.hidden?.includes(name) ? ' state="hidden"' : ''}/>`,
  );
  return zipOf(
    {
      '_rels/.rels': `<Relationships>${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
      'xl/workbook.xml': `<workbook xmlns:r="http://r"><workbookPr date1904="${workbook.date1904 === true ? 1 : 0}"/><sheets>${sheets.join('')}</sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships>${names.map(n => relation(`r${number(n)}`, 'worksheet', `/xl/worksheets/sheet${number(n)}.xml`)).join('')}${relation('rs', 'sharedStrings', 'sharedStrings.xml')}${relation('rt', 'styles', 'styles.xml')}</Relationships>`,
      ...(workbook.strings === undefined ? {} : { 'xl/sharedStrings.xml': `<sst>${workbook.strings}</sst>` }),
      ...(workbook.styles === undefined ? {} : { 'xl/styles.xml': `<styleSheet>${workbook.styles}</styleSheet>` }),
      ...Object.fromEntries(
        names.map(name => [
          `xl/worksheets/sheet${number(name)}.xml`,
          `<worksheet><sheetData>${workbook.sheets[name] ?? ''}</sheetData></worksheet>`,
        ]),
      ),
      ...workbook.parts,
    },
    workbook.twists,
  );
}

/** A row of cells that are texts in place. */
export const textRow = (number: number, texts: readonly string[]): string =>
  `<row r="${number}">${texts.map(text => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;
