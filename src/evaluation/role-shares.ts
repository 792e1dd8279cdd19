import { decimalText } from '../facts/exact.js';
import type { Period } from '../facts/period.js';
import type { Client } from '../facts/place.js';
import { type RespondentGroup, respondentGroups, rolesOfGroup, speaksFor, type SurveyWave, wavesOf } from '../facts/survey.js';
import type { Label } from '../facts/label.js';
import type { Mean, Metric } from '../metrics/definition.js';
import { namesEn } from '../words/en.js';
import { namesZh } from '../words/zh.js';
import type { Rulebook } from './rulebook.js';

const labelOf = (group: RespondentGroup): Label => ({
  en: namesEn.respondentGroups[group],
  zh: namesZh.respondentGroups[group],
});

/**
 * The rules with overall satisfaction by the shares of those asked, for a client and period whose wave has shares: one mean for each
 * group, and a formula over them. Where a group with a share has not answered, or the waves of the period differ in their shares,
 * there is no figure.
 */
export function withRoleShares(rulebook: Rulebook, client: Client, period: Period): Rulebook {
  const waves = wavesOf(rulebook.surveys ?? [], client.code).filter(
    one => one.shares !== undefined && speaksFor(one, client, period),
  );
  const shares = new Set(waves.map(sharesText)).size === 1 ? waves[0]?.shares : undefined;
  const overall = rulebook.metrics.find(
    (metric): metric is Mean => metric.id === 'overall_satisfaction' && metric.kind === 'mean',
  );
  if (shares === undefined || overall === undefined) return rulebook;
  const names = waves.map(({ wave }) => wave);
  const groups = respondentGroups.filter(group => shares[group] !== undefined);
  const taken = new Set(rulebook.metrics.map(metric => metric.id));
  const means = groups.map(group => meanOf(overall, group, names));
  const { kind: _kind, of: _of, dated: _dated, when: _when, value: _value, percentiles: _percentiles, ...common } = overall;
  const whole: Metric = {
    ...common,
    id: 'satisfaction_by_role',
    kind: 'formula',
    label: { en: 'Overall satisfaction by role shares', zh: '按角色权重的总体满意度' },
    says: {
      en: `wave ${names.join(', ')}: ${groups.map(group => `${shares[group]?.text} ${labelOf(group).en}`).join(', ')}`,
      zh: `调查 ${names.join('、')}：${groups.map(group => `${labelOf(group).zh} ${shares[group]?.text}`).join('，')}`,
    },
    formula: groups.map(group => `${ratioText(shares[group]?.text ?? '0')} * overall_satisfaction_${group}`).join(' + '),
  };
  const added = [...means, whole].filter(metric => !taken.has(metric.id));
  return { ...rulebook, metrics: [...rulebook.metrics, ...added] };
}

/** A share as an expression: "60%" is 60 of 100. */
const ratioText = (text: string): string => (text.endsWith('%') ? `(${text.slice(0, -1).trim()} / 100)` : `(${text})`);

const sharesText = ({ shares = {} }: SurveyWave): string =>
  JSON.stringify(respondentGroups.map(group => (shares[group] === undefined ? null : decimalText(shares[group].value))));

function meanOf(overall: Mean, group: RespondentGroup, waves: readonly string[]): Mean {
  const [wave = '', ...others] = waves.map(name => JSON.stringify(name));
  const isWave = others.length === 0 ? `wave == ${wave}` : `one_of(wave, ${[wave, ...others].join(', ')})`;
  const roles = rolesOfGroup[group].map(role => `"${role}"`).join(', ');
  return {
    ...overall,
    id: `overall_satisfaction_${group}`,
    label: { en: `Overall satisfaction: ${labelOf(group).en}`, zh: `总体满意度：${labelOf(group).zh}` },
    says: { en: `mean score of the ${labelOf(group).en}' answers, 1 to 10`, zh: `${labelOf(group).zh}评分的平均值（1至10分）` },
    when: `item == "overall_satisfaction" and aspect == "satisfaction" and ${isWave} and one_of(coalesce(role, "client"), ${roles})`,
  };
}
