/** A name as it is typed in a command: quoted where a shell needs it. */
export const typed = (name: string): string => (/^[\w.-]+$/.test(name) ? name : JSON.stringify(name));
