/** What an import did to one field of facts that were there, as its answer has it. */
interface FieldChange {
  readonly type: string;
  readonly filled: number;
  readonly changed: number;
  readonly emptied: number;
  readonly most: readonly {
    readonly was: string;
    readonly now: string | null;
    readonly facts: number;
    readonly client: string;
    readonly key: readonly (string | number)[];
  }[];
}

const words = {
  en: {
    filled: (count: number) => `${count} filled`,
    changed: (count: number) => `${count} changed`,
    emptied: (count: number) => `${count} emptied`,
    nothing: 'nothing',
    example: (facts: number, key: string) => (facts === 1 ? ` (${key})` : ` (${facts} times, first ${key})`),
    among: ', among them ',
    colon: ': ',
    comma: ', ',
  },
  zh: {
    filled: (count: number) => `补充 ${count} 条`,
    changed: (count: number) => `更改 ${count} 条`,
    emptied: (count: number) => `清空 ${count} 条`,
    nothing: '空',
    example: (facts: number, key: string) => (facts === 1 ? `（${key}）` : `（${facts} 条，首条 ${key}）`),
    among: '，其中',
    colon: '：',
    comma: '、',
  },
} as const;

/** What became of a field, in one line: how many facts, and from what to what; `shown` writes a moment. */
export function fieldChangeText(language: 'en' | 'zh', change: FieldChange, shown: (instant: string) => string): string {
  const { filled, changed, emptied, most, type } = change;
  const say = words[language];
  const counts = [
    ...(changed > 0 ? [say.changed(changed)] : []),
    ...(emptied > 0 ? [say.emptied(emptied)] : []),
    ...(filled > 0 ? [say.filled(filled)] : []),
  ].join(say.comma);
  if (most.length === 0) return counts;
  const text = (value: string): string => (type === 'instant' ? shown(value) : value);
  const examples = most.map(({ was, now, facts, client, key }) => {
    const named = say.example(facts, [client, ...key].join(' · '));
    return `${text(was)} → ${now === null ? say.nothing : text(now)}${named}`;
  });
  const isAll = most.reduce((sum, { facts }) => sum + facts, 0) === changed + emptied;
  return `${counts}${isAll ? say.colon : say.among}${examples.join(say.comma)}`;
}
