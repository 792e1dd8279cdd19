import { namesEn } from '../../../words/en.js';
import type { ParamsOf } from '../../entry.js';
import type { Of, periodFaults } from '../../periods.js';
import { figureText } from '../figure-text.js';
import { quoted } from '../quoted.js';
import { type ChangeWords, changeText } from '../changes.js';
import { partText } from '../part-text.js';
import type { Words } from '../wording.js';
import { didYouMean, someOf } from './lists.js';

const named = ({ client, period }: Of): string => `${quoted(client)}, ${period}`;

const changes: ChangeWords = { names: namesEn, notThere: 'not there', noScore: 'no score', credits: 'credits', comma: ', ' };

/** `No data, Missed or Met`. */
const anyOf = (names: readonly string[]): string => [names.slice(0, -1).join(', '), ...names.slice(-1)].join(' or ');

function openFacts({ undetermined, undated, through }: ParamsOf<typeof periodFaults.period_figure_open>): string {
  if (through.length > 0) return `it is calculated from ${through.join(', ')}, of which some facts cannot be judged`;
  const count = (facts: number): string => `${facts} ${facts === 1 ? 'fact' : 'facts'}`;
  const parts = [
    ...(undetermined === 0 ? [] : [`${count(undetermined)} cannot be judged`]),
    ...(undated === 0 ? [] : [`${count(undated)} ${undated === 1 ? 'has' : 'have'} no date`]),
  ];
  return parts.join(', and ');
}

/** What depends on an open figure. */
function openMeaning({ statuses, moves_index: movesIndex }: ParamsOf<typeof periodFaults.period_figure_open>): string {
  const status = statuses.length > 1 ? [`its status could be ${anyOf(statuses.map(one => namesEn.statuses[one]))}`] : [];
  const index = movesIndex ? ["the score of the contract's index depends on it"] : [];
  const meaning = [...status, ...index].join(', and ');
  return `; ${meaning === '' ? 'a credit depends on it' : meaning}`;
}

