import { namesEn } from '../../../words/en.js';
import type { auditFaults, Named } from '../../audit.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { article, didYouMean, didYouMeanText, orList } from './lists.js';
import { phraseEn } from './phrases.js';

const of = ({ evaluation, client, period }: Named): string => `evaluation ${evaluation} (${quoted(client)}, ${period})`;

const restore = 'Restore the database from a backup made before it was touched, and find out who could write to it.';

/** Faults of what an audit is asked for, and what it finds. */
export const auditEn: Words<typeof auditFaults> = {
  evaluation_unknown: p => ({
    what: `There is no evaluation ${quoted(p.given)}.${didYouMeanText(p.near)}`,
    remedy: `Give its id, the beginning of it, or CLIENT:PERIOD. ${p.isNoneMade ? 'None has been made yet.' : ''}`.trim(),
  }),
  evaluation_ambiguous: p => ({
    what: `${quoted(p.given)} is the beginning of ${p.matching.length} evaluations.`,
    remedy: `Give more of the id: ${orList(p.matching.slice(0, 5))}.`,
  }),
  evaluation_metric_unknown: p => ({
    what: `The rules of ${of(p)} have no metric or index ${quoted(p.metric)}.${didYouMean(p.metric, p.known)}`,
    remedy: 'The whole document, recomputed, has every metric in it.',
  }),
  membership_unknown: p => ({
    what: `${quoted(p.given)} is not a membership.${didYouMean(p.given, p.known)}`,
    remedy: `Name one or several of ${orList(p.known)}, separated by commas.`,
  }),
  evidence_file: p => ({
    what: `${quoted(p.given)} names no kind of file that facts can be written to.`,
    remedy: 'Let the name end in .csv or .xlsx.',
  }),
  membership_needed: () => ({
    what: 'There is nothing to write: --out says where to, but not which facts.',
    remedy: 'Add --membership failed, or another one or several of passed, failed, excluded, undetermined, undated, outside.',
  }),
  facts_of_none: p => ({
    what: `${p.name} is ${p.kind === 'index' ? 'an index' : 'a formula'} and counts no facts of its own.`,
    remedy: `Ask for the facts of what it is made of: ${orList(p.parts)}.`,
  }),
  number_unknown: p => ({
    what: `No ${p.kind === undefined ? 'fact' : namesEn.factKinds[p.kind]} that was ever imported has the number ${quoted(p.number)}.${didYouMeanText(p.near)}`,
    remedy:
      'Numbers are compared letter by letter. Give the one of the source file; without a client and a kind it is looked for everywhere.',
  }),
  fact_kind_unknown: p => ({
    what: `There is no kind of fact ${quoted(p.kind)}.${didYouMean(p.kind, p.known)}`,
    remedy: `The kinds are ${orList(p.known)}.`,
  }),
  ledger_broken: p => ({
    what: `The ledger is broken at entry ${p.entry}: ${phraseEn(p.reason)}.`,
    remedy: `${restore} What the ledger said before this entry still stands.`,
  }),
  ledger_head_gone: p => ({
    what: `The ledger has no entry ${p.entry} with the hash ${p.hash}; it has ${p.last} entries. What was there when that was noted has been cut off or rewritten.`,
    remedy: restore,
  }),
  ledger_head_unreadable: p => ({
    what: `${quoted(p.given)} names no entry of the ledger.`,
    remedy: 'Write it as ENTRY:HASH, as a verification printed it.',
  }),
  batch_record_altered: p => ({
    what: `The record of batch ${p.batch} is not what entry ${p.entry} of the ledger says: ${p.field} is ${p.found}, recorded was ${p.expected}.`,
    remedy: restore,
  }),
  settled_rejects_altered: p => ({
    what: `The settled rows of batch ${p.batch} are not those that the ledger names: row ${p.row} differs first.`,
    remedy: restore,
  }),
  batch_clients_altered: p => ({
    what: `The clients that batch ${p.batch} touched are no longer those that were recorded with it: its facts are ${p.found}, recorded was ${p.recorded}.`,
    remedy: restore,
  }),
  facts_unbrought: p => ({
    what: `${p.facts === 1 ? 'A fact names' : `${p.facts} facts name`} batch ${p.batch}, and no batch of that number brought ${article(namesEn.factKinds[p.kind])}; the first is ${p.key} of ${quoted(p.client)}, row ${p.row}.`,
    remedy: `They did not come through an import, and figures count them. ${restore}`,
  }),
  batch_missing: p => ({ what: `Entry ${p.entry} of the ledger records batch ${p.batch}, which is not there.`, remedy: restore }),
  batch_unrecorded: p => ({
    what: `Batch ${p.batch} is not in the ledger.`,
    remedy: `It did not come through an import. ${restore}`,
  }),
  batch_facts_altered: p => ({
    what: `The facts of batch ${p.batch} (${p.file ?? 'a withdrawal'}) are no longer those that were imported: their content hash is ${p.found}, entry ${p.entry} of the ledger has ${p.expected}.`,
    remedy: `${restore} The trace of a number shows every version of its fact, to be held against the file.`,
  }),
  fact_altered: p => ({
    what: `The fact ${p.key} of ${quoted(p.client)}, row ${p.row} of batch ${p.batch}, ${phraseEn(p.reason)}.`,
    remedy: restore,
  }),
  rules_missing: p => ({ what: `The frozen rules ${p.rulebook} of ${of(p)} are not there.`, remedy: restore }),
  rules_altered: p => ({
    what: `The frozen rules of ${of(p)} were changed: they are kept as ${p.rulebook}, and their hash is ${p.found}. It was not recomputed.`,
    remedy: restore,
  }),
  evaluation_altered: p => ({
    what: `The stored document of ${of(p)} was changed: its hash is ${p.found}, kept as ${p.expected}.`,
    remedy: restore,
  }),
  evaluation_record_altered: p => ({
    what: `The record of ${of(p)} was changed: ${p.field} is ${p.found}, the ledger and the document say ${p.expected}.`,
    remedy: restore,
  }),
  evaluation_unrecorded: p => ({
    what: `Entry ${p.entry} of the ledger, which should record ${of(p)}, does not.`,
    remedy: restore,
  }),
  config_text_altered: p => ({
    what: `The text with the SHA-256 ${p.sha256}, which the change of config ${p.change} names, is missing or another.`,
    remedy: restore,
  }),
  evaluation_missing: p => ({ what: `Entry ${p.entry} of the ledger records ${of(p)}, which is not there.`, remedy: restore }),
  evaluation_not_reproduced: p => ({
    what: `Recomputed ${p.by === 'sql' ? 'by SQL' : 'row by row'}, ${of(p)} is not what is stored: ${p.metric === null ? '' : `${p.metric}, `}${p.field ?? `character ${p.character}`}: stored is ${p.expected ?? 'nothing'}, recomputed ${p.found ?? 'nothing'}.`,
    remedy:
      'A fact, a batch or the document was changed after it was made; the other findings say which. Restore it from a backup.',
  }),
  calculation_unknown: p => ({
    what: `${of(p)} was calculated by version ${p.made} of the rules of arithmetic; this program has version ${p.here}.`,
    remedy: 'Install the release that made it to recompute it; CHANGELOG.md says which numbers change.',
  }),
  evaluation_unreadable: p => ({
    what: `The stored document or the frozen rules of ${of(p)} cannot be read: ${phraseEn(p.reason)}.`,
    remedy: restore,
  }),
  workbook_not_a_scorecard: p => ({
    what: `This is no scorecard of Plumbline: ${phraseEn(p.reason)}.`,
    remedy:
      'Give a client’s workbook as Plumbline wrote it, with its Audit sheet. A portfolio is made of several; check the workbook of each client.',
  }),
  pdf_not_a_scorecard: p => ({
    what: `This is no scorecard of Plumbline: ${phraseEn(p.reason)}.`,
    remedy:
      'Give a client’s PDF as Plumbline wrote it; a program that saves it anew changes it. A portfolio is made of several evaluations; check the PDF of each client.',
  }),
  pdf_of_other_version: p => ({
    what: `The PDF was laid out by ${p.made}, and this program is ${p.here}, which may lay it out otherwise: its bytes cannot be compared.`,
    remedy: 'Check it with the release that made it, or check the workbook beside it, whose cells any release can compare.',
  }),
  pdf_differs: p => ({
    what: `The PDF is not what the ledger gives: byte ${p.byte} is the first that differs.`,
    remedy:
      'Do not rely on this file. Have the scorecard written again and compare the pages; a program that only saves a PDF anew changes its bytes as well, and so does a `handout:` in plumbline.yaml (logo, colour) that was changed since.',
  }),
  workbook_sheet_missing: p => ({
    what: `The sheet ${quoted(p.sheet)} is not there.`,
    remedy: 'Do not rely on this file; have the scorecard written again.',
  }),
  workbook_cell_differs: p => ({
    what: `${p.cell} was changed: the ledger gives ${p.expected ?? 'nothing'}, the file has ${p.found ?? 'nothing'}.`,
    remedy: 'Do not rely on this file; have the scorecard written again.',
  }),
};
