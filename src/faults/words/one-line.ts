/** A name as it stands in a sentence: the line ends of a heading as they are written between double quotes. */
export const onOneLine = (name: string): string => (/[\p{Cc}\u2028\u2029]/u.test(name) ? JSON.stringify(name) : name);
