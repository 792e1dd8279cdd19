import { useTranslation } from '../language.js';
import { useMetrics } from '../metric-labels.js';
import { filled } from '../words/en.js';

/** What a metric measures, in words, as it is without a contract; nothing until one is chosen. */
export function MetricMeaning({ metric }: { readonly metric: string }) {
  const { words, say } = useTranslation();
  const { contract } = words.forms;
  const found = useMetrics().find(({ id }) => id === metric);
  if (found === undefined) return null;
  const what = say(found.says);
  const sentences = what === '' ? [] : [filled(contract.counts, { what })];
  if (found.kind === 'proportion') {
    const [passes, among] = [say(found.passes.says), say(found.population?.says)];
    if (passes !== '') sentences.push(filled(contract.countsAsPassed, { passes }));
    if (among !== '') sentences.push(filled(contract.outOf, { among }));
  }
  sentences.push(found.improves === 'up' ? contract.higherBetter : contract.lowerBetter);
  return (
    <details class="part">
      <summary>{contract.meaning}</summary>
      <p class="hint">{sentences.join(' ')}</p>
    </details>
  );
}
