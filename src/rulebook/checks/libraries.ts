import { concernsClients } from '../../evaluation/rules-for.js';
import { configFaults } from '../../faults/config.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import type { Phrase } from '../../faults/phrase.js';
import { hasLevel } from '../../standards/comparison.js';
import type { Standard } from '../../standards/standard.js';
import { settingsFile } from '../find-workspace.js';
import type { Spot } from '../spot.js';
import type { Settings } from '../workspace.js';

/** Names under `adopt` that no library has. */
export function adoptedNameFaults(
  adopted: readonly string[] | undefined,
  of: Phrase,
  spot: Spot,
  names: readonly string[],
): readonly Fault[] {
  const isOne = adopted?.length === 1;
  return (adopted ?? []).flatMap((name, at) => {
    const path = isOne ? ['adopt'] : ['adopt', at];
    return names.includes(name) ? [] : [fault(configFaults, 'rule_library_unknown', { name, of, names }, spot.place(path))];
  });
}

/** Where nothing says that packaged standards are not wanted: the clients whose figures have no status, because no standard speaks of them. */
export function missingStandards(
  { adopt, clients }: Pick<Settings, 'adopt' | 'clients'>,
  standards: readonly Standard[],
  contracts: number,
): readonly Fault[] {
  if (adopt !== undefined || contracts > 0) return [];
  const levels = standards.filter(hasLevel);
  const without = (clients ?? []).filter(client => !levels.some(concernsClients([client])));
  if (without.length === 0) return [];
  const params = { clients: without.map(({ code }) => code) };
  return [fault(configFaults, 'standards_missing', params, { file: settingsFile, line: 1, column: 1 })];
}
