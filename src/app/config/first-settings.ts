import { isMap, isNode, isScalar, parseDocument } from 'yaml';
import type { ConfigOutcome, FirstSettings } from '../../contract/config.js';
import { settingsFile } from '../../rulebook/find-workspace.js';
import type { Actor } from '../../store/actor.js';
import type { Deps } from '../deps.js';
import { changeConfig } from './change-config.js';
import { readConfig } from './read-config.js';

/**
 * Writes what a workspace is asked for first into plumbline.yaml, as a change of config: its name, time zone and language. Everything else
 * in the file stays as it is, comments too. Stops as `changeConfig` does.
 */
export async function changeFirstSettings(deps: Deps, given: FirstSettings, actor: Actor): Promise<ConfigOutcome> {
  const { text, sha256: base } = await readConfig(deps, settingsFile);
  const { organisation, time_zone, language, why } = given;
  const { en, zh } = deps.workspace.settings.organisation;
  // A name in two languages that nobody changed is kept in both.
  const named = organisation === en || organisation === zh ? [] : [['organisation', organisation] as const];
  const values = [...named, ['time_zone', time_zone] as const, ['language', language] as const];
  const edited = values.reduce((now, [key, value]) => withSetting(now, key, value), text);
  const files = [{ file: settingsFile, base, text: edited }];
  return changeConfig(deps, { files, why, dryRun: false, actor, isAdmin: true });
}

/** A file of settings in which a key has a text for its value. */
function withSetting(text: string, key: string, value: string): string {
  const { contents } = parseDocument(text);
  const pair = isMap(contents) ? contents.items.find(one => isScalar(one.key) && one.key.value === key) : undefined;
  // A text of JSON is one of YAML.
  const written = JSON.stringify(value);
  if (pair === undefined) return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${key}: ${written}\n`;
  if (isScalar(pair.value) && pair.value.value === value) return text;
  const range = isNode(pair.value) ? pair.value.range : undefined;
  if (range == null) return text;
  // A value of several lines ends with the line break behind it, and one that is left out begins at the colon.
  const [from, to] = range;
  const isBlock = text.slice(from, to).endsWith('\n');
  return `${text.slice(0, from)}${text[from - 1] === ':' ? ' ' : ''}${written}${isBlock ? '\n' : ''}${text.slice(to)}`;
}
