// Builds src/ into dist/: compiles what changed, removes what no source stands behind any more, makes the program executable,
// joins its modules to few files, and builds the pages.
import { spawnSync } from 'node:child_process';
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

const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const compiled = spawnSync(
  process.execPath,
  [compiler, '-p', join(root, 'tsconfig.build.json'), '--incremental', '--tsBuildInfoFile', state],
  { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
);
if (compiled.status !== 0) process.exit(compiled.status ?? 1);

const wanted = new Set(outputs);
for (const path of filesIn(join(root, 'dist'))) {
  if (path.endsWith('.js') && !isBuiltApart(path) && !wanted.has(path)) rmSync(join(root, 'dist', path));
}

const program = join(root, 'dist', 'cli', 'main.js');
if (existsSync(program)) chmodSync(program, 0o755);

for (const script of ['build-program.mjs', 'build-pages.mjs']) {
  const built = spawnSync(process.execPath, [join(root, 'scripts', script)], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (built.status !== 0) process.exit(built.status ?? 1);
}
