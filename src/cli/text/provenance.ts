import type { Language } from '../../facts/label.js';
import { nameIn } from '../../words/name.js';
import { say } from '../../words/say.js';

/** What the parts of a provenance are called in Chinese; in English they are as config has them. */
const partsZh = {
  method: '方法',
  levels: '层',
  weights: '权重',
  normalised_from: '归一化前合计',
  matrices: '比较矩阵',
  experts: '专家数',
  consistency_ratio: '一致性比率',
  random_index: '随机一致性指标',
  wave: '调查批次',
  roles: '作答者占比',
  respondents: '作答人数',
  answers: '答案数',
  evaluations: '评价',
  mix: '组合',
  derived_on: '推导日期',
  derived_by: '推导人',
};

const methodsZh = { given: '给定数值', survey: '调查', ahp: '两两比较（AHP）', entropy: '熵值法', mix: '多种方法组合' };

/** Where weights come from, a line each; their values are what config says. */
export function provenanceLines(provenance: Readonly<Record<string, string>> | null, language: Language): readonly string[] {
  if (provenance === null) return [say(language, '  weights: given', '  权重：由配置给定')];
  return Object.entries(provenance).map(([part, text]) =>
    say(
      language,
      `  ${part.replaceAll('_', ' ')}: ${text}`,
      `  ${nameIn(partsZh, part)}：${part === 'method' ? nameIn(methodsZh, text) : text}`,
    ),
  );
}
