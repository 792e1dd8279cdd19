import type { contractFaults } from '../../contracts.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { didYouMean, didYouMeanText, someOf } from './lists.js';
import { phraseEn } from './phrases.js';

/** Faults of contracts and their workbooks. */
export const contractsEn: Words<typeof contractFaults> = {
  contract_unknown: p => ({
    what: `There is no contract ${quoted(p.contract)}.${didYouMean(p.contract, p.known)}`,
    remedy: p.known.length === 0 ? 'Write one under `contracts:` in config.' : `The contracts are ${someOf(p.known)}.`,
  }),
  contract_none: p => ({
    what: `No contract is in force for client ${quoted(p.client)} on ${p.day}.`,
    remedy:
      p.others.length === 0
        ? 'Draft one from the rules that hold for the client, or fill in a template.'
        : `Ask for another day; the client's contracts are ${someOf(p.others)}.`,
  }),
  contract_there_already: p => ({
    what: `Client ${quoted(p.client)} has the contract ${quoted(p.contract)} on ${p.day}.`,
    remedy: 'Show that contract or write it into a template; a draft is made only where no contract is in force.',
  }),
  contract_draft_empty: p => ({
    what: `No level, index or credit holds for client ${quoted(p.client)} on ${p.day}, so there is nothing to draft.`,
    remedy: 'Fill in an empty template, or ask for another day.',
  }),
  contract_file_there: p => ({
    what: `The file ${quoted(p.file)} is there already.`,
    remedy: 'Give another name, or move that file away first.',
  }),
  contract_elsewhere: p => ({
    what: `The contract ${quoted(p.contract)} is written in ${p.file}.`,
    remedy: 'Give the contract in the workbook another id, or move it out of that file first.',
  }),
  contract_differs: p => ({
    what: `${p.file} has another content, and was left as it is.`,
    remedy: 'Look over the difference that is shown, then confirm that it replaces what stands there.',
  }),
  contract_comments: p => ({
    what: `Writing the contract to ${p.file} would lose comments: ${p.comments.map(comment => quoted(comment)).join(', ')}.`,
    remedy: 'Move them above the line `contracts:`, or make the change in that file by hand.',
  }),
  contract_file_broken: p => ({
    what: `${p.file} cannot be read as config, so the contract cannot be put into it.`,
    remedy: 'Correct that file first, or move it away.',
  }),
  contract_sheet_changed: p => ({
    what: `The sheet ${quoted(p.sheet)} is not as the template has it: ${phraseEn(p.what)}.`,
    remedy: 'Write a new template and copy your entries into it, without removing its hidden column or row.',
  }),
  contract_cell_missing: p => ({
    what: `${quoted(p.heading)} is empty.`,
    remedy: 'Fill it in.',
  }),
  contract_no_working_days: p => ({
    what: `${quoted(p.heading)} is 0: after 0 working days it is still the same day, a weekend or a holiday too.`,
    remedy: `Choose ${quoted(p.moved)} where days off do not count, ${quoted(p.stays)} where they do, or write 1 or more.`,
  }),
  contract_word_unknown: p => ({
    what: `${quoted(p.found)} is none of the choices for ${quoted(p.heading)}.${didYouMeanText(p.near)}`,
    remedy: `Choose one from the list of the cell: ${someOf(p.known)}.`,
  }),
  contract_value_wrong: p => ({
    what: `${quoted(p.found)} cannot stand for ${quoted(p.heading)}.`,
    remedy: `Write ${phraseEn(p.expected)}.`,
  }),
  contract_number_doubtful: p => ({
    what: `${quoted(p.found)} for ${quoted(p.heading)} can be ${p.readings.join(' or ')}.`,
    remedy: `Write ${p.readings.join(' or ')}.`,
  }),
  contract_cell_idle: p => ({
    what: `${quoted(p.heading)} says ${quoted(p.found)}, which means nothing without ${quoted(p.needs)}.`,
    remedy: `Fill in ${quoted(p.needs)} in the same row, or empty this cell.`,
  }),
  contract_row_outside: p => ({
    what: `${quoted(p.found)} stands in a row of ${quoted(p.sheet)} that the template does not have.`,
    remedy: `Move it into a row of the template, or delete it.`,
  }),
};
