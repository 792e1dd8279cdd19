import path from 'node:path';

/**
 * The name of a file in the records: inside the workspace its path from there, so that the records stay the same when the
 * workspace is moved.
 */
export function recordedName(file: string, directory: string): string {
  const inside = path.relative(directory, path.resolve(file));
  return inside === '' || inside.startsWith('..') || path.isAbsolute(inside) ? file : inside.split(path.sep).join('/');
}
