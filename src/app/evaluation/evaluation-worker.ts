import { parentPort, workerData } from 'node:worker_threads';
import { readRules } from '../../evaluation/frozen.js';
import { failureAsData } from '../../faults/failure-as-data.js';
import { connect } from '../../store/connect.js';
import type { FromThread, ToThread } from '../../threads/thread-pool.js';
import { type LogMessage, machineClock } from '../deps.js';
import type { RulesInForce } from './documents.js';
import { evaluateTogether, type View } from './evaluate-together.js';
import type { EvaluationThreadStart, ThreadOutcome, ThreadPortion } from './evaluation-thread-messages.js';

// A thread in which portions of clients are evaluated and recorded, one after the other, by a connection of its own.

// Whoever started the thread gave it this.
const { url, rules, request, view } = workerData as EvaluationThreadStart;
const opened = open();
// Failing to open is what comes of the first portion.
opened.catch(() => undefined);

const say = (message: FromThread<LogMessage, ThreadOutcome>): void => parentPort?.postMessage(message);

parentPort?.on('message', (told: ToThread<ThreadPortion>) => {
  if (told === 'end') return void end();
  evaluated(told.work).then(
    answer => say({ answer }),
    (failure: unknown) => say({ answer: { failure: failureAsData(failure) } }),
  );
});

async function end(): Promise<void> {
  const left = await opened.catch(() => undefined);
  await left?.database.close();
  parentPort?.close();
}

async function open() {
  const { viewFor } = (await import(view.by)) as { readonly viewFor: (of: unknown) => View<unknown> };
  return {
    view: viewFor(view.of),
    // Written of these.
    workspace: readRules(rules) as RulesInForce,
    database: await connect({ url }, { connections: 1 }),
  };
}

async function evaluated({ clients, at }: ThreadPortion): Promise<ThreadOutcome> {
  const { view: seen, workspace, database } = await opened;
  const deps = {
    database,
    workspace,
    clock: at === undefined ? machineClock : () => at,
    log: (said: LogMessage) => say({ said }),
  };
  return { evaluated: await evaluateTogether(deps, clients, request, seen) };
}
