import { posix } from 'node:path';
import { isMap } from 'yaml';
import { canonicalJson } from '../../evaluation/canonical.js';
import { groupedBy } from '../../facts/grouped.js';
import { configChangeFaults } from '../../faults/config-changes.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { fileBounds, boundsOfSent, type YamlBounds } from '../../rulebook/bounded-yaml.js';
import { settingsFile } from '../../rulebook/find-workspace.js';
import { keyText, nestedTooDeep, pairsOf, resolved, textOf, TooDeep } from '../../rulebook/plain.js';
import { parseText } from '../../rulebook/source-text.js';

/** What a manager may change in plumbline.yaml: everything else decides who gets in and where data lie. */
const managersSettings = ['clients', 'sites'];

/** Below `config/` what has the service act by itself, or read from other systems. */
const adminsKeys = ['jobs', 'connection', 'query'];

/** Stops where somebody who is no administrator changes what only administrators may, in texts that can be read. */
export function requireManagersPart(file: string, before: string | undefined, after: string | null): void {
  const [was, is] = [readableKeys(file, before ?? '', fileBounds), readableKeys(file, after ?? '', boundsOfSent(after ?? ''))];
  const changed = [...new Set([...was.keys(), ...is.keys()])].filter(key => was.get(key) !== is.get(key));
  const keys = changed.filter(key => (file === settingsFile ? !managersSettings.includes(key) : adminsKeys.includes(key)));
  const outside = [...filesIn(is)].filter(name => !filesIn(was).has(name) && !isBelowConfig(file, name));
  const refused = [...keys, ...outside.map(name => `file: ${name}`)];
  if (refused.length > 0) throw new Stop(1, [fault(configChangeFaults, 'config_admins_alone', { file, keys: refused })]);
}

/** Whether a file that a layout takes values from, beside the layout, lies in the config. */
const isBelowConfig = (layout: string, name: string): boolean => {
  const path = posix.join(posix.dirname(layout), name);
  return !posix.isAbsolute(name) && !name.includes('\\') && path.startsWith('config/');
};

/** Every file that a text names, at whatever depth. */
function filesIn(keys: ReadonlyMap<string, string>): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'file' && typeof inner === 'string') found.add(inner);
      look(inner);
    }
  };
  for (const text of keys.values()) look(JSON.parse(text));
  return found;
}

function readableKeys(file: string, text: string, bounds: YamlBounds): ReadonlyMap<string, string> {
  try {
    return keysOf(text, bounds);
  } catch (problem) {
    if (problem instanceof TooDeep) throw new Stop(2, [nestedTooDeep({ file })]);
    throw problem;
  }
}

/**
 * What stands under each key of a file, in a form that can be compared: all of its documents in their order, each with whatever it merges
 * in, as config is gathered. A key that stands twice is compared as often as it stands.
 */
function keysOf(text: string, bounds: YamlBounds): ReadonlyMap<string, string> {
  const { documents } = parseText(text, '', '', 'workspace', bounds);
  const found = documents.flatMap((document, at) => {
    const root = resolved(document, document.contents);
    return isMap(root) ? pairsOf(document, root).map(([key, value]) => [keyText(key), at, textOf(document, value)] as const) : [];
  });
  return new Map(
    [...groupedBy(found, ([key]) => key)].map(([key, all]) => [key, canonicalJson(all.map(([, at, value]) => [at, value]))]),
  );
}
