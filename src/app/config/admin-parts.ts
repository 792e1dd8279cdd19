import { canonicalJson } from '../../evaluation/canonical.js';
import { configChangeFaults } from '../../faults/config-changes.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { fileBounds, sentBounds, type YamlBounds } from '../../rulebook/bounded-yaml.js';
import { settingsFile } from '../../rulebook/find-workspace.js';
import { asMap, textOf } from '../../rulebook/plain.js';
import { parseText } from '../../rulebook/source-text.js';

/** What a manager may change in plumbline.yaml: everything else decides who gets in and where data lie. */
const managersSettings = ['clients', 'sites'];

/** Below `config/` what has the service act by itself, or read from other systems. */
const adminsKeys = ['jobs', 'connection', 'query'];

/** Stops where somebody who is no administrator changes what only administrators may, in texts that can be read. */
export function requireManagersPart(file: string, before: string | undefined, after: string | null): void {
  const [was, is] = [keysOf(before ?? '', fileBounds), keysOf(after ?? '', sentBounds)];
  const changed = [...new Set([...was.keys(), ...is.keys()])].filter(key => was.get(key) !== is.get(key));
  const keys = changed.filter(key => (file === settingsFile ? !managersSettings.includes(key) : adminsKeys.includes(key)));
  if (keys.length > 0) throw new Stop(1, [fault(configChangeFaults, 'config_admins_alone', { file, keys })]);
}

/** What stands under each key of a file, in a form that can be compared, of all its documents; read as config is. */
function keysOf(text: string, bounds: YamlBounds): ReadonlyMap<string, string> {
  const { documents } = parseText(text, '', '', 'workspace', bounds);
  const found = documents.flatMap(document => Object.entries(asMap(textOf(document, document.contents))));
  return new Map(found.map(([key, value]) => [key, canonicalJson(value)]));
}
