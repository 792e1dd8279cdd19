import type { ConfigObjects } from '../../../contract/config-forms.js';
import type { ColumnView, Mapping } from '../../../contract/waiting-files.js';
import { useTranslation } from '../../language.js';
import { countText } from '../../number.js';
import { countingOf } from '../../parts/object-list.js';
import { useResource } from '../../resource.js';
import { filled } from '../../words/en.js';
import { losses } from './losses-too.js';
import { fieldNamed, type MappedFile } from './mapped-file.js';

interface BlankProps {
  readonly field: string;
  readonly column: ColumnView;
  readonly file: MappedFile;
}

/** That the blank cells of a column of damage or loss leave open whether there was any, and that they can mean none. */
export function BlankLosses({ field: name, column, file: { seen, draft, fill } }: BlankProps) {
  const { words, say } = useTranslation();
  const { mapping } = words;
  const field = fieldNamed(seen, name);
  const how = draft.fields[name];
  const blank = seen.looked_at - column.filled;
  if (!losses.includes(name) || field === undefined || how === undefined || how.fill !== undefined || blank === 0) return null;
  if (draft.where !== undefined) return <p class="column-perhaps">{mapping.lossesAlone}</p>;
  const isNone = how.missing?.const === 0;
  if (how.missing !== undefined && !isNone) return null;
  const counts = { field: say(field.label), blank: countText(blank), rows: countText(seen.looked_at) };
  return (
    <div class="column-perhaps">
      {filled(isNone ? mapping.blankIsNone : mapping.blankIsOpen, counts)}{' '}
      {!isNone && (
        <button type="button" class="wrapping" onClick={() => fill(name, { ...how, missing: { const: 0 } })}>
          {mapping.blankMeansNone}
        </button>
      )}
    </div>
  );
}

/** What a file of deliveries without damaged or lost quantities leaves open, and what can be done about it; nothing for other files. */
export function NoLosses({ seen, draft }: MappedFile) {
  const { words, say } = useTranslation();
  const { mapping } = words;
  const isOfDeliveries = seen.fact === 'shipment' && (draft.fields['delivered_at'] ?? draft.fields['shipped_qty']) !== undefined;
  const open = isOfDeliveries ? seen.fields.filter(({ name }) => losses.includes(name) && draft.fields[name] === undefined) : [];
  if (open.length === 0) return null;
  return (
    <details class="column-details">
      <summary>{filled(mapping.noLosses, { fields: open.map(({ label }) => say(label)).join(', ') })}</summary>
      <div class="stack">
        <p>{mapping.lossesOpen}</p>
        <ul>
          <li>{mapping.lossesElsewhere}</li>
          <li>
            {mapping.lossesByContract} <Contracts of={clientsOf(draft.fields['client'])} />
          </li>
        </ul>
        <p>{mapping.lossesNoConstant}</p>
      </div>
    </details>
  );
}

/** The clients that a file is known to be of; none where its cells are the codes. */
const clientsOf = ({ const: only, map }: Mapping = {}): readonly string[] =>
  only === undefined ? Object.values(map ?? {}).flatMap(one => (typeof one === 'string' ? [one] : [])) : [String(only)];

const mostContracts = 5;

/** The ways to what was agreed with the clients of a file; with all clients where it is not known whose it is. */
function Contracts({ of: clients }: { readonly of: readonly string[] }) {
  const { configuration } = useTranslation().words;
  const [objects] = useResource<ConfigObjects>('/config/objects');
  const all = objects.state === 'ready' ? objects.data.contracts : [];
  const own = all.filter(({ whose }) => clients.length === 0 || clients.includes(whose));
  if (own.length === 0 || own.length > mostContracts) return <a href="/rules">{configuration.title}</a>;
  return (
    <>
      {own.map(({ id }, i) => (
        <span key={id}>
          {i > 0 && ', '}
          <a href={countingOf(id)}>{id}</a>
        </span>
      ))}
    </>
  );
}

/** That a quantity of damage or loss which is the same in all rows takes out what other files say. */
export function LossesInAllRows({ field, mapping }: { readonly field: string; readonly mapping: Mapping }) {
  const { words } = useTranslation();
  if (!losses.includes(field) || mapping.const === undefined) return null;
  return <p class="hint">{words.mapping.lossesNoConstant}</p>;
}
