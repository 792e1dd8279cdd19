import type { ColumnView } from '../../../contract/waiting-files.js';
import { useTranslation } from '../../language.js';
import { useFieldFaults } from '../../parts/faulty-fields.js';
import { filled } from '../../words/en.js';
import { eachOf, fieldOf } from './draft.js';
import { FieldDetails } from './field-details.js';
import { BlankLosses } from './losses.js';
import type { MappedFile } from './mapped-file.js';

/** Each column with its values, what it is, and how that is read. */
export function ColumnsPart(file: MappedFile) {
  const { words } = useTranslation();
  const { mapping } = words;
  const { seen } = file;
  const questions = eachOf(file.draft, seen).flatMap(group => Object.keys(group.columns));
  const columns = seen.columns.filter(({ column }) => !questions.includes(String(column)));
  return (
    <section class="card stack" aria-label={mapping.columns}>
      <h2>{mapping.columns}</h2>
      <p class="hint">{filled(mapping.columnsHint, { rows: seen.looked_at })}</p>
      {questions.length > 0 && <p>{filled(mapping.each, { count: questions.length })}</p>}
      <ul class="columns">
        {columns.map(column => (
          <Column key={column.position} column={column} file={file} />
        ))}
      </ul>
    </section>
  );
}

function Column({ column, file }: { readonly column: ColumnView; readonly file: MappedFile }) {
  const { words } = useTranslation();
  const { seen, draft, asked, choose } = file;
  const { mapping } = words;
  const field = fieldOf(draft.fields, column);
  const { input, below } = useFieldFaults(field);
  return (
    <li class={field === undefined ? 'column' : 'column used'}>
      <div class="column-line">
        <div class="column-name">
          <strong>{column.column}</strong>
          <span class="quiet column-samples">{column.samples.join(' · ')}</span>
        </div>
        <select
          {...input}
          aria-label={filled(mapping.fieldOf, { column: String(column.column) })}
          value={asked.get(column.position) ?? field ?? ''}
          onChange={event => choose(column, event.currentTarget.value)}
        >
          <option value="">{mapping.unused}</option>
          {seen.fields.map(one => (
            <FieldOption key={one.name} field={one} isTaken={one.name !== field && draft.fields[one.name] !== undefined} />
          ))}
        </select>
        <Certainty field={field} file={file} />
      </div>
      {below}
      {field === 'shipped_qty' && <NotDelivered file={file} />}
      {field !== undefined && <BlankLosses {...{ field, column, file }} />}
      {field === undefined ? <Perhaps column={column} file={file} /> : <FieldDetails key={field} field={field} file={file} />}
    </li>
  );
}

function FieldOption({
  field: { name, label },
  isTaken,
}: {
  readonly field: MappedFile['seen']['fields'][number];
  readonly isTaken: boolean;
}) {
  const { say } = useTranslation();
  return (
    <option value={name}>
      {say(label)}
      {isTaken ? ' ✓' : ''}
    </option>
  );
}

function Certainty({ field, file: { draft } }: { readonly field: string | undefined; readonly file: MappedFile }) {
  const { words } = useTranslation();
  const { mapping } = words;
  if (field === undefined) return <span />;
  const isChosen = draft.chosen.includes(field);
  const sure = draft.known[field]?.confidence ?? 'sure';
  return (
    <span class={sure === 'sure' || isChosen ? 'tag' : 'tag tag-warn'}>
      {isChosen ? mapping.chosen : mapping.confidence[sure]}
    </span>
  );
}

/** What an unused column may be, for somebody to take. */
function Perhaps({
  column,
  file: { seen, draft, choose, lossesToo },
}: {
  readonly column: ColumnView;
  readonly file: MappedFile;
}) {
  const { words, say } = useTranslation();
  const { mapping } = words;
  if (lossesToo.some(one => one.column === column.column)) return <div class="column-perhaps">{mapping.lossesUnused}</div>;
  const may = seen.proposed.find(
    ({ field, mapping: { column: from } }) => [from].flat()[0] === column.column && draft.fields[field] === undefined,
  );
  const field = seen.fields.find(({ name }) => name === may?.field);
  if (may === undefined || field === undefined) return null;
  return (
    <div class="column-perhaps">
      <span class="tag tag-warn">{mapping.confidence.unsure}</span>{' '}
      <button type="button" onClick={() => choose(column, field.name)}>
        {filled(mapping.take, { field: say(field.label) })}
      </button>
    </div>
  );
}

/** That a shipped quantity alone does not tell whether deliveries were in full; in many exports it is the delivered one, too, and damage is counted against the shipped one. */
function NotDelivered({ file: { seen, draft, fill } }: { readonly file: MappedFile }) {
  const { words, say } = useTranslation();
  const { mapping } = words;
  const delivered = seen.fields.find(({ name }) => name === 'delivered_qty');
  if (delivered === undefined || draft.fields[delivered.name] !== undefined) return null;
  const field = say(delivered.label);
  return (
    <div class="column-perhaps">
      {filled(mapping.notDelivered, { field })}{' '}
      <button type="button" onClick={() => fill(delivered.name, draft.fields['shipped_qty'])}>
        {filled(mapping.takeToo, { field })}
      </button>
    </div>
  );
}
