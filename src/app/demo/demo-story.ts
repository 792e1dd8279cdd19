import { addActionFor, type ActionInput, closeAction } from '../actions/write.js';
import { answerDispute, openDispute } from '../amendments/dispute.js';
import { listAmendments } from '../amendments/list.js';
import type { Deps } from '../deps.js';
import { deriveWeights } from '../weights/derive.js';
import { closePeriod, reopenPeriod } from '../periods/close.js';
import { writeComment } from '../periods/comments.js';
import { signOff } from '../periods/sign-off.js';

/** A step of what happened to the periods of the demo, as seeds/demo/import.yaml lists it. */
export type StoryStep =
  | {
      readonly do: 'close';
      readonly period: string;
      readonly clients: readonly string[];
      readonly at: string;
      readonly by: string;
      /** Why it is closed although something is open. */
      readonly acknowledge?: string;
    }
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
      readonly said: ActionInput;
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
  | {
      readonly do: 'comment';
      readonly period: string;
      readonly client: string;
      /** Left out where it is about the whole period. */
      readonly metric?: string;
      readonly text: string;
      readonly by: string;
    }
  | {
      readonly do: 'sign';
      readonly period: string;
      readonly client: string;
      readonly revision: number;
      /** Who recorded the signature, and whose it is. */
      readonly by: string;
      readonly signatory: string;
      readonly note?: string;
    }
  | { readonly do: 'import_late' };

/** What a step of the story came to. */
export type StoryEvent =
  | {
      readonly did: 'close';
      readonly by: string;
      readonly clients: readonly string[];
      readonly period: string;
      readonly revision: number;
      readonly evaluation: string;
      /** Of which clients something was open, and why they were closed all the same. */
      readonly acknowledged?: { readonly clients: readonly string[]; readonly reason: string };
    }
  | { readonly did: 'reopen'; readonly by: string; readonly reason: string }
  | { readonly did: 'dispute'; readonly by: string; readonly dispute: number; readonly text: string }
  | {
      readonly did: 'accept';
      readonly by: string;
      readonly exclusion: number;
      /** The revision that it proposes. */
      readonly revision: number;
      readonly why: string;
    }
  | { readonly did: 'act'; readonly by: string; readonly client: string; readonly action: number; readonly what: string }
  | {
      readonly did: 'weigh';
      readonly by: string;
      readonly client: string;
      readonly index: string;
      readonly wave: string;
      readonly from: string;
      readonly file: string;
    }
  | {
      readonly did: 'comment';
      readonly by: string;
      readonly client: string;
      readonly period: string;
      readonly metric: string | null;
      readonly text: string;
    }
  | {
      readonly did: 'sign';
      readonly by: string;
      readonly client: string;
      readonly period: string;
      readonly revision: number;
      readonly signatory: string;
    }
  | { readonly did: 'import_late' };

/** Does one step after the other. */
export async function playStory(
  deps: Deps,
  steps: readonly StoryStep[],
  importLate: () => Promise<void>,
): Promise<readonly StoryEvent[]> {
  const events: StoryEvent[] = [];
  for (const step of steps) events.push(await runStep(deps, step, importLate));
  return events;
}

async function runStep(deps: Deps, step: StoryStep, importLate: () => Promise<void>): Promise<StoryEvent> {
  if (step.do === 'import_late') {
    await importLate();
    return { did: 'import_late' };
  }
  if (step.do === 'close') return closeStep(deps, step);
  const { by: actor, client } = step;
  if (step.do === 'act') return actionStep(deps, step);
  if (step.do === 'weigh') return deriveWeightsStep(deps, step);
  if (step.do === 'comment') return commentStep(deps, step);
  if (step.do === 'sign') return signStep(deps, step);
  if (step.do === 'reopen') {
    await reopenPeriod(deps, { period: step.period, clients: [client], reason: step.reason, actor });
    return { did: 'reopen', by: actor, reason: step.reason };
  }
  if (step.do === 'dispute') {
    const { dispute } = await openDispute(deps, { ...step, numbers: step.facts, actor });
    return { did: 'dispute', by: actor, dispute, text: step.text };
  }
  const { reason, why } = step;
  const [open] = await listAmendments(deps, { kind: 'dispute', client, state: 'requested' });
  const asked = { dispute: open?.number ?? 0, decision: 'approval' as const, reason, why, actor };
  const { exclusion, proposed } = await answerDispute(deps, asked);
  return { did: 'accept', by: actor, exclusion: exclusion ?? 0, revision: proposed[0]?.revision ?? 0, why };
}

async function deriveWeightsStep(
  deps: Deps,
  { client, index, wave, from, by: actor }: StoryStep & { readonly do: 'weigh' },
): Promise<StoryEvent> {
  const empty = { matrices: [], roles: new Map(), periods: [], mix: [], normalise: false, dryRun: false };
  const { file } = await deriveWeights(deps, { ...empty, method: 'survey', index, client, wave, from, actor });
  return { did: 'weigh', by: actor, client, index, wave, from, file: file ?? '' };
}

async function closeStep(
  deps: Deps,
  { period, clients, at, by: actor, acknowledge }: StoryStep & { readonly do: 'close' },
): Promise<StoryEvent> {
  const closed = await closePeriod(deps, { period, clients, waivers: [], acknowledge, at: Date.parse(at), actor });
  const { revision = 0, evaluation = '' } = closed[0] ?? {};
  const open = closed.filter(({ acknowledged }) => acknowledged !== null).map(({ client }) => client);
  const excused = acknowledge === undefined || open.length === 0 ? {} : { acknowledged: { clients: open, reason: acknowledge } };
  return { did: 'close', by: actor, clients, period, revision, evaluation, ...excused };
}

async function commentStep(deps: Deps, step: StoryStep & { readonly do: 'comment' }): Promise<StoryEvent> {
  const { period, client, text, by: actor } = step;
  const metric = step.metric ?? null;
  await writeComment(deps, { period, client, metric, text, actor });
  return { did: 'comment', by: actor, client, period, metric, text };
}

async function signStep(
  deps: Deps,
  { period, client, revision, by: actor, signatory, note }: StoryStep & { readonly do: 'sign' },
): Promise<StoryEvent> {
  await signOff(deps, { period, client, revision, note, actor, onPaper: { by: signatory, received: 'mail' } });
  return { did: 'sign', by: actor, client, period, revision, signatory };
}

async function actionStep(deps: Deps, step: StoryStep & { readonly do: 'act' }): Promise<StoryEvent> {
  const { client, said, by: actor, done: day, note } = step;
  const { action: number } = await addActionFor(deps, { client, input: said, actor });
  if (day !== undefined) await closeAction(deps, { number, done: day, note, actor });
  return { did: 'act', by: actor, client, action: number, what: said.what ?? '' };
}
