/** The name of an id; the id itself where it has none, such as a field of a workspace's own. */
export const nameIn = (names: Readonly<Record<string, string>>, id: string): string =>
  Object.hasOwn(names, id) ? (names[id] ?? id) : id;

/** A name at the beginning of a line, with a capital letter. */
export const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
