import { posix } from 'node:path';
import { functionsIn } from './function-lengths.js';
import { codeOf, type Imported, importsOf, lineAt } from './source-code.js';

/** A file as the rules see it: its path from the project's root, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const base = ['bounds', 'faults', 'facts', 'expressions'];
const rules = [...base, 'metrics', 'weights', 'standards', 'evaluation'];
const explained = [...rules, 'digits', 'words', 'reports', 'explain'];
const everything = [
  ...explained,
  'contract',
  'recount',
  'reports/writers',
  'import/layout',
  'import/propose',
  'import',
  'import/readers',
  'rulebook',
  'remote',
  'files',
  'network',
  'store',
];

/**
 * What each folder of src/ may import besides itself. Data goes down, never back up:
 * faults ← facts ← expressions ← metrics ← standards ← weights ← evaluation ← reports, and the shells around them.
 */
const arrows: Readonly<Record<string, readonly string[]>> = {
  // How deep a text may nest before it is parsed, whatever it is.
  bounds: [],
  // What a fault names (a party, a state) has the same name everywhere.
  faults: ['words'],
  facts: ['faults', 'words'],
  expressions: ['bounds', 'faults', 'facts'],
  metrics: base,
  standards: [...base, 'metrics'],
  // A scale and a weight are levels, as a standard is; a standard knows nothing of weights.
  weights: [...base, 'metrics', 'standards'],
  evaluation: [...base, 'metrics', 'standards', 'weights', 'words'],
  // How many digits a number needs on paper, screen and page.
  digits: [],
  // Names that users read, in both languages: the pages take them along and nothing else.
  words: [],
  // Which addresses a range holds: of proxies that are trusted, of hosts that a job may fetch from.
  network: [],
  // Files that are there whole or not at all.
  files: ['faults'],
  // How a thread is started, built or not.
  threads: [],
  reports: [...rules, 'digits', 'words'],
  'reports/writers': [...rules, 'digits', 'files', 'reports', 'threads'],
  'import/layout': base,
  // What a file's headers and first rows suggest, as a layout to be corrected.
  'import/propose': [...base, 'import/layout'],
  'import/readers': base,
  import: [...base, 'files', 'import/layout', 'import/readers'],
  rulebook: [...rules, 'reports', 'import/layout', 'network'],
  // The second way from facts to tallies: columns of a page, judged fact by fact.
  recount: [...base, 'metrics', 'evaluation'],
  explain: [...rules, 'digits', 'words', 'reports'],
  store: [...base, 'files', 'metrics', 'evaluation', 'recount', 'threads'],
  // Servers that files come from and mails go to, and the time that waiting takes.
  remote: ['faults', 'network'],
  app: [...everything, 'threads'],
  // What is printed in the terminal: answers of use cases as text.
  'cli/text': [...explained, 'contract', 'app'],
  // `serve` starts the service and its jobs: the command line is where everything comes together.
  cli: ['app', 'faults', 'api', 'jobs', 'cli/text', 'contract', 'words'],
  // The shapes of what goes over REST, in both directions.
  contract: ['facts', 'faults'],
  api: ['app', 'bounds', 'faults', 'contract', 'network'],
  jobs: ['app', 'faults', 'remote'],
  web: ['digits', 'words', 'contract'],
};

const pure = new Set([...explained, 'recount', 'contract', 'import/layout', 'import/propose']);

/** Packages that pure folders may use, and the beginnings of paths for each that is bound to some. */
const purePackages: Readonly<Record<string, readonly string[] | undefined>> = {
  mathjs: undefined,
  'fraction.js': undefined,
  luxon: ['src/facts/time.ts'],
  zod: ['src/import/layout/schema.ts', 'src/contract/'],
};

const clocks: readonly [RegExp, string][] = [
  [/\bDate\.now\b/g, 'reads the clock (Date.now)'],
  [/\bnew\s+Date\(\s*\)/g, 'reads the clock (new Date())'],
  [/(?<!new\s)(?<![.\w])Date\(\s*\)/g, 'reads the clock (Date())'],
  [/\bDateTime\.(?:now|local|utc)\(\s*\)/g, 'reads the clock (DateTime)'],
];

