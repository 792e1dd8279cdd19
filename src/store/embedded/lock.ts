import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isProcessAlive } from '../../files/process-alive.js';
import { fullDisk, isOfFullDisk } from '../../faults/disk.js';

/** Who holds an embedded database. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** The machine's boot and the process's start in it, so that a number used again is not taken for the process. */
  readonly boot: string;
  readonly started: string;
  /** When the lock was taken (its file's time): ISO 8601, UTC. */
  readonly since: string;
  readonly command: string;
  /** The folder of the unix socket on which others attach. */
  readonly socketFolder: string;
  readonly token: string;
}

/** A held lock. */
export interface Lock {
  readonly socketFolder: string;
  release(): void;
}

/** The locks are numbered files: the highest number counts, an empty one is free. A number is never used again while a higher one may be. */
const pattern = /^lock\.(\d+)$/;

/** Takes the directory's lock, or says who holds it. */
export function takeLock(directory: string, socketFolder: () => string): Lock | { readonly heldBy: Holder } {
  for (;;) {
    const highest = highestLock(directory);
    const heldBy = highest === 0 ? undefined : holderIn(directory, highest);
    if (heldBy !== undefined && isAlive(heldBy)) return { heldBy };
    if (heldBy !== undefined) removeSocketOf(directory, heldBy);
    const lock = tryNumber(directory, highest + 1, socketFolder);
    if (lock !== undefined) return lock;
  }
}

/** Who holds the directory's lock, if anyone does who is alive. */
export function holderOf(directory: string): Holder | undefined {
  const highest = highestLock(directory);
  const holder = highest === 0 ? undefined : holderIn(directory, highest);
  return holder !== undefined && isAlive(holder) ? holder : undefined;
}

/** The path of the lock file that counts, for messages. */
export const lockFile = (directory: string): string => path.join(directory, `lock.${highestLock(directory)}`);

function numbers(directory: string): readonly number[] {
  return fs.readdirSync(directory).flatMap(name => {
    const number = pattern.exec(name)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
}

const highestLock = (directory: string): number => Math.max(0, ...numbers(directory));

/**
 * Takes the lock of the next number, by linking a complete record under it: of two processes that try one number, one succeeds.
 * A slow process may still get a number that others have passed and removed; it then sees the higher number and withdraws.
 * Undefined where the lock was not taken; stops with exit code 3, `disk_full`.
 */
function tryNumber(directory: string, number: number, socketFolder: () => string): Lock | undefined {
  const token = randomUUID();
  const file = path.join(directory, `lock.${number}`);
  const draft = path.join(directory, `draft.${token}`);
  const holder = self(token, socketFolder());
  try {
    fs.writeFileSync(draft, JSON.stringify(holder, null, 1), { mode: 0o600 });
    fs.linkSync(draft, file);
  } catch (failure) {
    if (isCode(failure, 'EEXIST')) return undefined;
    throw isOfFullDisk(failure) ? fullDisk(failure, file) : failure;
  } finally {
    fs.rmSync(draft, { force: true });
  }
  if (highestLock(directory) !== number) {
    fs.rmSync(file, { force: true });
    return undefined;
  }
  for (const passed of numbers(directory))
    if (passed < number) fs.rmSync(path.join(directory, `lock.${passed}`), { force: true });
  return { socketFolder: holder.socketFolder, release: () => release(file, token) };
}

/** Leaves the number behind, empty: free, and still the highest. */
function release(file: string, token: string): void {
  try {
    if (read(file)?.token === token) fs.writeFileSync(file, '');
  } catch (failure) {
    if (!isCode(failure, 'ENOENT')) throw failure;
  }
}

function holderIn(directory: string, number: number): Holder | undefined {
  try {
    return read(path.join(directory, `lock.${number}`));
  } catch (failure) {
    // Passed by a higher number between listing and reading: whoever asks looks again.
    if (isCode(failure, 'ENOENT')) return undefined;
    throw failure;
  }
}

function read(file: string): Holder | undefined {
  const text = fs.readFileSync(file, 'utf8');
  if (text.trim() === '') return undefined;
  // Written by tryNumber in one piece; nothing else writes here.
  const record = JSON.parse(text) as Omit<Holder, 'since'>;
  return { ...record, since: fs.statSync(file).mtime.toISOString() };
}

const self = (token: string, socketFolder: string): Omit<Holder, 'since'> => ({
  pid: process.pid,
  host: os.hostname(),
  boot: bootId(),
  started: processOf(process.pid)?.started ?? '',
  command: [path.basename(process.argv[1] ?? process.argv0), ...process.argv.slice(2)].join(' '),
  socketFolder,
  token,
});

/** A holder on another host cannot be asked and counts as alive. */
function isAlive(holder: Holder): boolean {
  if (holder.host !== os.hostname()) return true;
  if (holder.boot !== bootId()) return false;
  if (!isProcessAlive(holder.pid)) return false;
  const found = processOf(holder.pid);
  if (found === undefined || holder.started === '') return true;
  return found.started === holder.started && !found.ended;
}

/** When a process started, in the kernel's ticks since boot, and whether it has ended and only waits to be cleared away; unknown outside of Linux. */
function processOf(pid: number): { readonly started: string; readonly ended: boolean } | undefined {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name stands in parentheses and may itself hold blanks and parentheses.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { started: fields[19] ?? '', ended: fields[0] === 'Z' || fields[0] === 'X' };
  } catch {
    return undefined;
  }
}

function bootId(): string {
  try {
    return fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

/** A holder that was killed leaves its socket behind, in a folder of its own where the path was too long. */
function removeSocketOf(directory: string, holder: Holder): void {
  if (holder.socketFolder !== directory && path.basename(holder.socketFolder).startsWith('plumbline-')) {
    fs.rmSync(holder.socketFolder, { recursive: true, force: true });
  }
}

function isCode(failure: unknown, code: string): boolean {
  return failure instanceof Error && 'code' in failure && failure.code === code;
}
