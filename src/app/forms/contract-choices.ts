import type { ContractChoices } from '../../contract/config-forms.js';
import type { Label } from '../../facts/label.js';
import { formOf, type RuleItem, ruleItems, ruleMeaning } from '../../reports/contract-workbook/rule-forms.js';
import { metricsByRule } from '../../reports/contract-workbook/rule-uses.js';
import {
  annexWords,
  comparatorWords,
  effectWords,
  perWords,
  type RuleChoice,
  ruleCells,
  ruleChoices,
} from '../../reports/contract-workbook/words.js';
import type { Deps } from '../deps.js';

type Choice = ContractChoices['rules'][number]['choices'][number];

/** What the form of a contract offers, in the words of its workbook. */
export function contractChoices({ workspace }: Pick<Deps, 'workspace'>): ContractChoices {
  const users = metricsByRule(workspace.toWord);
  return {
    rules: ruleItems(workspace.toWord).map(item => ({
      name: item.name,
      of: item.of ?? null,
      label: item.label,
      usual: usualOf(item),
      is_own: workspace.ownDefinitions.has(item.name),
      no_time: item.gives === 'duration' && Number(formOf(item, item.usual).number) === 0,
      of_standards: isSetByStandard(workspace, item, users.get(item.name) ?? []),
      choices: item.choices.map(choiceOf),
      fields: item.fields.map(({ name, label }) => ({ value: name, label })),
      metrics: [...(users.get(item.name) ?? [])],
    })),
    comparators: choicesOf(comparatorWords),
    effects: choicesOf(effectWords),
    per: choicesOf(perWords),
    sheets: choicesOf(annexWords),
  };
}

/** Whether a standard that no contract brought sets a parameter for one of these metrics. */
function isSetByStandard({ rulebook }: Deps['workspace'], { name }: RuleItem, metrics: readonly string[]): boolean {
  const param = name.slice(name.lastIndexOf('.') + 1);
  return rulebook.standards.some(
    ({ metric, contract, params }) => contract === undefined && param in params && metrics.includes(metric),
  );
}

function usualOf(item: RuleItem): Label {
  const form = formOf(item, item.usual);
  return { en: ruleMeaning(form, 'en'), zh: ruleMeaning(form, 'zh') };
}

const choicesOf = (words: Readonly<Record<string, Label>>): { readonly value: string; readonly label: Label }[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

const choiceOf = (choice: RuleChoice): Choice => ({ value: choice, label: ruleChoices[choice], takes: [...ruleCells[choice]] });
