import { configFaults } from '../../faults/config.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import type { Layered, Rule } from '../read.js';
import type { Job } from '../shapes/job.js';
import type { Path } from '../spot.js';
import { clientFaults, type KnownObjects } from './known-objects.js';
import { zoneFaults } from './places.js';

/** What a job names that there is not: zones, layouts, clients, other jobs. */
export function jobFaults(rule: Rule<Job>, { rules }: Layered<Job>, known: KnownObjects): readonly Fault[] {
  return [...zoneFaults(rule.value.time_zone, rule.title, rule.entry.spot, ['time_zone']), ...settingFaults(rule, rules, known)];
}

function settingFaults(rule: Rule<Job>, rules: readonly Rule<Job>[], known: KnownObjects): readonly Fault[] {
  const job = rule.value;
  switch (job.does) {
    case 'import_inbox':
      return (job.with.files ?? []).flatMap(({ layout }, at) =>
        layout.flatMap(name => layoutFaults(rule, name, known, ['with', 'files', at, 'layout'])),
      );
    case 'import_sql':
      return job.with.layouts.flatMap((name, at) => layoutFaults(rule, name, known, ['with', 'layouts', at]));
    case 'fetch': {
      const isTrusted = !job.with.from.startsWith('sftp:') || job.with.host_key !== undefined;
      return isTrusted ? [] : [fault(configFaults, 'job_host_key_missing', { of: rule.title }, rule.entry.spot.place(['with']))];
    }
    case 'mail':
      return Object.keys(job.with.to ?? {}).flatMap(code => clientFaults(rule, code, known, ['with', 'to', code]));
    case 'chain':
      return job.with.steps.flatMap((step, at) => stepFaults(rule, step, rules, known, ['with', 'steps', at]));
    default:
      return (job.with.clients ?? []).flatMap((code, at) => clientFaults(rule, code, known, ['with', 'clients', at]));
  }
}

function layoutFaults(rule: Rule<Job>, name: string, known: KnownObjects, path: Path): readonly Fault[] {
  if (known.layoutNames.includes(name)) return [];
  const params = { name, of: rule.title, names: known.layoutNames };
  return [fault(configFaults, 'rule_layout_unknown', params, rule.entry.spot.place(path))];
}

function stepFaults(
  rule: Rule<Job>,
  step: string,
  rules: readonly Rule<Job>[],
  known: KnownObjects,
  path: Path,
): readonly Fault[] {
  const place = rule.entry.spot.place(path);
  if (!known.jobIds.includes(step))
    return [fault(configFaults, 'rule_job_unknown', { name: step, of: rule.title, names: known.jobIds }, place)];
  const isChain = rules.some(({ value }) => value.id === step && value.does === 'chain');
  return isChain ? [fault(configFaults, 'job_chain_in_chain', { of: rule.title, step }, place)] : [];
}
