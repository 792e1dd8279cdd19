/** Between the codes of several clients in one text: no cell holds it, because control characters separate nothing else. */
const mark = '\u001f';

/** The codes of several clients as the one text that a map gives. */
export const joinedClients = (codes: readonly string[]): string => [...new Set(codes.map(code => code.trim()))].join(mark);

/** Whether a text stands for several clients. */
export const namesSeveral = (text: string): boolean => text.includes(mark);

/** The codes in a text that stands for one client or several. */
export const clientsIn = (text: string): readonly string[] => text.split(mark);
