/** What the packaged definitions cite, in Chinese: they are written in English, with the clauses as they stand in the original. */
const cited: readonly (readonly [en: string, zh: string])[] = [
  ['the paper', '付丽茹、解进强论文'],
  ['3PL practice', '第三方物流实务'],
  ['perfect order fulfilment', '完美订单履行'],
  ['indicator system', '指标体系'],
  ['variant', '变体'],
  ['service desk', '服务台'],
  ['service recovery', '服务补救'],
  ['complaint desk', '投诉处理台'],
];

/** The document and clause that a definition cites, in words; empty where it cites none. */
export function sourceText(
  source: { readonly document: string; readonly clause?: string | undefined } | undefined,
  language: 'en' | 'zh',
): string {
  const parts = [source?.document, source?.clause].filter(part => part !== undefined);
  if (language === 'en') return parts.join(', ');
  return parts
    .flatMap(part => part.split(', '))
    .map(part => cited.find(([en]) => en === part)?.[1] ?? part)
    .join('，');
}
