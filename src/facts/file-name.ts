/** A file's name without its folders: what is shown of it outside the machine that it lies on. */
export const fileName = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