const impurities: readonly [RegExp, string][] = [
  ...clocks,
  [/\bperformance\.now\b/g, 'reads the clock (performance.now)'],
  [/\bMath\.random\b/g, 'uses randomness (Math.random)'],
  [/\bcrypto\.(?:random\w*|getRandomValues)\b/g, 'uses randomness (crypto)'],
  [/(?<![.\w])process\./g, 'uses process'],
  [/(?<![.\w])(?:fetch|setTimeout|setInterval|setImmediate)\s*\(/g, 'does IO or waits'],
  [/(?<![.\w])console\./g, 'prints'],
];

/** Where time comes into the program: the shells, and the file that makes what use cases get. */
const mayReadClock = (path: string): boolean => /^src\/(cli|api|jobs|web)\//.test(path) || path === 'src/app/deps.ts';

/** The folder of src/ that a path belongs to, as the arrows name it. */
function folderOf(path: string): string | undefined {
  const [, first = '', second] = path.split('/');
  const both = `${first}/${second}`;
  return both in arrows ? both : first in arrows ? first : undefined;
}

/** Arrows that point the wrong way, and what pure folders must not touch. */
export function flowFindings(file: SourceFile): readonly string[] {
  const folder = folderOf(file.path);
  if (folder === undefined) return [`${file.path}: no folder of ARCHITECTURE.md`];
  const imports = importsOf(file.text).flatMap(imported => {
    const said = importFinding(file.path, folder, imported);
    return said === undefined ? [] : [`${file.path}:${imported.line}: ${said}`];
  });
  const { bare } = codeOf(file.text);
  const forbidden = pure.has(folder) ? impurities : mayReadClock(file.path) ? [] : clocks;
  const ambient = forbidden.flatMap(([form, says]) =>
    [...bare.matchAll(form)].map(({ index }) => `${file.path}:${lineAt(bare, index)}: ${says}`),
  );
  return [...imports, ...ambient];
}

function importFinding(path: string, folder: string, { from, isType }: Imported): string | undefined {
  if (from.startsWith('.')) {
    const target = posix.join(posix.dirname(path), from);
    const to = folderOf(target);
    if (!target.startsWith('src/') || to === undefined) return `imports ${from}, which is outside the folders of src/`;
    if (folder === 'web' && to === 'contract' && !isType) return `the pages take types alone from contract (${from})`;
    return to === folder || (arrows[folder] ?? []).includes(to) ? undefined : `${folder} must not import ${to} (${from})`;
  }
  if (!pure.has(folder)) return undefined;
  const name = from.split('/', from.startsWith('@') ? 2 : 1).join('/');
  if (!(name in purePackages)) return `the pure folder ${folder} must not import ${from}`;
  const only = purePackages[name];
  return only === undefined || only.some(one => path.startsWith(one)) ? undefined : `only ${only.join(', ')} may import ${from}`;
}

const noOwner = /^(?:.*-)?(?:helpers?|utils?|common|misc)$|^(?:types|interfaces)$/;

/** Names that say nothing, names that are not kebab-case, and files that grew too long. */
export function shapeFindings(file: SourceFile): readonly string[] {
  const segments = file.path.split('/').map(segment => segment.replace(/\..*$/, ''));
  const vague = segments
    .filter(segment => noOwner.test(segment))
    .map(segment => `${file.path}: "${segment}" does not say what is in it`);
  const odd = segments
    .filter(segment => !/^[a-z0-9]*(?:-[a-z0-9]+)*$/.test(segment))
    .map(segment => `${file.path}: "${segment}" is not kebab-case`);
  const lines = file.text.split('\n').length - (file.text.endsWith('\n') ? 1 : 0);
  const long = file.path.startsWith('src/') && lines > 300 ? [`${file.path}: ${lines} lines, at most 300`] : [];
  return [...vague, ...odd, ...long];
}

const mostLines = 60;
const mostLinesOfMedian = 6;

/** Functions that are too long to be read at once, and a median that shows that functions in general grew. */
export function lengthFindings(files: readonly SourceFile[]): readonly string[] {
  const all = files.flatMap(({ path, text }) => functionsIn(path, text).map(one => ({ path, ...one })));
  const long = all
    .filter(({ lines }) => lines > mostLines)
    .map(({ path, line, name, lines }) => `${path}:${line}: ${name || 'a function'} has ${lines} lines, at most ${mostLines}`);
  const median = all.map(({ lines }) => lines).sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
  const grown = `half of all functions have ${median} lines or more, at most ${mostLinesOfMedian}`;
  return median > mostLinesOfMedian ? [...long, grown] : long;
}

/** Circles among the files of src/, imports of types included, each named once by its first file in the alphabet. */
export function cycleFindings(files: readonly SourceFile[]): readonly string[] {
  const known = new Set(files.map(({ path }) => path));
  const next = new Map(files.map(file => [file.path, importedFiles(file, known)] as const));
  return circlesOf(next).map(circle => `imports in a circle: ${circle.join(' → ')}`);
}

/** Circles among the rooms of src/app (its folders), each arrow with a file that makes it. */
export function roomFindings(files: readonly SourceFile[]): readonly string[] {
  const known = new Set(files.map(({ path }) => path));
  const arrowsFrom = new Map<string, Map<string, string>>();
  for (const file of files) {
    const room = roomOf(file.path);
    if (room === undefined) continue;
    const own = arrowsFrom.get(room) ?? new Map<string, string>();
    arrowsFrom.set(room, own);
    for (const target of importedFiles(file, known)) {
      const to = roomOf(target);
      if (to !== undefined && to !== room && !own.has(to)) own.set(to, file.path);
    }
  }
  const next = new Map([...arrowsFrom].map(([room, own]) => [room, [...own.keys()]] as const));
  return circlesOf(next).map(circle => {
    const steps = circle.map((room, i) => `${room} (${arrowsFrom.get(room)?.get(circle[(i + 1) % circle.length] ?? '')})`);
    return `rooms of app in a circle: ${steps.join(' → ')}`;
  });
}

/** The room of src/app that a file stands in; none for the few that stand beside the rooms. */
const roomOf = (path: string): string | undefined => /^src\/app\/([^/]+)\//.exec(path)?.[1];

/** Circles in a graph, each once, from its first member in the alphabet on. */
function circlesOf(next: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const state = new Map<string, 'open' | 'done'>();
  const circles = new Map<string, readonly string[]>();
  const visit = (name: string, trail: readonly string[]): void => {
    if (state.get(name) === 'done') return;
    if (state.get(name) === 'open') {
      const loop = trail.slice(trail.indexOf(name));
      const start = loop.indexOf([...loop].sort()[0] ?? name);
      const circle = [...loop.slice(start), ...loop.slice(0, start)];
      circles.set(circle.join('\0'), circle);
      return;
    }
    state.set(name, 'open');
    for (const target of next.get(name) ?? []) visit(target, [...trail, name]);
    state.set(name, 'done');
  };
  for (const name of next.keys()) visit(name, []);
  return [...circles.values()];
}

/** The files of src/ that a file imports, for their values or their types. */
function importedFiles(file: SourceFile, known: ReadonlySet<string>): readonly string[] {
  return importsOf(file.text)
    .filter(({ from }) => from.startsWith('.'))
    .map(({ from }) => posix.join(posix.dirname(file.path), from))
    .flatMap(path => [path.replace(/\.js$/, '.ts'), path.replace(/\.js$/, '.tsx')])
    .filter(path => known.has(path));
}

/** Folders of one machine, which no tracked file may name. Written so that this file does not name them either. */
const machinePath = new RegExp(`(?:^|[\\s"'\`(=:,])/(?:work|root|home|Users|farm)/[\\w.-]+|[A-Z]:\\\\\\\\?Users\\\\`, 'm');

/** A tracked text that names a path of the machine it was written on. */
export function pathFindings(file: SourceFile): readonly string[] {
  const found = machinePath.exec(file.text);
  return found === null
    ? []
    : [`${file.path}:${lineAt(file.text, found.index + 1)}: names a path of one machine, ${found[0].trim()}`];
}

interface Lock {
  readonly packages?: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>>;
}

/** What package.json and its lock must keep to: exact versions, no download addresses, no platform left out. */
export function packageFindings(manifest: string, lock: string): readonly string[] {
  // Any JSON object: only the two maps below are looked at.
  const { dependencies = {}, devDependencies = {} } = JSON.parse(manifest) as Record<string, Record<string, string>>;
  const loose = Object.entries({ ...dependencies, ...devDependencies })
    .filter(([, version]) => !/^(?:npm:.+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
    .map(([name, version]) => `package.json: ${name} is ${version}, not one exact version`);
  const addresses = /"resolved"\s*:/.test(lock) ? ['package-lock.json: records download addresses'] : [];
  return [...loose, ...addresses, ...platformFindings(lock)];
}

/** Optional packages that the lock asks for and does not have: `npm ci` refuses it for them. */
function platformFindings(lock: string): readonly string[] {
  // The shape that npm writes; whatever else it holds is not looked at.
  const { packages = {} } = JSON.parse(lock) as Lock;
  return Object.entries(packages).flatMap(([at, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter(name => packages[`node_modules/${name}`] === undefined && packages[`${at}/node_modules/${name}`] === undefined)
      .map(name => `package-lock.json: ${name} is missing, run node scripts/complete-lock.mjs`),
  );
}
