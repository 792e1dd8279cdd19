import { namesEn } from '../../../words/en.js';
import type { actionFaults } from '../../actions.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { orList } from './lists.js';
import { phraseEn } from './phrases.js';

/** Faults of improvement actions. */
export const actionsEn: Words<typeof actionFaults> = {
  action_unknown: p => ({
    what: `There is no action ${p.number}.`,
    remedy: p.known.length === 0 ? 'None was added yet.' : `The last ones are ${orList(p.known.map(String))}.`,
  }),
  action_value: p => ({
    what: `${quoted(p.given)} is not a value of ${phraseEn(p.option)}.`,
    remedy: `Give ${phraseEn(p.expected)}.`,
  }),
  action_over: p => ({
    what: `The action ${p.number} is ${namesEn.actionStates[p.state]}; it stays as it is.`,
    remedy: 'What is still to be done is a new action.',
  }),
  action_unchanged: p => ({
    what: `No change was given for action ${p.number}.`,
    remedy: 'Give what changes, such as `due` or `note`.',
  }),
};
