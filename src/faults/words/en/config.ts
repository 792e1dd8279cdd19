import { namesEn } from '../../../words/en.js';
import { capital, nameIn } from '../../../words/name.js';
import type { configFaults, Unknown } from '../../config.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { article, didYouMean, didYouMeanText, orList, someOf } from './lists.js';
import { keyNamed } from '../contract-fields.js';
import { keyEn, phraseEn } from './phrases.js';
import { contractConfigEn } from './config-contracts.js';

/** A list that is told in full when it is short enough to be read. */
const known = (names: readonly string[], noun: string): string =>
  names.length === 0
    ? `There is no ${noun} yet.`
    : names.length <= 20
      ? `Known: ${names.join(', ')}.`
      : `${names.length} are known.`;

const unknown = (noun: string, where: string) => (p: Unknown) => ({
  what: `${phraseEn(p.of)} names the ${noun} ${quoted(p.name)}, which does not exist.${didYouMean(p.name, p.names)}`,
  remedy: `Correct the name, or add ${quoted(p.name)} ${where}. ${known(p.names, noun)}`,
});

/** What can be wrong with a workspace and its config. */
export const configEn: Words<typeof configFaults> = {
  workspace_missing: p => ({
    what: `Neither ${quoted(p.start, 200)} nor a folder above it holds a plumbline.yaml.`,
    remedy: 'Make a workspace, or name one that is there, also by PLUMBLINE_WORKSPACE.',
  }),
  workspace_not_here: p => ({
    what: `${p.by ?? 'The command'} names ${quoted(p.directory, 200)}, which holds no plumbline.yaml.`,
    remedy: 'Correct the folder, or make a workspace there.',
  }),
  workspace_exists: p => ({
    what: `${quoted(p.file, 200)} exists already; nothing was written.`,
    remedy: 'Choose another folder, or go on with this workspace, once it is checked.',
  }),
  config_unreadable: p => ({
    what: `The file cannot be read: ${phraseEn(p.reason)}.`,
    remedy: 'Give yourself the right to read it, or take it out of the workspace.',
  }),
  config_encoding: () => ({
    what: 'The file is not UTF-8 text.',
    remedy: 'Save it again as UTF-8; an editor set to GBK or Windows-1252 writes other bytes for Chinese and accented letters.',
  }),
  yaml_syntax: p => ({
    what: `This is not valid YAML: ${p.said}.`,
    remedy: 'Correct the line; text that holds %, #, ": " or begins with one of * & ! @ { [ needs quotes.',
  }),
  yaml_tab: () => ({ what: 'The line is indented with a tab, which YAML does not allow.', remedy: 'Indent it with spaces.' }),
  yaml_duplicate_key: p => ({
    what: `The key ${quoted(p.key)} stands twice in the same object.`,
    remedy: `Remove one ${quoted(p.key)}, or put both lists under one key.`,
  }),
  yaml_too_deep: p => ({
    what: `The file unfolds to more than ${p.values} values or ${p.levels} levels.`,
    remedy: 'Remove the aliases (*name) that repeat themselves, or split the file.',
  }),
  settings_second_document: () => ({
    what: 'A second YAML document begins here; settings are read from the first one only.',
    remedy: 'Remove the line "---" and put all settings into one document.',
  }),
  config_not_a_map: p => ({
    what: `The file holds ${phraseEn(p.found)} where keys such as "metrics:" were expected.`,
    remedy: `Put its content under one of ${orList(p.keys)}.`,
  }),
  config_key_unknown: p => ({
    what: `${phraseEn(p.of)} has no key ${quoted(p.key)}.${didYouMean(p.key, p.keys)}`,
    remedy: `Remove ${quoted(p.key)} or use one of ${orList(p.keys)}.${p.bare === true ? ' If it is the rest of a text with a comma, put the text in quotes.' : ''}`,
  }),
  config_key_missing: p => ({
    what: `${phraseEn(p.of)} lacks ${lacked(keyNamed('en', p.key, p.of), p.key)}.`,
    remedy: `Add ${keyNamed('en', p.key, p.of)}: ${phraseEn(p.expected)}.`,
  }),
  config_value_wrong: p => ({
    what: `${keyEn(p.key, p.of)} of ${phraseEn(p.of)} is ${phraseEn(p.found)}.`,
    remedy: `Give ${keyEn(p.key, p.of)} ${phraseEn(p.expected)}.`,
  }),
  object_duplicate: p => ({
    what: `${phraseEn(p.object)} is defined twice; the first stands at ${p.first}.`,
    remedy: `Remove one, or give it another id. To change a packaged ${phraseEn(p.object)}, define it once in the workspace.`,
  }),
  rule_metric_unknown: unknown('metric', 'to "metrics:" in config/'),
  rule_client_unknown: unknown('client', 'to "clients:" in plumbline.yaml'),
  rule_site_unknown: unknown('site', 'to "sites:" in plumbline.yaml'),
  rule_calendar_unknown: unknown('calendar', 'to "calendars:" in config/'),
  rule_branch_unknown: unknown('branch', 'to the tree of an index in config/'),
  rule_layout_unknown: unknown('layout', 'to config/layouts/'),
  rule_job_unknown: unknown('job', 'to "jobs:" in config/'),
  rule_library_unknown: p => ({
    what: `${phraseEn(p.of)} adopts ${quoted(p.name)}, which is no library of standards.${didYouMean(p.name, p.names)}`,
    remedy: `Correct the name, or add it to "libraries:" in config/. ${known(p.names, 'library')}`,
  }),
  rule_param_unknown: p => ({
    what: `The metric ${p.metric} has no parameter ${quoted(p.name)}.${didYouMean(p.name, p.names)}`,
    remedy:
      p.names.length === 0
        ? `Remove ${quoted(p.name)}, or add it to "params:" of ${p.metric}.`
        : `Use one of ${orList(p.names)}.`,
  }),
  zone_unknown: p => ({
    what: `time_zone of ${phraseEn(p.of)} is ${quoted(p.zone)}, which is not a time zone.${didYouMeanText(p.near)}`,
    remedy: 'Give time_zone a name of the IANA list, such as Asia/Shanghai, Europe/Rotterdam or UTC.',
  }),
  self_audit_question_unknown: p => ({
    what: `${phraseEn(p.of)} answers ${quoted(p.name)}, and no such question is asked.${didYouMean(p.name, p.names)}`,
    remedy: `Correct it, or add the question to self_audit_questions. ${known(p.names, 'question')}`,
  }),
  ...contractConfigEn,
  segment_unknown: p => ({
    what: `${phraseEn(p.of)} holds for the segment ${quoted(p.name)}, which no client in plumbline.yaml has.${didYouMean(p.name, p.names)}`,
    remedy: `Correct it, or give a client "segment: ${p.name}". ${known(p.names, 'segment')}`,
  }),
  time_zone_assumed: () => ({
    what: 'The workspace names no time_zone; UTC is taken.',
    remedy: 'Add "time_zone: Asia/Shanghai" (or yours) to plumbline.yaml: months and naive times are read in it.',
  }),
  standard_repeated: p => ({
    what: `${phraseEn(p.of)} says what contract ${quoted(p.contract)} says too, so its figures are shown with the same level twice: as agreed, and as internal.`,
    remedy: 'Delete the standard: the contract holds on every day of it. Figures and statuses stay the same.',
  }),
  standards_missing: p => ({
    what: `No standard holds for ${someOf(p.clients)}, so their figures have no status. Packaged standards hold only where they are adopted.`,
    remedy:
      'Add "adopt: paper" to plumbline.yaml to take up the packaged standards, or agree levels in "contracts:" or "standards:" in config/. If figures are to have no status, write "adopt: []".',
  }),
  unit_assumed: p => ({
    what: `The metric ${p.metric} names no unit; ${quoted(p.unit)} is taken.`,
    remedy: `Add unit: "${p.unit}" to ${p.metric}, or the unit that it has.`,
  }),
  period_reversed: p => ({
    what: `${phraseEn(p.of)} ends on ${p.until}, before it begins on ${p.from}.`,
    remedy: `Put ${p.until} after ${p.from}: the last day stands second.`,
  }),
  standard_empty: p => ({
    what: `${phraseEn(p.of)} sets neither a level nor a parameter.`,
    remedy: 'Add one of at_least, more_than, at_most, less_than or equals, or params.',
  }),
  standard_two_levels: p => ({
    what: `${phraseEn(p.of)} has ${p.keys.join(' and ')}; only one level can be the standard.`,
    remedy: `Keep one of ${orList(p.keys)}; a second, weaker level is "minimum", a stronger one "stretch".`,
  }),
  rule_tie: p => ({
    what: `${phraseEn(p.of)} holds in the same scope from the same day as the one at ${p.first}: neither goes before the other.`,
    remedy:
      p.inPlaceOf === undefined
        ? 'Remove one, give it another "from", or make its scope more specific.'
        : `Give it the id "${p.inPlaceOf}" to put it in place of that one, or another "from" to let it follow that one.`,
  }),
  standard_level_missing: p => ({
    what: `${phraseEn(p.of)} has ${p.key} but no level.`,
    remedy: `Remove ${p.key}, or add one of at_least, more_than, at_most, less_than or equals.`,
  }),
  standard_direction: p => ({
    what: `${phraseEn(p.of)} says ${p.comparator}, but ${p.metric} improves ${p.improves}: meeting it would be doing worse.`,
    remedy: p.improves === 'up' ? 'Use at_least, more_than or equals.' : 'Use at_most, less_than or equals.',
  }),
  minimum_wrong_side: p => ({
    what: `minimum ${p.minimum} of ${phraseEn(p.of)} is stricter than its level ${p.level}.`,
    remedy: `Put minimum ${p.side} ${p.level}: between the two the metric is at risk, beyond minimum it is missed.`,
  }),
  stretch_wrong_side: p => ({
    what: `stretch ${p.stretch} of ${phraseEn(p.of)} is easier than its level ${p.level}.`,
    remedy: `Put stretch ${p.side} ${p.level}, or remove it.`,
  }),
  level_not_a_share: p => ({
    what: `${keyNamed('en', p.key, p.of)} of ${phraseEn(p.of)} is ${p.text}, which reads as more than 100 %.`,
    remedy: p.text.includes('%')
      ? 'A share of occasions is at most 100 %: write a percentage from "0%" to "100%", such as "99%".'
      : `Write "${p.text}%" if percent is meant, or a share from 0 to 1.`,
  }),
  level_percent: p => ({
    what: `${keyNamed('en', p.key, p.of)} of ${phraseEn(p.of)} is ${quoted(p.text)}, but its metric is in ${nameIn(namesEn.units, p.unit)}.`,
    remedy: `Write the level in ${nameIn(namesEn.units, p.unit)}, without %.`,
  }),
  expectation_level: p => ({
    what: `${phraseEn(p.of)} has ${p.keys.length === 0 ? 'none' : p.keys.join(' and ')} of expects, goal, promise and understanding.`,
    remedy: 'Give exactly one of expects, goal, promise or understanding.',
  }),
  scale_form: p => ({
    what: `${phraseEn(p.of)} has ${p.found === 'both' ? 'both bands and linear' : 'neither bands nor linear'}.`,
    remedy: 'Give either "bands:" or "linear:".',
  }),
  band_without_limit: p => ({
    what: `A band of ${phraseEn(p.of)} before the last has no limit, so the bands below it are never reached.`,
    remedy: `Give it ${p.comparator}, or make it the last.`,
  }),
  band_last_limited: p => ({
    what: `The last band of ${phraseEn(p.of)} has the limit ${p.limit}: values beyond it get no score.`,
    remedy: 'Remove the limit of the last band, or add a last one with a score alone.',
  }),
  band_two_limits: p => ({
    what: `A band of ${phraseEn(p.of)} has ${p.keys.join(' and ')}.`,
    remedy: 'Keep one limit; the bands above it give the other end.',
  }),
  band_direction: p => ({
    what: `A band of ${phraseEn(p.of)} has ${p.comparator}, but ${p.metric} improves ${p.improves}.`,
    remedy: p.improves === 'up' ? 'Use at_least or more_than, best band first.' : 'Use at_most or less_than, best band first.',
  }),
  band_order: p => ({
    what: `The band ${p.limit} of ${phraseEn(p.of)} comes after ${p.before}, which takes all of its values.`,
    remedy: 'Order the bands from the best value to the worst, each limit once.',
  }),
  band_score_order: p => ({
    what: `A band of ${phraseEn(p.of)} scores ${p.score}, more than the better band before it (${p.before}).`,
    remedy: 'Let scores fall from the best band to the worst.',
  }),
  line_flat: p => ({
    what: `floor and target of ${phraseEn(p.of)} are both ${p.level}: no line runs between them.`,
    remedy: 'Give floor the value of the lowest score and target that of the highest.',
  }),
  line_direction: p => ({
    what: `${phraseEn(p.of)} runs from floor ${p.floor} to target ${p.target}, but ${p.metric} improves ${p.improves}.`,
    remedy: 'Exchange floor and target: target is the better value.',
  }),
  line_scores: p => ({
    what: `scores of ${phraseEn(p.of)} fall from ${p.first} at the floor to ${p.last} at the target.`,
    remedy: 'Write scores as [lowest, highest], for example [1, 10].',
  }),
  node_form: p => ({
    what: `A node of ${phraseEn(p.of)} has ${phraseEn(p.found)}.`,
    remedy: 'Write a leaf as { metric, weight }, a branch as { id, weight, children }.',
  }),
  node_empty: p => ({
    what: `${phraseEn(p.of)} has no children.`,
    remedy: 'Add children, or remove it and give its weight to its siblings.',
  }),
  hours_overlap: p => ({
    what: `The hours ${p.hours} of ${phraseEn(p.of)} begin before ${p.before} ${p.day === undefined ? 'have ended' : `of the day before have ended, as on ${p.day}`}.`,
    remedy: 'Let no hours of a calendar overlap; a shift over midnight belongs to the day on which it begins.',
  }),
  calendar_days_wrong: p => ({
    what:
      p.key === 'hours'
        ? `${phraseEn(p.of)} has hours for ${quoted(p.given)}, which is neither a weekday nor a range of weekdays.`
        : `${phraseEn(p.of)} has an exception for ${quoted(p.given)}, which is neither a day nor a range of days.`,
    remedy:
      p.key === 'hours'
        ? 'Write mon, tue, wed, thu, fri, sat or sun, or a range such as mon-fri; hours of a date stand under `exceptions`.'
        : 'Write a day such as 2026-12-24, or a range such as 2026-12-27..2026-12-31; hours of weekdays stand under `hours`.',
  }),
  weekday_twice: p => ({
    what: `${phraseEn(p.of)} has hours for ${p.weekday} twice: under ${quoted(p.first)} and under ${quoted(p.name)}.`,
    remedy: `Name each weekday once, and put all shifts of a day into one list.`,
  }),
  weekdays_differ: p => ({
    what: `${phraseEn(p.of)} says that ${orList(p.weekdays).replace(' or ', ' and ')} are worked, and has hours for ${p.hours.join(', ')}.`,
    remedy: 'Remove `weekdays`: the days that have hours are those worked.',
  }),
  exception_twice: p => ({
    what: `${phraseEn(p.of)} has two exceptions for ${p.day}: under ${quoted(p.first)} and under ${quoted(p.name)}.`,
    remedy: 'Name each day once, and put all its hours into one list.',
  }),
  working_without_hours: p => ({
    what: `${p.day} is worked by ${phraseEn(p.of)}, and its weekday has no hours.`,
    remedy: `Move it from \`working\` to \`exceptions\` with its hours: exceptions: { ${p.day}: ["09:00-18:00"] }.`,
  }),
  job_chain_in_chain: p => ({
    what: `${phraseEn(p.of)} has the step ${quoted(p.step)}, which is a chain itself.`,
    remedy: `Name the steps of ${p.step} instead.`,
  }),
  job_host_key_missing: p => ({
    what: `${phraseEn(p.of)} fetches by SFTP and does not say which server it trusts.`,
    remedy:
      'Add host_key: "SHA256:…", as `ssh-keyscan HOST | ssh-keygen -lf -` shows it, compared with what the server\'s people say.',
  }),
  source_field_unknown: p => ({
    what: `${capital(article(namesEn.factKinds[p.fact]))} has no field ${quoted(p.name)} that a source could record.${didYouMean(p.name, p.names)}`,
    remedy: `Use one of ${p.names.join(', ')}; or declare it as a field of your own, under \`fields:\` at the top level of a file in config/.`,
  }),
  source_covers_idle: p => ({
    what: `The source ${p.id} says for which facts it covers something, and not which fields.`,
    remedy: 'Add the fields that it records, such as `fields: [pod_returned_at]`, or remove `covers`.',
  }),
  field_taken: p => ({
    what: `${capital(namesEn.factKinds[p.fact])} has a field ${quoted(p.id)} already, or the word means something in expressions.`,
    remedy: 'Give the own field another id.',
  }),
  layout_draft: p => ({
    what: `The layout ${p.layout} is a draft: it does not say ${p.fields.join(' and ')} yet, and no file can be imported with it.`,
    remedy: `Add ${p.fields.map(field => `\`${field}\``).join(' and ')} under \`fields:\`; the comments there show how.`,
  }),
};

/** What is not there: by its name, else by its key. */
const lacked = (named: string, key: string): string => (named === key ? `the key ${quoted(key)}` : named);
