import { namesEn } from '../../../words/en.js';
import { nameIn } from '../../../words/name.js';
import type { amendmentFaults, AmendmentState, ExclusionMade, FailedFacts, Of } from '../../amendments.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { didYouMean, didYouMeanText, orList } from './lists.js';
import { phraseEn } from './phrases.js';

const named = ({ kind, number }: Of): string => `The ${namesEn.amendmentKinds[kind]} ${number}`;

/** What can be done once a dispute is answered. */
function afterAnswer(answer: AmendmentState, exclusion: ExclusionMade | undefined): string {
  if (answer !== 'approved') return 'If a figure is still wrong, open another dispute that says what was not considered.';
  if (exclusion === undefined) return 'It left nothing out.';
  const { number, state } = exclusion;
  switch (state) {
    case 'requested':
      return `Exclusion ${number}, which it asked for, changes nothing yet: somebody other than its requester can approve or refuse it.`;
    case 'approved':
      return `What it left out can be put back: revoke exclusion ${number}, with a reason.`;
    default:
      return `Exclusion ${number}, which it made, is ${namesEn.amendmentStates[state]}, so nothing is left out. Request another exclusion if it is needed.`;
  }
}

function failedText({ metric, numbers, total }: FailedFacts): string {
  const shown = numbers.slice(0, 12);
  const more = total > shown.length ? `, … (${total} in all)` : '';
  return ` What fails ${quoted(metric)}: ${shown.join(', ')}${more}.`;
}

