import type { configChangeFaults } from '../../config-changes.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { someOf } from './lists.js';

/** Faults of config that is changed through the service. */
export const configChangesEn: Words<typeof configChangeFaults> = {
  config_path_wrong: p => ({
    what: `${quoted(p.file)} is not a file that config is read from.`,
    remedy: 'Name plumbline.yaml, or a file below config/ that ends in .yaml, such as config/contracts/acme.yaml.',
  }),
  config_file_unknown: p => ({
    what: `There is no file ${quoted(p.file)} in this workspace.`,
    remedy: 'List the files of the config, and take a name from there.',
  }),
  config_file_twice: p => ({
    what: `${quoted(p.file)} is named twice in one change.`,
    remedy: 'Give each file once, with the text that it is to have.',
  }),
  config_approval_needed: () => ({
    what: 'In this workspace a second person approves each change of the rules, so nothing was written.',
    remedy: 'Try it without writing, and have the text that it shows approved on the page Rules.',
  }),
  config_change_unknown: p => ({
    what: `There is no change of config with the number ${p.change}.`,
    remedy:
      p.known.length === 0 ? 'No change was made through the service yet.' : `The last ones are ${someOf(p.known.map(String))}.`,
  }),
  config_changed_meanwhile: p => ({
    what: p.isGone
      ? `${p.file} was deleted since you began to edit it. Nothing was written.`
      : `${p.file} was changed since you began to edit it. Nothing was written. It differs from your text in: ${p.lines.join(' | ')}${p.more === 0 ? '' : ` | and ${p.more} more lines`}`,
    remedy: 'Read the file again, and make your change in what it says now.',
  }),
  config_object_unknown: p => ({
    what: `No file of the config lists ${quoted(p.id)} under ${p.list}.`,
    remedy: 'Take one from the list on the page Rules; one that was just renamed or deleted is no longer there.',
  }),
  holiday_place_unknown: p => ({
    what: `No public holidays are known for ${quoted(p.region === '' ? p.country : `${p.country}, ${p.region}`)}.`,
    remedy:
      'Choose a country and region from the list of the form; where a country is not in it, paste its days into the field Holidays. For China there is the calendar `china`.',
  }),
  config_object_by_hand: p => ({
    what: `${p.file} cannot be changed by a form: it has errors, more than one document, or values that several entries share.`,
    remedy: 'Change its text on the page Rules, or on the disk.',
  }),
  config_object_too_large: p => ({
    what: `${p.file} would have more than is read of what a form sends: of a contract, some 300 measures with all their fields filled in.`,
    remedy:
      'Leave out what is not needed, or have the contract read from its workbook on the command line, or the file changed on the disk: neither has this limit.',
  }),
  config_password: p => ({
    what: `${p.file} has a password in the address of a database, in line ${p.line}: its text is neither shown nor kept in the ledger.`,
    remedy: 'Give that address in the environment instead (DATABASE_URL and its like), and take it out of the file on the disk.',
  }),
  config_clients_unlisted: () => ({
    what: 'After this no client is registered, and rows of any client code are imported: on_unknown_client rejects codes only where clients are registered.',
    remedy: 'To go on rejecting unknown codes, register the clients that remain before this one is removed.',
  }),
  config_sites_unlisted: () => ({
    what: 'After this no site is registered: rules may name any site, mistyped ones too, and times at sites are read by the clock of their client.',
    remedy: 'To go on refusing sites that there are not, register the sites that remain before this one is removed.',
  }),
  config_why_missing: () => ({
    what: 'A change of config says why it is made.',
    remedy: 'Give a sentence that somebody understands in a year, such as “new levels agreed with the client on 12 May”.',
  }),
  config_admins_alone: p => ({
    what: `Only an administrator may change ${someOf(p.keys.map(key => quoted(key)))} in ${p.file}.`,
    remedy: 'Ask an administrator, or leave these as they are. A manager may change clients, sites, rules and layouts.',
  }),
  config_settings_needed: () => ({
    what: 'A workspace cannot be without its plumbline.yaml.',
    remedy: 'Change what it says instead of taking it away.',
  }),
  config_change_decided: p => ({
    what: `The change ${p.change} was ${p.state === 'made' ? 'approved' : 'refused'} by ${p.by} at ${p.at}.`,
    remedy: 'Make another change where something is to be different.',
  }),
  config_four_eyes: p => ({
    what: `${p.actor} asked for the change ${p.change}, so somebody else has to decide about it.`,
    remedy: 'Have another manager or administrator look at it.',
  }),
};
