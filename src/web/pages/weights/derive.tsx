import type {
  WeightedIndex,
  WeightedNode,
  Weights,
  WeightsDerived as Derived,
  WeightsToDerive,
} from '../../../contract/weights.js';
import { useState } from 'preact/hooks';
import { useAction } from '../../action.js';
import type { Label } from '../../../contract/scalars.js';
import { useTranslation } from '../../language.js';
import { ChoiceField } from '../../parts/choice-field.js';
import { ClientField } from '../../parts/client-field.js';
import { DerivedWeights } from '../../parts/derived-weights.js';
import { MethodFields, type MethodInput, noMethodInput, methodRequest, weighMethods } from '../../parts/method-fields.js';
import { ProblemNotice } from '../../parts/problem.js';
import { TextField } from '../../parts/text-field.js';
import { useResource } from '../../resource.js';
import { post } from '../../rest.js';

/** Derives weights: as a trial that shows old and new, and then written. */
export function DeriveTab() {
  const { words, say } = useTranslation();
  const { weighing } = words;
  const [weights] = useResource<Weights>('/weights');
  const indexes = weights.state === 'ready' ? weights.data.indexes : [];
  const [asked, setAsked] = useState<Asked>(firstAsked);
  const [how, setHow] = useState<MethodInput>(noMethodInput);
  const { action, run, isBusy, forget } = useAction<Derived>();
  const derive = async (isTrial: boolean): Promise<Derived> => {
    const { method, index, ...others } = asked;
    const given = Object.fromEntries(Object.entries(others).filter(([, text]) => text !== ''));
    const request = { method, index, ...given, ...(await methodRequest(method, how)), dry_run: isTrial };
    return post<Derived, WeightsToDerive>('/weights/derive', request);
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    void run(() => derive(true));
  };
  const labels = levelLabels(indexes.find(({ index }) => index === asked.index));
  return (
    <>
      <form class="card stack" onSubmit={submit}>
        <p class="quiet">{weighing.deriveHint}</p>
        <AskedFields
          {...{ asked, indexes }}
          change={part => {
            setAsked(now => ({ ...now, ...part }));
            forget();
          }}
        />
        <MethodFields
          method={asked.method}
          said={how}
          change={next => {
            setHow(next);
            forget();
          }}
        />
        {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
        <p class="form-row">
          <button type="submit" class={action.state === 'done' ? '' : 'main'} disabled={isBusy}>
            {isBusy ? weighing.computing : weighing.try}
          </button>
        </p>
      </form>
      {action.state === 'done' && (
        <DerivedWeights
          derived={action.answer}
          levelName={level => say(labels.get(level)) || level}
          isBusy={isBusy}
          write={() => void run(() => derive(false))}
        />
      )}
    </>
  );
}

/** Which weights are to be derived, how, for whom and from when; an empty text asks for nothing in particular. */
interface Asked {
  readonly method: (typeof weighMethods)[number];
  readonly index: string;
  readonly node: string;
  readonly client: string;
  readonly from: string;
}

const firstAsked: Asked = { method: 'survey', index: 'satisfaction', node: '', client: '', from: '' };

interface AskedProps {
  readonly asked: Asked;
  readonly indexes: readonly WeightedIndex[];
  readonly change: (part: Partial<Asked>) => void;
}

function AskedFields({ asked, indexes, change }: AskedProps) {
  const { words, say } = useTranslation();
  const { weighing } = words;
  const nodes = indexes.find(({ index }) => index === asked.index)?.nodes ?? [];
  return (
    <div class="form-row">
      <ChoiceField
        label={weighing.method}
        choices={weighMethods.map(one => ({ value: one, label: weighing.methods[one] }))}
        value={asked.method}
        choose={value => change({ method: weighMethods.find(one => one === value) ?? 'survey' })}
      />
      <ChoiceField
        label={weighing.index}
        choices={[...new Map(indexes.map(one => [one.index, one.label]))].map(([index, label]) => ({
          value: index,
          label: say(label),
        }))}
        value={asked.index}
        choose={index => change({ index, node: '' })}
        isRequired
      />
      <ChoiceField
        label={weighing.branch}
        choices={branches(nodes).map(({ node, label }) => ({ value: node, label: say(label) }))}
        value={asked.node}
        choose={node => change({ node })}
        unchosen={weighing.wholeTree}
      />
      <ClientField
        label={weighing.whoseView}
        value={asked.client}
        choose={client => change({ client })}
        unchosen={weighing.everybody}
      />
      <TextField
        label={weighing.from}
        type="date"
        title={weighing.fromHint}
        value={asked.from}
        write={from => change({ from })}
      />
    </div>
  );
}

/** What an index and its branches are called, by their ids. */
function levelLabels(index: WeightedIndex | undefined): ReadonlyMap<string, Label> {
  if (index === undefined) return new Map();
  return new Map([[index.index, index.label], ...branches(index.nodes).map(({ node, label }) => [node, label] as const)]);
}

/** Every branch below, whose children can be weighed. */
const branches = (nodes: readonly WeightedNode[]): readonly WeightedNode[] =>
  nodes.flatMap(node => (node.children.length === 0 ? [] : [node, ...branches(node.children)]));
