import type { ProposalOptions, Recognised } from '../../../contract/waiting-files.js';
import { useTranslation } from '../../language.js';
import { ChoiceField } from '../../parts/choice-field.js';
import { Notice } from '../../parts/notice.js';
import { ScrollTable } from '../../parts/scroll-table.js';
import { TableHead } from '../../parts/table-head.js';
import { filled } from '../../words/en.js';

interface Props {
  readonly seen: Recognised;
  readonly options: ProposalOptions;
  /** Reads the file again, as it is said now. */
  readonly read: (options: ProposalOptions) => void;
}

/** Every kind of fact, those that most files hold first. */
const kinds = [
  'shipment',
  'complaint',
  'warehouse_task',
  'stock_count',
  'survey_answer',
  'invoice',
  'contact',
  'quality_check',
  'transport_demand',
  'reading',
] as const;

const usualEncodings = ['utf-8', 'gb18030', 'windows-1252', 'windows-1251', 'windows-1254', 'iso-8859-2', 'big5', 'utf-16le'];
const delimiters = [',', ';', '\t', '|'];
const longestHead = 60;

/** How the file was read, each part with a choice, and its first rows. */
export function RecognisedPart({ seen, options, read }: Props) {
  const { words } = useTranslation();
  const { mapping } = words;
  return (
    <section class="card stack" aria-label={mapping.recognised}>
      <h2>{mapping.recognised}</h2>
      <div class="form-row">
        <ChoiceField
          label={mapping.fact}
          choices={kinds.map(value => ({ value, label: mapping.factKinds[value] }))}
          value={seen.fact ?? ''}
          choose={fact => {
            const kind = kinds.find(one => one === fact);
            if (kind !== undefined) read({ ...options, fact: kind });
          }}
          {...(seen.fact === null ? { unchosen: mapping.chooseFact } : {})}
        />
        <HowRead {...{ seen, options, read }} />
      </div>
      {seen.readings.length > 1 && <Readings {...{ seen, options, read }} />}
      {seen.headings_are_values && <Notice tone="warn">{mapping.valuesAbove}</Notice>}
      {seen.fact === null && <Notice tone="warn">{mapping.noFact}</Notice>}
      <details open>
        <summary>{filled(mapping.firstRows, { file: seen.file })}</summary>
        <FirstRows seen={seen} />
      </details>
    </section>
  );
}

function HowRead({ seen, options, read }: Props) {
  const { words } = useTranslation();
  const { mapping } = words;
  const named = (sign: string): string => mapping.delimiters[sign] ?? sign;
  const signs = [...new Set([...(seen.delimiter === null ? [] : [seen.delimiter]), ...delimiters])];
  const encodings = [...new Set([...(seen.encoding === null ? [] : [seen.encoding]), ...seen.encodings, ...usualEncodings])];
  return (
    <>
      {seen.sheets.length > 0 && (
        <ChoiceField
          label={mapping.sheet}
          choices={seen.sheets.map(value => ({ value, label: value }))}
          value={seen.sheet ?? seen.sheets[0] ?? ''}
          // Headings of another sheet stand elsewhere, and may be of another kind.
          choose={sheet => read({ sheet })}
        />
      )}
      {seen.head.length > 0 && (
        <ChoiceField
          label={mapping.headerRow}
          choices={seen.head.map(({ row, cells }) => ({ value: String(row), label: `${row}: ${beginningOf(cells)}` }))}
          value={seen.header_row === null ? '' : String(seen.header_row)}
          unchosen={mapping.noHeadings}
          choose={row => {
            const { header: _, header_row: __, ...others } = options;
            read(row === '' ? { ...others, header: 'none' } : { ...others, header_row: Number(row) });
          }}
        />
      )}
      {seen.format === 'csv' && (
        <>
          <ChoiceField
            label={mapping.encoding}
            choices={encodings.map(value => ({ value, label: value }))}
            value={options.encoding ?? seen.encoding ?? ''}
            choose={encoding => read({ ...options, encoding })}
          />
          <ChoiceField
            label={mapping.delimiter}
            choices={signs.map(value => ({ value, label: named(value) }))}
            value={options.delimiter ?? seen.delimiter ?? ''}
            choose={delimiter => read({ ...options, delimiter })}
          />
        </>
      )}
    </>
  );
}

/** How words read in each encoding that the file may be in: a person sees which is right. */
function Readings({ seen, options, read }: Props) {
  const { words } = useTranslation();
  const { mapping } = words;
  return (
    <Notice tone="warn">
      <p>{mapping.encodingOpen}</p>
      <ul class="stack waiting">
        {seen.readings.map(one => (
          <li key={one.encoding} class="form-row">
            <strong>{one.encoding}</strong> <span>{one.words.join(' · ')}</span>
            <button type="button" onClick={() => read({ ...options, encoding: one.encoding })}>
              {filled(one.encoding === seen.encoding ? mapping.readRight : mapping.readSo, { encoding: one.encoding })}
            </button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function beginningOf(cells: readonly string[]): string {
  const text = cells.filter(cell => cell.trim() !== '').join(', ');
  return text.length > longestHead ? `${text.slice(0, longestHead)}…` : text;
}

function FirstRows({ seen: { file, columns, rows } }: Pick<Props, 'seen'>) {
  const { words } = useTranslation();
  return (
    <ScrollTable caption={filled(words.mapping.firstRows, { file })}>
      <TableHead columns={columns.map(({ column }) => String(column))} />
      <tbody>
        {rows.map((row, i) => (
          <tr key={i}>
            {columns.map(({ position }) => (
              <td key={position}>{row[position - 1] ?? ''}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
