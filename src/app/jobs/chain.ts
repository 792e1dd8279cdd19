import { type Finding, findingsWithin } from '../../faults/finding.js';
import { requireSound, useOfJob } from '../../rulebook/soundness.js';
import type { Job, JobOf } from '../../rulebook/shapes/job.js';
import type { Deps } from '../deps.js';
import type { Note, Outcome, OutcomeOrFailure, JobContext } from './job-context.js';

/** Runs one step and says how it ended. */
type RunStep = (deps: Deps, step: Job, work: JobContext) => Promise<OutcomeOrFailure>;

/**
 * Runs the steps of a chain in order, each recorded as a run of its own. Where a step fails for some clients or files, the next
 * step still runs. A step that could not do its work at all ends the chain; the chain is then tried again from its first step,
 * and finds the work of the earlier steps done.
 */
export async function chainJob(deps: Deps, job: JobOf<'chain'>, work: JobContext, runStep: RunStep): Promise<Outcome> {
  const counts: Record<string, number> = { steps: 0 };
  const findings: Finding[] = [];
  const lasting: Finding[] = [];
  const failures: Finding[] = [];
  // A chain without one of its steps would go on with what is not there: a mail with last month's figures.
  for (const step of job.with.steps) requireSound(deps.workspace, useOfJob(step));
  for (const id of job.with.steps) {
    work.signal.throwIfAborted();
    const step = deps.workspace.jobs.find(one => one.id === id);
    if (step === undefined) throw new Error(`${job.id} has an unknown step ${id}`);
    if (!step.enabled) {
      work.note(`${id}: passed over, it is not enabled.`);
      continue;
    }
    const ran = await runStep(deps, step, { ...work, job: id, note: noteOfStep(id, work.note) });
    counts['steps'] = (counts['steps'] ?? 0) + 1;
    for (const [name, count] of Object.entries(ran.counts)) counts[`${id}.${name}`] = count;
    const own = ran.findings.filter(found => !ran.failures.includes(found));
    findings.push(...findingsWithin(id, own));
    lasting.push(...findingsWithin(id, ran.lasting ?? []));
    failures.push(...findingsWithin(id, ran.failures));
    if (ran.failure !== undefined) {
      work.signal.throwIfAborted();
      // What is only tried is tried to its end: there is no other attempt.
      if (work.dryRun) continue;
      work.note(`${id} could not be done; the steps after it wait for the next run.`);
      break;
    }
  }
  return { counts, findings, lasting, failures };
}

const noteOfStep =
  (step: string, note: Note): Note =>
  what => {
    if (typeof what === 'string') note(`${step}: ${what}`);
    else for (const finding of findingsWithin(step, [what])) note(finding);
  };
