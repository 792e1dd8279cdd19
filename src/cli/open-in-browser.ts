import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const openers: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** How long a browser may take to read what it is to open. */
const readingMs = 30_000;

/**
 * Opens an address in the person's browser; false where the machine has no way to. The browser is given a file that forwards it, which the
 * person alone can read: whoever else works on the machine sees the arguments of its programs.
 */
export async function openInBrowser(address: string): Promise<boolean> {
  const folder = await mkdtemp(path.join(tmpdir(), 'plumbline-'));
  const file = path.join(folder, 'open.html');
  await writeFile(file, `<!doctype html><script>location.replace(${JSON.stringify(address)})</script>`, { mode: 0o600 });
  setTimeout(() => void rm(folder, { recursive: true, force: true }), readingMs).unref();
  const [command = 'xdg-open', ...args] = openers[process.platform] ?? ['xdg-open'];
  return new Promise(done => {
    const child = spawn(command, [...args, file], { stdio: 'ignore', detached: true });
    child.once('error', () => done(false));
    child.once('exit', code => done(code === 0));
    // A browser that is opened may run as long as its window.
    setTimeout(() => done(true), 3000).unref();
    child.unref();
  });
}
