// Letters that look like a Latin one in most fonts (Unicode's list of confusables, Cyrillic and Greek letters alone).
const lookAlikes: Readonly<Record<string, string>> = Object.fromEntries(
  (
    [
      ['АВЕЅІЈКМНОРСТХҮԌ', 'ABESIJKMHOPCTXYG'],
      ['асԁеһіјӏорԛѕуԝхү', 'acdehijlopqsywxy'],
      ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'],
      ['αιορνυ', 'aiopvu'],
    ] as const
  ).flatMap(([theirs, latin]) => [...theirs].map((letter, i) => [letter, [...latin][i] ?? letter])),
);

/** A name without what one cannot see: case, width, spaces, invisible signs, and letters of other scripts that look the same. */
const plainName = (name: string): string =>
  [...name.normalize('NFKC').replaceAll(/[\p{Cf}\p{Cc}]/gu, '')]
    .map(letter => lookAlikes[letter] ?? letter)
    .join('')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .toLowerCase();

/** Whether two names are one person's: two spellings of a name are not four eyes. */
export const isSamePerson = (one: string, other: string): boolean => plainName(one) === plainName(other);
