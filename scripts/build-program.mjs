// Joins the compiled modules of dist/ to few files in dist/program, which start sooner than many; unless what is there was made of the
// very same modules. Threads still start from the compiled modules, and what a module finds by its own place lies where it did.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const compiled = join(root, 'dist');
const output = join(compiled, 'program');
const stamp = join(output, '.built-from');

/** The packages that are joined with it: many small files each, of which none reads another at run time. The rest is loaded as installed. */
const joined = ['commander', 'fraction.js', 'luxon', 'mathjs', 'node-cron', 'yaml', 'zod'];

const isOurs = path => path.startsWith(compiled + sep) && !path.startsWith(join(compiled, 'web') + sep);
const slashed = path => path.split(sep).join('/');

/** A hash over everything that decides the joined files: the compiled modules, the packages, this script. */
function sourceHash() {
  const modules = readdirSync(compiled, { recursive: true })
    .map(name => join(compiled, name))
    .filter(path => path.endsWith('.js') && isOurs(path) && !path.startsWith(output));
  const hash = createHash('sha256');
  for (const path of [...modules.sort(), join(root, 'package-lock.json'), fileURLToPath(import.meta.url)]) {
    hash.update(relative(root, path)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

/** Lets a module find by `import.meta` what it would find from its own place, wherever it is joined. */
const places = {
  name: 'places-of-modules',
  transform(code, id) {
    if (!isOurs(id) || !/\bimport\.meta\./.test(code)) return null;
    return {
      code: code.replace(/\bimport\.meta\.(url|dirname)\b/g, `__place_$1("${slashed(relative(compiled, id))}")`),
      map: null,
    };
  },
  renderChunk(code, { fileName }) {
    if (!code.includes('__place_')) return null;
    const from = dirname(join(output, fileName));
    const address = place => `new URL(${JSON.stringify(slashed(relative(from, join(compiled, place))))}, import.meta.url)`;
    const folder = place =>
      `import.meta.dirname + ${JSON.stringify(`/${slashed(relative(from, dirname(join(compiled, place))))}`)}`;
    return code.replace(/__place_(url|dirname)\("([^"]+)"\)/g, (_, what, place) =>
      what === 'url' ? `${address(place)}.href` : `(${folder(place)})`,
    );
  },
};

/** Lists in modules.json which modules each file holds. */
const contents = {
  name: 'contents-of-files',
  generateBundle(_, files) {
    const chunks = Object.values(files).filter(file => file.type === 'chunk');
    const list = chunks.map(({ fileName, moduleIds }) => [fileName, moduleIds.map(id => slashed(relative(root, id)))]);
    this.emitFile({ type: 'asset', fileName: 'modules.json', source: JSON.stringify(Object.fromEntries(list), null, 1) });
  },
};

/** Files of a package in which it, and what its authors joined to it, states its licence. */
const licenceFiles = folder =>
  readdirSync(folder, { recursive: true })
    .filter(name => !name.includes('node_modules') && /(?:^|[/\\.])(?:licen[cs]e|notice)(?:\.\w+)*$/i.test(name))
    .sort((a, b) => (a < b ? -1 : 1));

/** Writes the licences of the joined packages beside them, as they ask for it. */
function writeLicences() {
  const texts = joined.map(name => {
    const folder = join(root, 'node_modules', name);
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const files = licenceFiles(folder).map(file => readFileSync(join(folder, file), 'utf8').trim());
    if (files.length === 0) throw new Error(`${name} has no file that states its licence`);
    return `${name} ${version}\n\n${files.join('\n\n')}\n`;
  });
  writeFileSync(join(output, 'LICENCES.txt'), texts.join(`\n${'-'.repeat(72)}\n\n`));
}

/** Whether all joined files are there, made of the very same modules. */
function isBuiltFrom(hash) {
  const list = join(output, 'modules.json');
  if (!existsSync(stamp) || !existsSync(list) || readFileSync(stamp, 'utf8') !== hash) return false;
  return Object.keys(JSON.parse(readFileSync(list, 'utf8'))).every(file => existsSync(join(output, file)));
}

const from = sourceHash();
if (!isBuiltFrom(from)) {
  // Were joining to fail, the program would start from its compiled modules, not from what they were before.
  rmSync(output, { recursive: true, force: true });
  const { build } = await import('vite');
  await build({
    root: compiled,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [places, contents],
    ssr: { target: 'node', noExternal: joined },
    build: {
      ssr: true,
      outDir: output,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      sourcemap: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: { 'command-line': join(compiled, 'cli', 'command-line.js') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', keepNames: true },
      },
    },
  });
  writeLicences();
  writeFileSync(stamp, from);
}
