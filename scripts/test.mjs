// Runs the tests: builds the program, then has two processes of mocha take one test file after the other. Whatever they start ends
// with this process, and whatever they write outside of dist/ lies in a folder that is removed then.
//
//   node scripts/test.mjs [--quick] [test files] [options of mocha]
//
// --quick runs the files that need no database, no other process and no browser.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const asked = process.argv.slice(2);
const isQuick = asked.includes('--quick');
const named = asked.filter(one => one.endsWith('.test.ts') && existsSync(resolve(one)));
const options = asked.filter(one => one !== '--quick' && !named.includes(one));

/** Begun first, so that no process is left with a long file when the other has nothing more to do. */
const longest = ['jobs/month-end', 'campaign/kills', 'cli/demo', 'browser/manager', 'cli/disk-full', 'cli/database'].map(
  name => `${name}.test.ts`,
);

/** What a test file imports, itself or through others, if it needs more than this process. */
const heavy =
  /^(?:node:child_process|playwright-core)$|\/(?:support\/(?:databases|server|program|libreoffice)|store\/connect)\.js$/;

const everyFile = readdirSync(join(root, 'test'), { recursive: true })
  .map(name => name.replaceAll('\\', '/'))
  .filter(name => name.endsWith('.test.ts'));
const rank = name => (longest.includes(name) ? longest.indexOf(name) : longest.length);
const wanted = everyFile
  .toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  .map(name => join(root, 'test', name))
  .filter(file => !isQuick || !needsMore(file));
const files = (named.length > 0 ? named.map(one => resolve(one)) : wanted).map(file => relative(root, file));

/** Whether a file of the tests imports, itself or through others of them, what needs more than this process. */
function needsMore(file, seen = new Set()) {
  if (seen.has(file) || !existsSync(file)) return false;
  seen.add(file);
  // Types are gone when a test runs.
  const imports = [
    ...readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)';|\bimport\('([^']+)'\)/gm),
  ];
  return imports
    .map(([, from, dynamic]) => from ?? dynamic)
    .some(
      from => heavy.test(from) || (from.startsWith('.') && needsMore(resolve(dirname(file), from.replace(/\.js$/, '.ts')), seen)),
    );
}

const folder = mkdtempSync(join(tmpdir(), `plumbline-run-${process.pid}-`));
// PostgreSQL runs as another user, who has to get at what is his in there.
chmodSync(folder, 0o755);

let running;
let signalled = false;

/** Runs a command of Node's in a group of processes of its own, to its end; its exit code. */
async function ran(...args) {
  const env = { ...process.env, PLUMBLINE_RUN_FOLDER: folder, TEST_FILES: files.join('\n') };
  running = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit', detached: true });
  const code = await new Promise(ended => running.once('exit', ended));
  return code ?? 1;
}

/** Sends a signal to all the processes, or asks with 0 whether there is still one. */
function signal(name) {
  try {
    return process.kill(-running.pid, name);
  } catch {
    return false;
  }
}

/** Lets what is left of the processes end, makes it end, and removes the folder. */
async function cleanUp(patience) {
  signal('SIGTERM');
  for (const until = Date.now() + patience; Date.now() < until && signal(0); ) await pause(20);
  for (let left = 20; left > 0 && signal('SIGKILL'); left--) await pause(20);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

for (const [name, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
  process.on(name, () => {
    if (signalled) return;
    signalled = true;
    void cleanUp(500).finally(() => process.exit(code));
  });
}

let code = await ran(join(root, 'scripts', 'build.mjs'));
if (code === 0 && !signalled) {
  const mocha = [join(root, 'node_modules', 'mocha', 'bin', 'mocha.js'), '--parallel', '--jobs', '2'];
  code = await ran(...mocha, ...options, ...files);
}
if (!signalled) {
  await cleanUp(5000);
  process.exitCode = code;
}
