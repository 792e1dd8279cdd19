import type { ContractChoices, ObjectForm } from '../../contract/config-forms.js';
import type { Label } from '../../contract/scalars.js';
import { type ChangedValue, changedValues, type Thing } from '../changed-values.js';
import { fieldWords } from '../field-words.js';
import { useTranslation } from '../language.js';
import { useMetricLabels } from '../metric-labels.js';
import { useResource } from '../resource.js';
import { filled } from '../words/en.js';

interface Props {
  readonly began: ObjectForm;
  readonly form: ObjectForm;
}

/** Lists that things stand in, which their names tell already. */
const untold = new Set(['groups', 'measures', 'rules', 'items', 'name', 'days']);
/** Fields that are chosen from a list. */
const chosen = new Set(['comparator', 'effect', 'per', 'choice', 'field', 'sheets']);

/** What a form changes, a sentence each. */
export function ChangedSentences({ began, form }: Props) {
  const { words } = useTranslation();
  const { changes } = words.forms;
  const textOf = useTexts(began, form);
  const sentenceOf = ({ way, was, now, is }: ChangedValue): string => {
    const names = way.flatMap(step => (typeof step === 'string' && untold.has(step) ? [] : [textOf.step(step)]));
    const last = way.at(-1);
    const [before, after] = [was, now].map(text => textOf.value(typeof last === 'string' ? last : '', text));
    const text = is === undefined ? (was === '' ? 'said' : now === '' ? 'unsaid' : 'changed') : is;
    return filled(changes[text], { what: names.join(' · '), was: before ?? '', now: after ?? '' });
  };
  return (
    <ul class="changes">
      {changedValues(began.values, form.values).map((change, i) => (
        <li key={i}>{sentenceOf(change)}</li>
      ))}
    </ul>
  );
}

/** A name in both languages, where it may be written in one alone. */
const bothOf = ({ en, zh }: Label): Label => ({ en: en || zh, zh: zh || en });

/** How the steps of a way and the values at its end are called. */
function useTexts(began: ObjectForm, form: ObjectForm) {
  const { words, say } = useTranslation();
  const metricName = useMetricLabels();
  const fieldName = fieldWords(words);
  const [read] = useResource<ContractChoices>(form.kind === 'contract' ? '/config/contract-choices' : null);
  const choices = read.state === 'ready' ? read.data : undefined;
  const rules = choices?.rules ?? [];
  const listed = [
    ...(choices === undefined ? [] : [choices.comparators, choices.effects, choices.per, choices.sheets].flat()),
    ...rules.flatMap(rule => [...rule.choices, ...rule.fields]),
  ];
  const known: Readonly<Record<string, string>> = { true: words.yes, false: words.no };
  const groups = [began, form].flatMap(one => (one.kind === 'contract' ? one.values.groups.map(({ name }) => bothOf(name)) : []));
  const thing = ({ by, of, part }: Thing): string => {
    const name = {
      metric: () => metricName(of),
      name: () => say(rules.find(rule => rule.name === of)?.label) || of,
      day: () => fieldName(of),
      group: () => say(groups.find(({ en, zh }) => (en || zh) === of)) || of,
      place: () => of,
    }[by]();
    return part === '' ? name : `${name} (${part})`;
  };
  return {
    step: (step: string | Thing): string => (typeof step === 'string' ? fieldName(step) : thing(step)),
    value: (field: string, text: string): string =>
      (chosen.has(field) && say(listed.find(({ value }) => value === text)?.label)) ||
      known[text] ||
      (field === 'annex' && words.forms.contract.annexes[text as 'all']) ||
      text.replace(/(\d)%$/, '$1 %'),
  };
}
