import type { Fault } from './fault.js';
import { type ExitCode, Stop } from './stop.js';

/** A failure as it is sent from a thread: its faults where it is a Stop, else what it said. */
export type FailureAsData =
  | { readonly exitCode: ExitCode; readonly faults: readonly Fault[] }
  | { readonly name: string; readonly message: string; readonly stack: string | undefined };

/** A failure as plain data. */
export function failureAsData(failure: unknown): FailureAsData {
  if (failure instanceof Stop) return { exitCode: failure.exitCode, faults: failure.faults };
  if (failure instanceof Error) return { name: failure.name, message: failure.message, stack: failure.stack };
  return { name: 'Error', message: String(failure), stack: undefined };
}

/** The failure that was sent. */
export function failureOf(data: FailureAsData): Error {
  if ('faults' in data) return new Stop(data.exitCode, data.faults);
  const failure = new Error(data.message);
  failure.name = data.name;
  if (data.stack !== undefined) failure.stack = data.stack;
  return failure;
}
