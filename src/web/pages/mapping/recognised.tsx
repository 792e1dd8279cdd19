import type { FieldView, ProposalOptions, Recognised } from '../../../contract/waiting-files.js';
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
  /** False while it is being read so. */
  readonly isRead: boolean;
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
export function RecognisedPart({ seen, options, read, isRead }: Props) {
  const { words } = useTranslation();
  const { mapping } = words;
  return (
    <section class="card stack" aria-label={mapping.recognised} aria-busy={!isRead}>
      <h2>{mapping.recognised}</h2>
      <div class="form-row">
        <ChoiceField
          label={mapping.fact}
          choices={kinds.map(value => ({ value, label: mapping.factKinds[value] }))}
          value={options.fact ?? seen.fact ?? ''}
          choose={fact => {
            const kind = kinds.find(one => one === fact);
            if (kind !== undefined) read({ ...options, fact: kind });
          }}
          {...(seen.fact === null ? { unchosen: mapping.chooseFact } : {})}
        />
        <HowRead {...{ seen, options, read }} />
      </div>
      <p class="quiet" role="status">
        {isRead ? <Because seen={seen} options={options} /> : mapping.readingAnew}
      </p>
      {seen.readings.length > 1 && <Readings {...{ seen, options, read }} />}
      {seen.headings_are_values && <Notice tone="warn">{mapping.valuesAbove}</Notice>}
      {seen.fact === null && <Notice tone="warn">{mapping.noFact}</Notice>}
      <details open class={isRead ? '' : 'outdated'}>
        <summary>{filled(mapping.firstRows, { file: seen.file })}</summary>
        <FirstRows seen={seen} />
      </details>
    </section>
  );
}

/** Columns that a kind was proposed by: more are read below. */
const mostReasons = 4;

/** Why a kind was proposed: the columns that say most of it; nothing where somebody has chosen it. */
function Because({ seen: { proposed, fields }, options }: Pick<Props, 'seen' | 'options'>) {
  const { words, say, language } = useTranslation();
  const { mapping } = words;
  if (options.fact !== undefined) return null;
  const known = fields.flatMap(field => {
    const found = proposed.find(one => one.field === field.name && one.confidence !== 'unsure');
    const [column] = [found?.mapping.column ?? []].flat();
    return column === undefined || sharedByKinds.includes(field.name) ? [] : [{ field, column }];
  });
  if (known.length === 0) return null;
  const named = known
    .toSorted((a, b) => worthOf(b.field) - worthOf(a.field))
    .slice(0, mostReasons)
    .map(({ field, column }) => filled(mapping.because, { column: String(column), field: say(field.label) }));
  return <>{filled(mapping.proposedBy, { columns: named.join(language === 'zh' ? '、' : ', ') })}</>;
}

/** What identifies rows says most of what they are, then what happened to them. */
const worthOf = ({ is_key: isKey, type }: FieldView): number => (isKey ? 2 : 0) + (type === 'instant' ? 1 : 0);

/** Rows of every kind have these. */
const sharedByKinds = ['client', 'site', 'department', 'line_no'];

function HowRead({ seen, options, read }: Omit<Props, 'isRead'>) {
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
          value={options.sheet ?? seen.sheet ?? seen.sheets[0] ?? ''}
          // Headings of another sheet stand elsewhere, and may be of another kind.
          choose={sheet => read({ sheet })}
        />
      )}
      {seen.head.length > 0 && (
        <ChoiceField
          label={mapping.headerRow}
          choices={seen.head.map(({ row, cells }) => ({ value: String(row), label: `${row}: ${beginningOf(cells)}` }))}
          value={headerRowOf(options, seen)}
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

/** The row of the headings as it is chosen, else as it is found; '' for none. */
function headerRowOf({ header, header_row: chosen }: ProposalOptions, { header_row: found }: Recognised): string {
  if (header === 'none') return '';
  return String(chosen ?? found ?? '');
}

/** How words read in each encoding that the file may be in: a person sees which is right. */
function Readings({ seen, options, read }: Omit<Props, 'isRead'>) {
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
