const between = ' / ';
const han = /\p{Script=Han}/u;

/**
 * A reference in one language. Where it is agreed in two, it stands in rules as `Annex C / 附件 C, C.1`: the clause after them belongs
 * to both. A text that is not in two languages stays as it is.
 */
export function referenceIn(language: 'en' | 'zh', text: string): string {
  const [english = '', chinese, ...more] = text.split(between);
  if (chinese === undefined || more.length > 0 || han.test(english) || !han.test(chinese)) return text;
  if (language === 'zh') return chinese;
  const characters = [...chinese];
  const lastHan = characters.findLastIndex(character => han.test(character));
  const after = characters.slice(lastHan + 1).join('');
  const clause = after.indexOf(', ');
  return clause < 0 ? english : `${english}${after.slice(clause)}`;
}
