const types: Readonly<Record<string, string>> = {
  'an instant': '时刻',
  'a day': '日期',
  'a duration': '时长',
  'a number': '数字',
  'a text': '文本',
  'a condition': '条件',
  nothing: '空',
};

/** Types of expressions as English lists them, `a number and a text or a day`, in Chinese. */
export function typesTold(text: string): string {
  const ways = String(text)
    .split(/, | or /)
    .map(way => way.split(' and ').map(typeTold).join('和'));
  return ways.length < 2 ? ways.join('') : `${ways.slice(0, -1).join('、')}或${ways.at(-1) ?? ''}`;
}

/** One type; `a number …` stands for any number of them. */
function typeTold(text: string): string {
  const [, one = text, more = ''] = /^(.*?)( …)?$/.exec(text) ?? [];
  return `${types[one] ?? one}${more}`;
}
