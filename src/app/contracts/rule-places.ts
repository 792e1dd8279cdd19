import type { FaultPlace } from '../../faults/fault.js';
import { join } from 'node:path';
import { packagedConfig, parseFolder } from '../../rulebook/config-files.js';
import { gather, type Gathered } from '../../rulebook/gather.js';
import type { ObjectKey } from '../../rulebook/object-keys.js';
import { asMap, type Plain } from '../../rulebook/plain.js';
import type { Scope } from '../../standards/standard.js';

/** What tells a rule from others of its kind. */
export interface RuleName {
  readonly kind: Extract<ObjectKey, 'standards' | 'indexes' | 'credits' | 'scales' | 'expectations' | 'consequences'>;
  /** The metric that it is about, or its id. */
  readonly name: string;
  readonly scope?: Scope | undefined;
  readonly from?: string | undefined;
}

/** Says where a rule is written; nothing of one that is not found. */
export type PlaceOf = (rule: RuleName) => FaultPlace;

/** The places of the rules in a workspace's config, the packaged ones among them. */
export async function rulePlaces(directory: string): Promise<PlaceOf> {
  const own = gather(await parseFolder(join(directory, 'config'), directory, 'workspace'));
  const packaged = gather(await parseFolder(packagedConfig(), directory, 'packaged'));
  return rule => placeIn(own, rule) ?? placeIn(packaged, rule) ?? {};
}

function placeIn({ entries }: Gathered, { kind, name, scope = {}, from }: RuleName): FaultPlace | undefined {
  const found = entries[kind].find(({ raw }) => {
    const map = asMap(raw);
    return (map['metric'] ?? map['id']) === name && (map['from'] ?? undefined) === from && sameScope(map['scope'], scope);
  });
  return found?.spot.place();
}

function sameScope(raw: Plain | undefined, scope: Scope): boolean {
  const [written, meant] = [Object.entries(asMap(raw ?? null)), Object.entries(scope)];
  return (
    written.length === meant.length && meant.every(([key, value]) => written.some(one => one[0] === key && one[1] === value))
  );
}
