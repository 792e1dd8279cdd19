import type { configFaults } from '../../config.js';
import { quoted } from '../quoted.js';
import { scaleExample } from '../scale-example.js';
import type { Words } from '../wording.js';
import { didYouMean, orList, someOf } from './lists.js';
import { keyEn, phraseEn } from './phrases.js';

/** What is wrong with contracts, credits and what is handed over, in English. */
export const contractConfigEn: Pick<
  Words<typeof configFaults>,
  | 'contract_rule_unknown'
  | 'contract_rule_no_days'
  | 'contract_rule_no_calendar'
  | 'contract_calendar_ends'
  | 'handout_colour_pale'
  | 'handout_logo_wrong'
  | 'contract_measure_part'
  | 'contract_measure_twice'
  | 'contract_measure_unscored'
  | 'credit_amount_wrong'
  | 'credit_pools_sum'
  | 'credit_metric_twice'
  | 'credit_step_share'
  | 'credit_each_kind'
  | 'credit_step_idle'
> = {
  contract_rule_unknown: p => ({
    what: `${phraseEn(p.of)} words ${quoted(p.name)} anew, which is no definition and no parameter.${didYouMean(p.name, p.names)}`,
    remedy: 'Name a definition, a parameter of metrics such as `grace`, or both as `definition.parameter`.',
  }),
  contract_rule_no_days: p => ({
    what: `${phraseEn(p.of)} counts 0 working days in ${quoted(p.name)}: that is the same day, a weekend or a holiday too.`,
    remedy:
      'Write `on_working_day(x)` for the next working day where `x` is a day off, or `x` alone where days off count like any other.',
  }),
  contract_rule_no_calendar: p => ({
    what: `${phraseEn(p.of)} asks for working days in ${quoted(p.name)}, and there is no calendar for ${someOf(p.clients)}: without one it is not known which days are worked, and what goes by this rule cannot be judged.`,
    remedy:
      'Give the client a `calendar` in plumbline.yaml, such as `calendar: weekdays`, or each site one of its own; `calendars:` of the config defines them.',
  }),
  contract_calendar_ends: p => ({
    what: `${phraseEn(p.of)} ${p.isOpen ? 'begins on' : 'holds until'} ${p.day}, and the calendar ${quoted(p.calendar)} of ${someOf(p.clients)} has no holidays after ${p.holiday}: from then on they count as working days.`,
    remedy:
      'Add the holidays of the years that are missing to the calendar; its form on the page Rules puts in the public holidays of a country or region.',
  }),
  handout_colour_pale: p => ({
    what: `White text on #${p.colour} has a contrast of ${p.ratio}:1, and is hard to read below 4.5:1.`,
    remedy: 'Give `colour` a darker colour, such as "#1F4E79".',
  }),
  handout_logo_wrong: p => ({
    what: `The logo ${p.logo} ${{ missing: 'is not in the workspace', too_large: 'is larger than 1 MB or 4,000 pixels', no_picture: 'is no PNG or JPEG picture', damaged: 'is damaged or incomplete and cannot be drawn' }[p.is]}.`,
    remedy:
      'Give `logo` the path of a PNG or JPEG file in the workspace, at most 1 MB, that a picture viewer shows whole; 600 pixels wide are enough.',
  }),
  contract_measure_part: p => ({
    what:
      p.keys.length > 1
        ? `${phraseEn(p.of)} agrees ${quoted(p.metric)} by ${p.keys.join(' and ')} at once; no figure is broken down by two of them.`
        : `${phraseEn(p.of)} agrees ${quoted(p.metric)} by ${p.keys.join('')}, by which this metric is not broken down.`,
    remedy:
      p.parts.length === 0
        ? 'Remove `scope`: this metric has no breakdowns.'
        : `Name one of ${orList(p.parts)} in \`scope\`${p.keys.length > 1 ? '' : ', or add the other to `by` of the metric'}.`,
  }),
  contract_measure_twice: p => ({
    what: `${phraseEn(p.of)} names ${quoted(p.metric)} twice for the same part of the work.`,
    remedy: 'Remove one, or give them different scopes.',
  }),
  contract_measure_unscored: p => ({
    what: `${phraseEn(p.of)} gives ${quoted(p.metric)} a weight, and no scale says which value makes which score: it counts as missing in the contract’s index, and the others share its weight.`,
    remedy: `Write a scale under \`scales:\`, such as { metric: ${p.metric}, ${scaleExample(p)} }, or leave its weight to the other measures.`,
  }),
  credit_amount_wrong: p => ({
    what: `${keyEn(p.key, p.of)} of ${phraseEn(p.of)} is ${quoted(p.text)}; money and points are plain numbers of 0 or more.`,
    remedy:
      'Write the number without a sign or %, such as "100000"; what is paid back is said by `credit`, what is earned by `bonus`.',
  }),
  credit_pools_sum: p => ({
    what: `The pools of ${phraseEn(p.of)} add up to ${p.sum} of what is at risk.`,
    remedy: 'Lower them so that they add up to at most 100%.',
  }),
  credit_metric_twice: p => ({
    what: `${phraseEn(p.of)} has ${quoted(p.metric)} twice, so that one miss would be paid for twice.`,
    remedy: 'Put all its steps under one item.',
  }),
  credit_step_share: p => ({
    what: `${p.effect} of ${p.metric} in ${phraseEn(p.of)} is ${quoted(p.text)}; a step gives a share of its pool, from 0 to 100 %.`,
    remedy: 'Write it as "40%"; or leave out `pool` and give the credit a point_value, so that steps are points.',
  }),
  credit_each_kind: p => ({
    what: `${p.metric} in ${phraseEn(p.of)} has an amount for each case, and counts no cases.`,
    remedy:
      'Take a proportion, whose failed facts are the cases, or a ratio or total of which less is better; or give it steps instead of `each`.',
  }),
  credit_step_idle: p => ({
    what: `The step ${quoted(p.step)} of ${p.metric} in ${phraseEn(p.of)} is never reached: the first step that a value reaches counts, and every value that reaches this one reaches one above it, or is impossible.`,
    remedy: 'Put the strictest limit first, such as less_than "95%" above less_than "98%", or remove the step.',
  }),
};
