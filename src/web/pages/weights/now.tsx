import type { ClientPeriods } from '../../../contract/clients.js';
import type { WeightedIndex, WeightedNode, Weights } from '../../../contract/weights.js';
import { useTranslation } from '../../language.js';
import { useMetricLabels } from '../../metric-labels.js';
import { shareText } from '../../number.js';
import { ChoiceField } from '../../parts/choice-field.js';
import { ClientField } from '../../parts/client-field.js';
import { Shown } from '../../parts/problem.js';
import { ScrollTable } from '../../parts/scroll-table.js';
import { useResource } from '../../resource.js';
import { at, withQuery } from '../../rest.js';
import { goQuery, type PageLocation } from '../../router.js';
import { filled } from '../../words/en.js';
import { TableHead } from '../../parts/table-head.js';

/** The weights in force for a client on the last day of a period, base and effective. */
export function NowTab({ place }: { readonly place: PageLocation }) {
  const { words } = useTranslation();
  const client = place.query.get('client') ?? '';
  const [periods] = useResource<ClientPeriods>(client === '' ? null : at`/clients/${client}/periods`);
  const known = periods.state === 'ready' ? [...new Set(periods.data.periods.map(one => one.period))] : [];
  const period = place.query.get('period') ?? known[0] ?? '';
  const isWaiting = client !== '' && periods.state === 'loading';
  const [weights, reload] = useResource<Weights>(
    isWaiting ? null : withQuery('/weights', { client, period: client === '' ? '' : period }),
  );
  return (
    <>
      <p class="quiet">{words.weighing.nowHint}</p>
      <div class="form-row">
        <ClientField
          value={client}
          choose={one => goQuery({ client: one, period: '' }, true)}
          unchosen={words.weighing.everybody}
        />
        {known.length > 0 && (
          <ChoiceField
            label={words.period}
            choices={known.map(one => ({ value: one, label: one }))}
            value={period}
            choose={one => goQuery({ period: one }, true)}
          />
        )}
      </div>
      <Shown of={weights} retry={reload}>
        {({ indexes, evaluation }) =>
          indexes.map(index => (
            <IndexWeights key={`${index.index} ${index.client ?? ''}`} index={index} isEvaluated={evaluation !== null} />
          ))
        }
      </Shown>
    </>
  );
}

interface IndexProps {
  readonly index: WeightedIndex;
  readonly isEvaluated: boolean;
}

function IndexWeights({ index, isEvaluated }: IndexProps) {
  const { words, say } = useTranslation();
  const { weighing } = words;
  const labels = useMetricLabels();
  const { label, client, segment, from, provenance, nodes, amplify } = index;
  const whom = client ?? segment;
  return (
    <section class="card" aria-label={say(label)}>
      <h2>
        {say(label)}{' '}
        <span class="quiet">
          {whom === null ? weighing.everybody : filled(weighing.forClient, { client: whom })}
          {from !== null && `, ${filled(weighing.since, { day: from })}`}
        </span>
      </h2>
      <p class="hint">
        {weighing.provenance}:{' '}
        {provenance === null
          ? weighing.given
          : Object.entries(provenance)
              .map(([key, text]) => `${key} ${text}`)
              .join(' · ')}
      </p>
      {amplify.map(({ metric, factor, at_most: most }) => (
        <p key={metric} class="hint">
          {filled(weighing.amplified, { metric: labels(metric), factor, most })}
        </p>
      ))}
      <ScrollTable caption={say(label)} kind="weights">
        <TableHead
          columns={[
            weighing.node,
            { number: weighing.weight },
            ...(isEvaluated ? [{ number: weighing.effective }] : []),
            { number: weighing.share },
          ]}
        />
        <tbody>
          {nodes.map(node => (
            <NodeRows key={node.node} node={node} depth={0} isEvaluated={isEvaluated} />
          ))}
        </tbody>
      </ScrollTable>
    </section>
  );
}

interface NodeProps {
  readonly node: WeightedNode;
  readonly depth: number;
  readonly isEvaluated: boolean;
}

function NodeRows({ node, depth, isEvaluated }: NodeProps) {
  const { say, language } = useTranslation();
  const { label, weight, effective_weight: effective, share, children } = node;
  const isOther = effective !== null && Math.abs(effective - Number(weight)) > 1e-9;
  return (
    <>
      <tr>
        <th scope="row" style={{ paddingLeft: `${depth * 1.25}rem` }} class={children.length > 0 ? 'branch' : ''}>
          {say(label)}
        </th>
        <td class="number">{shareText(Number(weight), language)}</td>
        {isEvaluated && (
          <td class={isOther ? 'number strong' : 'number quiet'}>{effective === null ? '–' : shareText(effective, language)}</td>
        )}
        <td class="number">{shareText(share, language)}</td>
      </tr>
      {children.map(child => (
        <NodeRows key={child.node} node={child} depth={depth + 1} isEvaluated={isEvaluated} />
      ))}
    </>
  );
}
