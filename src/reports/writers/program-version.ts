import { existsSync, readFileSync } from 'node:fs';
import { builtModule } from '../../threads/start-thread.js';

const textOf = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

/** The version of the program, from its package. */
function packageVersion(): string {
  const manifest: unknown = JSON.parse(textOf('../../../package.json'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
}

let known: string | undefined;

/** The version with the first digits of what the program was built from, `1.2.0+3f9c2a1b`: two builds of a release may word a text otherwise. */
export function programVersion(): string {
  const stamp = new URL('../../program/.built-from', builtModule(import.meta.url));
  known ??= packageVersion() + (existsSync(stamp) ? `+${textOf(stamp.href).slice(0, 8)}` : '');
  return known;
}