/** Faults of closing, reopening, commenting and signing periods, in English. */
export const periodsEn: Words<typeof periodFaults> = {
  period_overlaps: p => ({
    what: `${named(p)} has days in common with ${p.other} (${p.from} to ${p.until}), which is closed: they would be closed twice.`,
    remedy: `Choose a period that does not share days with it, or reopen ${p.other} first.`,
  }),
  period_not_over: p => ({
    what: `${named(p)} is not over: it ends at ${p.ends}.`,
    remedy: 'Close it after that. Until then its figures are provisional.',
  }),
  period_source_missing: p => ({
    what: `${named(p)} is not complete: source ${p.source} (${namesEn.factKinds[p.fact]}${p.site === null ? '' : ` of ${p.site}`}) has not delivered past the period's end; ${p.last === undefined ? 'it has delivered nothing yet' : `what it delivered last is of ${p.last.until}, in batch ${p.last.batch}${p.last.file === null ? '' : ` (${p.last.file})`}`}.`,
    remedy: `Import what is missing, or close without it: waive ${p.source}, with a reason.`,
  }),
  period_metric_not_final: p => ({
    what: `${named(p)} is not final: ${p.metric} is, by its definition, only from ${p.from}.`,
    remedy: `Close it from that day on, or before: waive ${p.metric}, with a reason.`,
  }),
  period_already_closed: p => ({
    what: `${named(p)} is closed already: revision ${p.revision}, by ${quoted(p.by)}, at ${p.at}.`,
    remedy: 'What was closed stays. To correct it, reopen it as its next revision, with a reason.',
  }),
  period_not_closed: p => ({
    what: `${named(p)} is not closed, so there is nothing to reopen: it is ${namesEn.periodStates[p.state]}.`,
    remedy: 'Only what is closed is reopened; close it first.',
  }),
  period_not_evaluated: p => ({
    what: `There is no evaluation of ${named(p)}, and this command only reads: it makes none.`,
    remedy: 'Evaluate it first.',
  }),
  period_revision_unknown: p => ({
    what: `${named(p)} has no revision ${p.revision}: ${p.last === 0 ? 'none was closed yet' : `the last that was closed is ${p.last}`}.`,
    remedy: p.last === 0 ? 'Close it first.' : `Name one from 1 to ${p.last}.`,
  }),
  period_revision_number: p => ({
    what: `${quoted(p.given)} is not the number of a revision.`,
    remedy: 'Revisions count from 1.',
  }),
  period_closed_differs: p => ({
    what: `${named(p)} is closed at revision ${p.revision}, and stays so. What is known at batch ${p.batch} gives other results: ${
      p.changes.length === 0
        ? 'no figure differs, only what they were made from'
        : p.changes
            .slice(0, 6)
            .map(one => changeText(one, changes))
            .join('; ')
    }${p.changes.length > 6 ? `; and ${p.changes.length - 6} more` : ''}.`,
    remedy: `They are kept as provisional, ${p.evaluation}. Comparing both explains them; reopening the period makes them the next revision.`,
  }),
  period_before_unseen: p => ({
    what: `${named(p)} is closed without the figures of ${p.before}, which is not closed and so not shown to the client: no data for ${p.metrics.join(', ')}.`,
    remedy: `To have them in it, close ${p.before} first: now that means to reopen ${p.period}, and to close it again after that.`,
  }),
  period_rejects_left: p => ({
    what: `${named(p)} is closed while ${p.rows === 1 ? '1 rejected row is' : `${p.rows} rejected rows are`} left to mend, of ${p.batches.length === 1 ? 'batch' : 'batches'} ${p.batches.join(', ')}. ${p.rows === 1 ? 'It counts' : 'They count'} in no figure.`,
    remedy: `Mend them or settle them with a reason. Rows that are mended now count in ${p.period} once it is reopened and closed again.`,
  }),
  period_figure_open: p => ({
    what: `${named(p)} would be closed with ${partText(p, namesEn, { open: ' (', comma: ', ', close: ')' })} undecided: ${openFacts(p)}. The figure is ${
      p.value === null ? 'not known' : figureText(p.unit, p.value)
    } now and ${
      p.lowest === null || p.highest === null
        ? 'nobody can say how far it would move'
        : `lies between ${figureText(p.unit, p.lowest)} and ${figureText(p.unit, p.highest)} once they are judged`
    }${openMeaning(p)}.`,
    remedy: 'Import what decides about these facts, or close all the same: acknowledge what is open, with a reason.',
  }),
  period_credits_open: p => ({
    what: `${named(p)} would be closed with credits ${p.credit} undecided: they come to ${p.net} ${p.currency} now, and to ${p.lowest === null ? 'nobody can say how much' : `something between ${p.lowest} and ${p.highest} ${p.currency}`} once the facts that could not be judged are (negative is paid back to the client).`,
    remedy: 'Import what decides about these facts, or close all the same: acknowledge what is open, with a reason.',
  }),
  period_request_open: p => ({
    what: `${named(p)} would be closed while ${namesEn.amendmentKinds[p.kind]} ${p.number}, requested by ${quoted(p.by)}, waits for an answer.`,
    remedy: 'Decide about it first, or close all the same: acknowledge what is open, with a reason.',
  }),
  period_strict_excused: () => ({
    what: 'A strict closing was asked for together with a reason to close with something open: it can only be one of the two.',
    remedy: 'Leave out either strict, or what is acknowledged and waived.',
  }),
  period_waiver_unknown: p => ({
    what: `Nothing can be waived under ${quoted(p.source)}.${didYouMean(p.source, p.known)}`,
    remedy:
      p.known.length === 0
        ? 'No source is expected of these clients (config/sources.yaml), so none has to be waived.'
        : `What is expected: ${someOf(p.known)}.`,
  }),
  comment_too_early: p => ({
    what: `${named(p)} was not evaluated yet, so there are no figures to comment on.`,
    remedy: 'Evaluate the period first, or correct the name of the period.',
  }),
  comment_not_there: p => ({
    what: `There is no comment on ${p.metric === null ? named(p) : `${p.metric} of ${named(p)}`} that could be taken away.`,
    remedy: 'The list of comments shows those that stand.',
  }),
  remark_too_long: p => ({
    what: `\`${p.input}\` has ${p.length} characters; ${p.most} are allowed.`,
    remedy: 'Shorten it.',
  }),
  remark_too_many_lines: p => ({
    what: `\`${p.input}\` has ${p.lines} lines; ${p.most} are allowed.`,
    remedy: 'Shorten it, or join lines.',
  }),
  remark_sign_unseen: p => ({
    what: `Character ${p.position} of \`${p.input}\`, ${p.sign}, cannot be seen.`,
    remedy: 'Delete it, or type this part of the text again instead of pasting it.',
  }),
  sign_off_not_closed: p => ({
    what: p.isReopened
      ? `${named(p)} was reopened to be corrected, and revision ${p.next} is not closed yet: there is nothing to sign.`
      : `${named(p)} is not closed yet: there is nothing to sign.`,
    remedy: 'Sign it once it is closed.',
  }),
  sign_off_outdated: p => ({
    what: `Revision ${p.revision} of ${named(p)} is not the current one: that is revision ${p.current}.`,
    remedy: `Look at revision ${p.current}, and sign that one.`,
  }),
  sign_off_own_work: p => ({
    what:
      p.is === 'closer'
        ? `Who would sign as ${quoted(p.signatory)} is the person who closed revision ${p.revision} of ${named(p)}.`
        : `Who would sign as ${quoted(p.signatory)} is the person who records the signature.`,
    remedy:
      'Name the person at the client who signed, or let the client sign with its own key. Who closed the period, and who records a signature, cannot sign for the client.',
  }),
  sign_off_day: p => ({
    what: `${quoted(p.given)} is no day on which this revision can have been signed.`,
    remedy: `Write the day as ${p.last}. It is not before ${p.first}, when the revision was closed, and not after today, ${p.last}.`,
  }),
  sign_off_received: p => ({
    what: `${quoted(p.given)} is no way in which a signature is received.`,
    remedy: 'It is `paper` or `mail`. With its own key the client signs by itself.',
  }),
  period_waiver_reason: p => ({
    what: `${p.waived} waived and ${p.reasons} reasons given: who waives something says why.`,
    remedy: 'Give one reason for all, or one for each that is waived, in the same order.',
  }),
};
