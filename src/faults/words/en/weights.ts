import type { weightFaults } from '../../weights.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { didYouMean, orList } from './lists.js';
import { phraseEn } from './phrases.js';

/** Faults of deriving weights. */
export const weightsEn: Words<typeof weightFaults> = {
  weight_below_zero: p => ({
    what: `The weight of ${quoted(p.node)} is ${p.share}, and weights are not negative.`,
    remedy: 'Correct it, or leave it out of the tree.',
  }),
  weights_all_zero: p => ({ what: `All weights below ${quoted(p.of)} are 0.`, remedy: 'Give at least one of them a weight.' }),
  weights_not_normalised: p => ({
    what: `The weights below ${quoted(p.of)} add up to ${p.sum}, not to 1.`,
    remedy:
      'Correct them; or, where they are shares of a question that allowed several answers, have each divided by their sum (`normalise`).',
  }),
  matrix_incomplete: p => ({
    what: `The cell in row ${quoted(p.row)}, column ${quoted(p.column)} is empty.`,
    remedy:
      'Say how many times as important the row is as the column, such as 3 or 1/3; every pair is compared, in both directions or all in one half.',
  }),
  matrix_cell_unreadable: p => ({
    what: `${quoted(p.value)} in row ${quoted(p.row)}, column ${quoted(p.column)} is not a number.`,
    remedy: 'Write it as 3, 1/3 or 0.3333; in a spreadsheet, which takes 1/3 for a date, as the formula =1/3.',
  }),
  matrix_not_positive: p => ({
    what: `${p.value} in row ${quoted(p.row)}, column ${quoted(p.column)} is not above 0.`,
    remedy: 'A comparison is a number from 1/9 (far less important) over 1 (the same) to 9 (far more important).',
  }),
  matrix_diagonal: p => ({ what: `${quoted(p.node)} compared with itself is ${p.value}.`, remedy: 'It is 1.' }),
  matrix_not_reciprocal: p => ({
    what: `Row ${quoted(p.row)}, column ${quoted(p.column)} says ${p.value}, and row ${quoted(p.column)}, column ${quoted(p.row)} says ${p.mirror}.`,
    remedy: `One is the reciprocal of the other: for ${p.value} it is ${p.expected}.`,
  }),
  matrix_too_large: p => ({
    what: `${p.nodes} nodes are compared, and the random index goes up to ${p.most}.`,
    remedy: 'Group them below branches, and compare those.',
  }),
  matrix_inconsistent: p => ({
    what: `The comparisons below ${quoted(p.of)} contradict each other: the consistency ratio is ${p.ratio}, above ${p.most} (random index: ${p.index}).`,
    remedy: `Compare these again, which are furthest from what the others say:\n${p.worst.map(one => `${one.row} to ${one.column} is ${one.judged}; the others say ${one.implied}`).join('\n')}`,
  }),
  matrix_form: p => ({
    what: `This is no matrix of comparisons: ${phraseEn(p.reason)}.`,
    remedy: 'The first row holds the ids of the nodes, so does the first column, in the same order.',
  }),
  shares_form: p => ({
    what: `These are no weights: ${phraseEn(p.reason)}.`,
    remedy: 'The first column holds the ids of nodes, the second their weights, such as 0.25 or 25%.',
  }),
  nodes_unmatched: p => ({
    what: `${orList(p.found.map(one => quoted(one)))} are not the children of one node of the index.${didYouMean(p.unknown, p.known)}`,
    remedy: `Name exactly the children of one node. They are:\n${p.levels.join('\n')}`,
  }),
  entropy_too_few_periods: p => ({
    what: `Entropy compares periods, and there ${p.periods === 1 ? 'is one' : `are ${p.periods}`} for ${quoted(p.of)}.`,
    remedy: 'Name at least two evaluated periods.',
  }),
  entropy_negative: p => ({
    what: `${quoted(p.node)} has a value below 0, of which there is no entropy.`,
    remedy: 'Entropy is taken of scores from 1 to 10.',
  }),
  entropy_all_constant: p => ({
    what: `Below ${quoted(p.of)} every score is the same in all ${p.periods} periods: entropy cannot tell them apart.`,
    remedy: 'Name other periods, or use another method.',
  }),
  entropy_scores_missing: p => ({
    what: `${quoted(p.node)} has no score in ${orList(p.missing)}.`,
    remedy: 'Name periods in which every node has a score; no data is not a score of 0.',
  }),
  entropy_not_evaluated: p => ({
    what: `${quoted(p.client)} was not evaluated for ${p.period}.`,
    remedy: 'Evaluate it first; then derive the weights.',
  }),
  importance_missing: p => ({
    what: `Nobody answered how important ${orList(p.nodes.map(one => quoted(one)))} below ${quoted(p.of)} is${p.wave === '' ? '' : `, in wave ${quoted(p.wave)}`}.`,
    remedy: 'Ask for it (answers with aspect "importance"), or weigh another node.',
  }),
  wave_unknown: p => ({
    what: `There are no answers about importance in ${p.wave === '' ? 'any wave' : `a wave ${quoted(p.wave)}`}.${didYouMean(p.wave, p.known)}`,
    remedy:
      p.known.length === 0
        ? 'Import a survey with aspect "importance" first.'
        : `Waves with such answers are ${orList(p.known.slice(-8))}.`,
  }),
  wave_several: p => ({ what: `Several waves asked for importance: ${p.waves.join(', ')}.`, remedy: 'Name one of them.' }),
  role_share_wrong: p => ({
    what: `${quoted(p.given)} is not a role and its share.`,
    remedy: `Write it as client=0.7; roles are ${orList(p.known)}.`,
  }),
  role_shares: p => ({
    what: `The shares of the roles add up to ${p.sum}, not to 1.`,
    remedy: 'Correct them, such as client=0.7 and consignee=0.3.',
  }),
  wave_shares_differ: p => ({
    what: `Wave ${quoted(p.wave)} is configured with other shares for ${p.clients.join(', ')} than for others.`,
    remedy: 'Name the client, or the shares of the roles, such as client=0.7 and consignee=0.3.',
  }),
  mix_shares: p => ({
    what: `The shares of the methods add up to ${p.sum}, not to 1.`,
    remedy: 'Correct them, such as ahp=0.6 and entropy=0.4.',
  }),
  mix_share_wrong: p => ({
    what: `${quoted(p.given)} is not a method and its share.`,
    remedy: `Write it as ahp=0.6; methods to mix are ${orList(p.known)}.`,
  }),
  method_unknown: p => ({
    what: `There is no method ${quoted(p.given)}.${didYouMean(p.given, p.known)}`,
    remedy: `Methods are ${orList(p.known)}.`,
  }),
  method_input_missing: p => ({
    what: `The method ${p.method} needs \`${p.input}\`, and none is given.`,
    remedy: `Give \`${p.input}\`, or choose another method.`,
  }),
  index_unknown: p => ({
    what: `No index ${quoted(p.index)} is in force on ${p.day}.${didYouMean(p.index, p.known)}`,
    remedy: `Known are ${orList(p.known)}.`,
  }),
  index_node_unknown: p => ({
    what: `The index ${quoted(p.index)} has no branch ${quoted(p.node)}.${didYouMean(p.node, p.known)}`,
    remedy: `Its branches are ${orList(p.known)}; ${p.index} itself is the first level.`,
  }),
  nothing_derived: p => ({
    what: `The method ${p.method} gives no weights for any level of the index ${quoted(p.index)}.`,
    remedy: 'Name a level to see what it lacks.',
  }),
  weights_of_parts: p => ({
    what: `The index ${quoted(p.index)} weighs parts of the work (${p.parts.join('; ')}). Derived weights are kept as a file of \`indexes:\`, which weighs metrics as a whole: these parts would be lost.`,
    remedy: 'Write their weights into the contract: `weight` of each measure, with its `scope`.',
  }),
  weights_file_exists: p => ({ what: `${p.file} is there already.`, remedy: 'Name another first day, or remove it.' }),
  what_if_kind: p => ({
    what: `${quoted(p.key)} cannot be tried.`,
    remedy: `A file to try holds ${orList(p.known)}; anything else is changed in config.`,
  }),
  what_if_empty: () => ({
    what: 'The file holds nothing to try.',
    remedy: 'Write standards, scales, indexes, metrics, definitions, contracts or sources into it, as they stand in config.',
  }),
};