/** Faults of exclusions, overrides and disputes. */
export const amendmentsEn: Words<typeof amendmentFaults> = {
  amendment_unknown: p => ({
    what: `There is no ${namesEn.amendmentKinds[p.kind]} ${p.number}.`,
    remedy: p.known.length === 0 ? 'None was requested yet.' : `The last ones are ${orList(p.known.map(String))}.`,
  }),
  amendment_number: p => ({
    what: `${quoted(p.given)} is not a number, and each ${namesEn.amendmentKinds[p.kind]} has a number.`,
    remedy: 'Give the number that the list shows, such as 12.',
  }),
  amendment_decided: p => {
    const states = p.kind === 'dispute' ? namesEn.disputeStates : namesEn.amendmentStates;
    const what = `${named(p)} is ${states[p.state]} already, by ${quoted(p.by)} at ${p.at}.`;
    if (p.kind === 'dispute') return { what, remedy: `The answer stays. ${afterAnswer(p.state, p.exclusion)}` };
    if (p.state !== 'approved') return { what, remedy: 'It stays as it is. If it is still needed, request it again.' };
    return { what, remedy: 'What was approved can be revoked, with a reason.' };
  },
  amendment_not_approved: p => ({
    what: `${named(p)} is not in force: it is ${namesEn.amendmentStates[p.state]}.`,
    remedy:
      p.state === 'requested'
        ? 'It changes nothing yet: somebody other than its requester can approve or refuse it.'
        : 'Only what was approved can be revoked.',
  }),
  amendment_four_eyes: p => ({
    what: `${named(p)} was requested by ${quoted(p.actor)}, who cannot also decide about it.`,
    remedy: 'Somebody else must decide.',
  }),
  amendment_text_missing: p => ({ what: `\`${p.input}\` is empty: ${phraseEn(p.why)}.`, remedy: `Give \`${p.input}\`.` }),
  exclusion_reason_unknown: p => ({
    what: `No reason ${quoted(p.code)} holds for ${quoted(p.client)} on ${p.day ?? 'any day'}${p.number === undefined ? '' : `, the day by which ${p.metric ?? 'a metric'} counts ${p.number}`}.${didYouMean(p.code, p.known)}`,
    remedy: `Reasons come from config/reasons.yaml. Those that excuse are ${orList(p.known)}.`,
  }),
  exclusion_reason_inexcusable: p => ({
    what: `Reason ${p.code} (${p.label.en}, ${nameIn(namesEn.parties, p.party)}) excuses nothing: it is not marked excusable.`,
    remedy: `Those that excuse are ${orList(p.known)}.`,
  }),
  exclusion_unbounded: () => ({
    what: 'The exclusion names neither facts nor a time: it would leave out everything, permanently.',
    remedy: 'Name facts, or a time: a period, or a first and a last day.',
  }),
  exclusion_window: p => ({
    what:
      p.from === undefined || p.to === undefined
        ? `Of the time only the ${p.from === undefined ? 'last' : 'first'} day is given, ${quoted(p.from ?? p.to ?? '')}.`
        : `The last day, ${quoted(p.to)}, is before the first, ${quoted(p.from)}, or one of them is not a date.`,
    remedy: 'Write both as yyyy-MM-dd, the first day and then the last.',
  }),
  exclusion_window_twice: p => ({
    what: `The time is given twice: as period ${p.period}, and by days.`,
    remedy: 'Give the period, or the first and the last day.',
  }),
  exclusion_of_formula: p => ({
    what: `${p.metric} is a formula and counts no facts of its own, so nothing can be left out of it alone.`,
    remedy: `Name the metrics that it is made of: ${orList(p.parts)}.`,
  }),
  exclusion_place_unknown: p => ({
    what: `No fact of ${quoted(p.client)} has the ${namesEn.dimensions[p.field]} ${quoted(p.value)}.${didYouMeanText(p.near)}`,
    remedy: 'Places are compared letter by letter. Write it as the facts do; the trace of one shows them.',
  }),
  exclusion_line_unknown: p => ({
    what: `${quoted(p.number)} has no line ${quoted(p.line)}.`,
    remedy: 'Its trace shows its lines; without a line all of them are meant.',
  }),
  exclusion_fact_unknown: p => ({
    what: `${quoted(p.client)} has no ${p.kinds.length === 0 ? 'fact' : orList(p.kinds.map(kind => namesEn.factKinds[kind]))} with the number ${quoted(p.number)}.${didYouMeanText(p.near)}`,
    remedy: 'Give the number of the source file, and `kind` for another kind of fact; a trace finds it anywhere.',
  }),
  override_value: p => ({
    what: `${quoted(p.given)} is not a value of ${p.metric}.`,
    remedy:
      p.unit === '%'
        ? 'Write a share, such as 97.5% or 0.975.'
        : `Write a number of ${nameIn(namesEn.units, p.unit)}, such as 12.5.`,
  }),
  override_impossible: p => ({
    what: `${p.metric} can never be ${p.given}.`,
    remedy:
      p.unit === '%' ? 'A share lies between 0% and 100%.' : 'It is not below 0, and whole where it is a number of occasions.',
  }),
  dispute_without_effect: p => ({
    what: `Leaving these facts out would change no figure of ${quoted(p.client)}, ${p.period}: no metric that is disputed counts them there.`,
    remedy: 'Name the period that they are counted in, or another metric; the evidence of a metric lists its facts.',
  }),
  dispute_of_nothing: () => ({
    what: 'The dispute names neither a metric nor a fact.',
    remedy: 'Name the figure by its metric, or the facts that are judged wrongly, or both.',
  }),
  dispute_without_facts: p => ({
    what: `Dispute ${p.dispute} names no fact, so accepting it would leave out everything.${p.failed.map(failedText).join('')}`,
    remedy:
      p.failed.length === 0
        ? 'Name the facts that are to be left out. A wrong value of a fact is corrected by importing it again.'
        : 'Name those of these facts that are to be left out. A wrong value of a fact is corrected by importing it again.',
  }),
  dispute_of_other_facts: p => ({
    what: `Dispute ${p.dispute} does not name ${orList(p.others)}. The facts that it names: ${p.named.slice(0, 12).join(', ')}${p.named.length > 12 ? ` and others, ${p.named.length} in all` : ''}.`,
    remedy:
      'Accepting leaves out facts that the dispute names, all or some of them. For others, request an exclusion; somebody else approves it.',
  }),
  dispute_too_late: p => ({
    what: `${quoted(p.client)}, ${p.period} was closed at ${p.closed}; its figures could be disputed for ${p.days} days.`,
    remedy:
      'After that they stand. `dispute_days` in plumbline.yaml sets how long; a manager can still reopen the period with a reason.',
  }),
  dispute_too_early: p => ({
    what: `${quoted(p.client)}, ${p.period} has no figure that can be disputed yet.`,
    remedy: 'A period can be disputed once it is evaluated; where clients see closed periods only, once it is closed.',
  }),
};
