import type { Actions } from '../../contract/improvement.js';
import type { ActionView as ImprovementAction } from '../../contract/improvement.js';
import { useState } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { at } from '../rest.js';
import { may, useSession } from '../session.js';
import { ActionForm } from './action-form.js';
import { CloseActionForm } from './close-action-form.js';
import { Nothing } from './notice.js';
import { Shown } from './problem.js';
import { ScrollTable } from './scroll-table.js';
import { TableHead } from './table-head.js';

/** What is done about it: each action with its owner, its due day and its effect; managers add and close here. */
export function ActionList({ client }: { readonly client: string }) {
  const { words } = useTranslation();
  const { improvement } = words;
  const { me } = useSession();
  const [read, reload] = useResource<Actions>(at`/clients/${client}/actions`);
  const [isAdding, setAdding] = useState(false);
  const [closing, setClosing] = useState<ImprovementAction>();
  return (
    <section class="card" aria-label={improvement.actions}>
      <div class="title-row">
        <h2>{improvement.actions}</h2>
        {may.improve(me) && (
          <button type="button" onClick={() => setAdding(true)}>
            {improvement.add}
          </button>
        )}
      </div>
      <Shown of={read} retry={reload}>
        {({ actions }) =>
          actions.length === 0 ? <Nothing>{improvement.noActions}</Nothing> : <Table actions={actions} close={setClosing} />
        }
      </Shown>
      {isAdding && <ActionForm client={client} close={() => setAdding(false)} done={reload} />}
      {closing !== undefined && (
        <CloseActionForm action={closing} client={client} close={() => setClosing(undefined)} done={reload} />
      )}
    </section>
  );
}

interface TableProps {
  readonly actions: readonly ImprovementAction[];
  readonly close: (action: ImprovementAction) => void;
}

function Table({ actions, close }: TableProps) {
  const { words } = useTranslation();
  const { improvement } = words;
  const { me } = useSession();
  return (
    <ScrollTable caption={improvement.actions} kind="actions">
      <TableHead
        columns={[
          { number: '#' },
          improvement.what,
          words.metric,
          improvement.owner,
          improvement.dueDay,
          words.state,
          improvement.effect,
          ...(may.improve(me) ? [{ hidden: improvement.closeAction }] : []),
        ]}
      />
      <tbody>
        {actions.map(action => (
          <Row key={action.number} action={action} close={close} />
        ))}
      </tbody>
    </ScrollTable>
  );
}

const verdictClass = { effective: 'better', not_effective: 'worse', too_early: 'quiet' } as const;

function Row({ action, close }: { readonly action: ImprovementAction; readonly close: TableProps['close'] }) {
  const { words, say } = useTranslation();
  const { improvement } = words;
  const { me } = useSession();
  const { number, what, label, slice, owner, due, done, state, overdue, effect, key_area: isKey } = action;
  const isOver = state === 'done' || state === 'dropped';
  return (
    <tr>
      <td class="number">{number}</td>
      <th scope="row">
        {what} {isKey && <span class="tag">{improvement.keyArea}</span>}
      </th>
      <td>
        {say(label)}
        {slice !== null && (
          <span class="quiet">
            {' '}
            · {improvement.dimensions[slice.dimension] ?? slice.dimension} {slice.key}
          </span>
        )}
      </td>
      <td>{owner ?? <span class="quiet">{improvement.internal}</span>}</td>
      <td class="fixed">{due}</td>
      <td>
        <span class={`state state-${state === 'done' ? 'done' : state === 'dropped' ? 'dropped' : 'running'}`}>
          {improvement.states[state]}
        </span>{' '}
        {overdue && <span class="tag tag-warn">{improvement.overdue}</span>}
        {done !== null && <span class="quiet"> {done}</span>}
      </td>
      <td>
        <span class={verdictClass[effect.verdict]}>{improvement.verdicts[effect.verdict]}</span>
        <span class="quiet"> · {improvement.reasons[effect.because] ?? effect.because}</span>
      </td>
      {may.improve(me) && (
        <td>
          {!isOver && (
            <button type="button" onClick={() => close(action)}>
              {improvement.closeAction}
              <span class="hidden-text"> #{number}</span>
            </button>
          )}
        </td>
      )}
    </tr>
  );
}
