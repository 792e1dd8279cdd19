import { addActionFor, type ActionSaid, closeAction } from '../actions/write.js';
import { answerDispute, openDispute } from '../amendments/dispute.js';
import { listAmendments } from '../amendments/list.js';
import type { Deps } from '../deps.js';
import { deriveWeights } from '../weights/derive.js';
import { closePeriod, reopenPeriod } from '../periods/close.js';

/** A step of what happened to a closed period of the demo, as seeds/demo/import.yaml lists it. */
export type StoryStep =
  | { readonly do: 'close'; readonly period: string; readonly client: string; readonly at: string; readonly by: string }
  | { readonly do: 'reopen'; readonly period: string; readonly client: string; readonly reason: string; readonly by: string }
  | {
      readonly do: 'dispute';
      readonly period: string;
      readonly client: string;
      readonly metrics: readonly string[];
      readonly facts: readonly string[];
      readonly text: string;
      readonly evidence: string;
      readonly by: string;
    }
  | { readonly do: 'accept'; readonly client: string; readonly reason: string; readonly why: string; readonly by: string }
  | {
      readonly do: 'act';
      readonly client: string;
      readonly said: ActionSaid;
      readonly by: string;
      /** The last day on which it was worked at, and what was said of it then. */
      readonly done?: string;
      readonly note?: string;
    }
  | {
      readonly do: 'weigh';
      readonly client: string;
      readonly index: string;
      readonly wave: string;
      readonly from: string;
      readonly by: string;
    }
  | { readonly do: 'import_late' };

/** Does one step after the other; a line on each. */
export async function tellStory(
  deps: Deps,
  steps: readonly StoryStep[],
  importLate: () => Promise<void>,
): Promise<readonly string[]> {
  const told: string[] = [];
  for (const step of steps) told.push(await done(deps, step, importLate));
  return told;
}

async function done(deps: Deps, step: StoryStep, importLate: () => Promise<void>): Promise<string> {
  if (step.do === 'import_late') {
    await importLate();
    return 'The carrier’s corrected file came after the closing: reported as late, nothing changed by it.';
  }
  const { by: actor, client } = step;
  if (step.do === 'close') return closed(deps, step);
  if (step.do === 'act') return acted(deps, step);
  if (step.do === 'weigh') return weighed(deps, step);
  if (step.do === 'reopen') {
    await reopenPeriod(deps, { period: step.period, clients: [client], reason: step.reason, actor });
    return `Reopened by ${actor}: ${step.reason}`;
  }
  if (step.do === 'dispute') {
    const { dispute } = await openDispute(deps, { ...step, numbers: step.facts, actor });
    return `Dispute ${dispute} by ${actor}: ${step.text}`;
  }
  const { reason, why } = step;
  const [open] = await listAmendments(deps, { kind: 'dispute', client, state: 'requested' });
  const asked = { dispute: open?.number ?? 0, decision: 'approval' as const, reason, why, actor };
  const { exclusion, proposed } = await answerDispute(deps, asked);
  return `Accepted by ${actor}: exclusion ${exclusion ?? 0}, revision ${proposed[0]?.revision ?? 0} is proposed. ${why}`;
}

async function weighed(
  deps: Deps,
  { client, index, wave, from, by: actor }: StoryStep & { readonly do: 'weigh' },
): Promise<string> {
  const empty = { matrices: [], roles: new Map(), periods: [], mix: [], normalise: false, dryRun: false };
  const { file } = await deriveWeights(deps, { ...empty, method: 'survey', index, client, wave, from, actor });
  return `Weights of ${index} for ${client} from wave ${wave}, in force from ${from}, by ${actor}: ${file ?? ''}`;
}

async function closed(deps: Deps, { period, client, at, by: actor }: StoryStep & { readonly do: 'close' }): Promise<string> {
  const request = { period, clients: [client], waivers: [], at: Date.parse(at), actor };
  const [closing] = await closePeriod(deps, request);
  return `Closed by ${actor} as revision ${closing?.revision ?? 0}, evaluation ${closing?.evaluation ?? ''}.`;
}

async function acted(deps: Deps, step: StoryStep & { readonly do: 'act' }): Promise<string> {
  const { client, said, by: actor, done: day, note } = step;
  const { action: number } = await addActionFor(deps, { client, said, actor });
  if (day !== undefined) await closeAction(deps, { number, done: day, note, actor });
  return `Action ${number} for ${client} by ${actor}: ${said.what ?? ''}`;
}
