import type { WeightedNode, Weights, WeightsDerived as Derived } from '../../../contract/weights.js';
import { useState } from 'preact/hooks';
import { useAction } from '../../action.js';
import { useSpeech } from '../../language.js';
import { useClients } from '../../parts/client-head.js';
import { DerivedWeights } from '../../parts/derived-weights.js';
import { MethodFields, type MethodSaid, noMethodSaid, saidOf, weighMethods } from '../../parts/method-fields.js';
import { ProblemNotice } from '../../parts/problem.js';
import { useResource } from '../../resource.js';
import { post } from '../../rest.js';

/** Derives weights: as a trial that shows old and new, and then written. */
export function DeriveTab() {
  const { words, say } = useSpeech();
  const { weighing } = words;
  const clients = useClients();
  const [weights] = useResource<Weights>('/weights');
  const indexes = weights.state === 'ready' ? weights.data.indexes : [];
  const [said, setSaid] = useState({ method: 'survey', index: 'satisfaction', node: '', client: '', from: '' });
  const [how, setHow] = useState<MethodSaid>(noMethodSaid);
  const { action, run, isBusy, forget } = useAction<Derived>();
  const write = (name: keyof typeof said) => (event: { readonly currentTarget: { readonly value: string } }) => {
    const { value } = event.currentTarget;
    setSaid(now => ({ ...now, [name]: value, ...(name === 'index' ? { node: '' } : {}) }));
    forget();
  };
  const method = weighMethods.find(one => one === said.method) ?? 'survey';
  const derive = async (isTrial: boolean): Promise<Derived> => {
    const given = Object.fromEntries(Object.entries(said).filter(([, text]) => text !== ''));
    return post<Derived>('/weights/derive', { ...given, ...(await saidOf(method, how)), dry_run: isTrial });
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    void run(() => derive(true));
  };
  const chosen = indexes.find(({ index }) => index === said.index);
  const nodes = chosen?.nodes ?? [];
  const named = new Map([
    ...(chosen === undefined ? [] : [[chosen.index, chosen.label] as const]),
    ...branches(nodes).map(({ node, label }) => [node, label] as const),
  ]);
  return (
    <>
      <form class="card stack" onSubmit={submit}>
        <p class="quiet">{weighing.deriveHint}</p>
        <div class="form-row">
          <label class="field">
            <span>{weighing.method}</span>
            <select value={said.method} onChange={write('method')}>
              {weighMethods.map(one => (
                <option key={one} value={one}>
                  {weighing.methods[one]}
                </option>
              ))}
            </select>
          </label>
          <label class="field">
            <span>{weighing.index}</span>
            <select required value={said.index} onChange={write('index')}>
              {[...new Map(indexes.map(one => [one.index, one.label]))].map(([index, label]) => (
                <option key={index} value={index}>
                  {say(label)}
                </option>
              ))}
            </select>
          </label>
          <label class="field">
            <span>{weighing.branch}</span>
            <select value={said.node} onChange={write('node')}>
              <option value="">{weighing.wholeTree}</option>
              {branches(nodes).map(({ node, label }) => (
                <option key={node} value={node}>
                  {say(label)}
                </option>
              ))}
            </select>
          </label>
          <label class="field">
            <span>{weighing.whoseView}</span>
            <select value={said.client} onChange={write('client')}>
              <option value="">{weighing.everybody}</option>
              {clients.map(({ client, name }) => (
                <option key={client} value={client}>
                  {say(name) || client}
                </option>
              ))}
            </select>
          </label>
          <label class="field">
            <span>{weighing.from}</span>
            <input type="date" title={weighing.fromHint} value={said.from} onInput={write('from')} />
          </label>
        </div>
        <MethodFields
          method={method}
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
          levelName={level => say(named.get(level)) || level}
          isBusy={isBusy}
          write={() => void run(() => derive(false))}
        />
      )}
    </>
  );
}

/** Every branch below, whose children can be weighed. */
const branches = (nodes: readonly WeightedNode[]): readonly WeightedNode[] =>
  nodes.flatMap(node => (node.children.length === 0 ? [] : [node, ...branches(node.children)]));
