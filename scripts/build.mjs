// Builds src/ into dist/: compiles what changed, removes what no source stands behind any more, makes the program executable,
// joins its modules to few files, and builds the pages.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const state = join(root, 'dist', '.tsbuildinfo');

/** Paths of the files under a folder, relative to it. */
function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath ?? entry.path, entry.name)));
}

/** The pages and the joined program are built by scripts of their own. */
const isBuiltApart = path => ['program', 'web'].includes(path.split(sep)[0]);

const outputs = filesIn(join(root, 'src'))
  .filter(path => path.endsWith('.ts') && !path.endsWith('.d.ts') && !isBuiltApart(path))
  .map(path => path.replace(/\.ts$/, '.js'));

// The compiler trusts its state file: were an output removed by hand, it would not write it again.
if (outputs.some(path => !existsSync(join(root, 'dist', path)))) rmSync(state, { force: true });

/** Runs a script with Node; its exit code. */
async function run(...script) {
  const [code] = await once(spawn(process.execPath, script, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }), 'exit');
  return code ?? 1;
}

// The pages need nothing of what the compiler writes. They are waited for whatever fails beside them, so that none are written afterwards.
const pages = run(join(root, 'scripts', 'build-pages.mjs'));

const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const compiled = await run(compiler, '-p', join(root, 'tsconfig.build.json'), '--incremental', '--tsBuildInfoFile', state);
if (compiled !== 0) {
  await pages;
  process.exit(compiled);
}

const wanted = new Set(outputs);
for (const path of filesIn(join(root, 'dist'))) {
  if (path.endsWith('.js') && !isBuiltApart(path) && !wanted.has(path)) rmSync(join(root, 'dist', path));
}

const program = join(root, 'dist', 'cli', 'main.js');
if (existsSync(program)) chmodSync(program, 0o755);

const joined = await run(join(root, 'scripts', 'build-program.mjs'));
process.exit((await pages) || joined);
