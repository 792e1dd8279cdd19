/** What an object of config is called. */
const nouns: Readonly<Record<string, string>> = {
  metric: '指标',
  standard: '标准',
  scale: '评分尺度',
  expectation: '期望',
  index: '指数',
  calendar: '日历',
  consequence: '后果条款',
  'setting of quadrants': '象限设置',
  credit: '服务补偿',
  'self-audit question': '自查问题',
  'self-audit answer': '自查答案',
  job: '任务',
  'phrase table': '评语表',
  reason: '原因',
  source: '数据源',
  'own field': '自有字段',
  rate: '汇率',
  'survey wave': '调查批次',
  layout: '版式',
  branch: '分支',
  client: '客户',
  site: '站点',
};
const noun = Object.keys(nouns).join('|');

const named = new RegExp(`^(${noun}) ("[^"]*")$`);
const ofMetric = new RegExp(`^(${noun}) of ("[^"]*")(.*)$`, 's');
const scoped = new RegExp(`^an? (${noun})( (?:for|from) .*)$`, 's');
const inside = /^(branch "[^"]*"|[\w.[\]]+) of (.+)$/s;

/** `standard of "x" for site SHA from 2026-01-01` and its like in Chinese; undefined for what is no title. */
export function titleOf(text: string): string | undefined {
  const [, what, name] = named.exec(text) ?? [];
  if (name !== undefined) return `${nouns[what ?? ''] ?? ''} ${name}`;
  const [, kind, metric, where = ''] = ofMetric.exec(text) ?? [];
  if (metric !== undefined) return `${metric} 的${nouns[kind ?? ''] ?? ''}${scope(where)}`;
  const [, some, of = ''] = scoped.exec(text) ?? [];
  if (some !== undefined) return `一个${nouns[some] ?? ''}${scope(of)}`;
  const [, key, outer] = inside.exec(text) ?? [];
  if (key === undefined || outer === undefined) return undefined;
  const holder = titleOf(outer) ?? (outer === 'plumbline.yaml' ? outer : undefined);
  return holder === undefined ? undefined : `${holder}${/[!-~]$/.test(holder) ? ' ' : ''}的${titleOf(key) ?? ` ${key}`}`;
}

const scope = (text: string): string =>
  text === ''
    ? ''
    : `（${text
        .replaceAll(/ for (client|segment|department|site|carrier|lane) /g, '，$1 ')
        .replace(/ from (\S+)$/, '，自 $1 起')
        .slice(1)}）`;
