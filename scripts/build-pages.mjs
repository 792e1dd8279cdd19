// Builds the pages of src/web and the help of docs/ into dist/web, unless what is there was built from the very same sources.
//   node scripts/build-pages.mjs            builds what changed
//   node scripts/build-pages.mjs --watch    builds again at every change
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildHelp } from './build-help.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const sources = join(root, 'src', 'web');
const output = join(root, 'dist', 'web');
const stamp = join(output, '.built-from');

/** A hash over everything that decides the pages: their sources, the digits of their numbers, the names they share with others, the texts of the help, these scripts, the packages. */
function sourceHash() {
  const folders = [join(root, 'src', 'digits'), join(root, 'src', 'words'), join(root, 'docs'), join(root, 'scripts', 'help')];
  const files = [sources, ...folders]
    .flatMap(folder => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath ?? entry.path, entry.name));
  const hash = createHash('sha256');
  const single = ['GLOSSARY.md', 'package-lock.json', 'scripts/build-help.mjs', 'scripts/build-pages.mjs'].map(name =>
    join(root, name),
  );
  for (const file of [...files.sort(), ...single]) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Writes a compressed file beside each script, style and drawing, for whoever takes it so. */
function compress(folder) {
  for (const name of readdirSync(folder)) {
    if (/\.(?:js|css|svg)$/.test(name))
      writeFileSync(join(folder, `${name}.gz`), gzipSync(readFileSync(join(folder, name)), { level: 9 }));
  }
}

const watches = process.argv.includes('--watch');
const from = sourceHash();
const isBuilt = existsSync(stamp) && readFileSync(stamp, 'utf8') === from && existsSync(join(output, 'index.html')) && !watches;

if (!isBuilt) {
  const { build } = await import('vite');
  await build({
    root: sources,
    configFile: false,
    base: '/',
    logLevel: watches ? 'info' : 'warn',
    publicDir: false,
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: output,
      emptyOutDir: true,
      target: 'es2022',
      sourcemap: false,
      reportCompressedSize: false,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      watch: watches ? {} : null,
    },
  });
  buildHelp(root, join(output, 'help'));
  if (!watches) compress(join(output, 'assets'));
  if (!watches) writeFileSync(stamp, from);
}
