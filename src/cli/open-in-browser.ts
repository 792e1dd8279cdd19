import { spawn } from 'node:child_process';

const openers: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Opens an address in the person's browser; false where the machine has no way to. */
export function openInBrowser(address: string): Promise<boolean> {
  const [command = 'xdg-open', ...args] = openers[process.platform] ?? ['xdg-open'];
  return new Promise(done => {
    const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
    child.once('error', () => done(false));
    child.once('exit', code => done(code === 0));
    // A browser that is opened may run as long as its window.
    setTimeout(() => done(true), 3000).unref();
    child.unref();
  });
}
