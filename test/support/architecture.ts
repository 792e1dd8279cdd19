import { posix } from 'node:path';
import { codeOf, importsOf, lineAt } from './source-code.js';

/** A file as the rules see it: its path from the project's root, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const base = ['bounds', 'faults', 'facts', 'expressions'];
const rules = [...base, 'metrics', 'weights', 'standards', 'evaluation'];
const explained = [...rules, 'digits', 'reports', 'explain'];
const everything = [...explained, 'recount', 'reports/writers', 'import/layout', 'import', 'import/readers', 'rulebook', 'store'];

/**
 * What each folder of src/ may import besides itself. Data goes down, never back up:
 * faults ← facts ← expressions ← metrics ← standards ← weights ← evaluation ← reports, and the shells around them.
 */
const arrows: Readonly<Record<string, readonly string[]>> = {
  // How deep a text may nest before it is parsed, whatever it is.
  bounds: [],
  faults: [],
  facts: ['faults'],
  expressions: ['bounds', 'faults', 'facts'],
  metrics: base,
  standards: [...base, 'metrics'],
  // A scale and a weight are levels, as a standard is; a standard knows nothing of weights.
  weights: [...base, 'metrics', 'standards'],
  evaluation: [...base, 'metrics', 'standards', 'weights'],
  // How many digits a number needs on paper, screen and page.
  digits: [],
  // How a thread is started, built or not.
  threads: [],
  reports: [...rules, 'digits'],
  'reports/writers': [...rules, 'digits', 'reports', 'threads'],
  'import/layout': base,
  'import/readers': base,
  import: [...base, 'import/layout', 'import/readers'],
  rulebook: [...rules, 'reports', 'import/layout'],
  // The second way from facts to tallies: columns of a page, judged fact by fact.
  recount: [...base, 'metrics', 'evaluation'],
  explain: [...rules, 'digits', 'reports'],
  store: [...base, 'metrics', 'evaluation', 'recount', 'threads'],
  app: everything,
  // What is printed in the terminal: answers of use cases as text.
  'cli/text': [...explained, 'app'],
  // `serve` starts the service and its jobs: the command line is where everything comes together.
  cli: ['app', 'faults', 'api', 'jobs', 'cli/text'],
  api: ['app', 'bounds', 'faults'],
  jobs: ['app', 'faults'],
  web: ['digits'],
};

const pure = new Set([...explained, 'recount', 'import/layout']);

/** Packages that pure folders may use, and the only file for each that is bound to one. */
const purePackages: Readonly<Record<string, string | undefined>> = {
  mathjs: undefined,
  'fraction.js': undefined,
  luxon: 'src/facts/time.ts',
  zod: 'src/import/layout/schema.ts',
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
  const imports = importsOf(file.text).flatMap(({ from, line }) => {
    const said = importFinding(file.path, folder, from);
    return said === undefined ? [] : [`${file.path}:${line}: ${said}`];
  });
  const { bare } = codeOf(file.text);
  const forbidden = pure.has(folder) ? impurities : mayReadClock(file.path) ? [] : clocks;
  const ambient = forbidden.flatMap(([form, says]) =>
    [...bare.matchAll(form)].map(({ index }) => `${file.path}:${lineAt(bare, index)}: ${says}`),
  );
  return [...imports, ...ambient];
}

function importFinding(path: string, folder: string, from: string): string | undefined {
  if (from.startsWith('.')) {
    const target = posix.join(posix.dirname(path), from);
    const to = folderOf(target);
    if (!target.startsWith('src/') || to === undefined) return `imports ${from}, which is outside the folders of src/`;
    return to === folder || (arrows[folder] ?? []).includes(to) ? undefined : `${folder} must not import ${to} (${from})`;
  }
  if (!pure.has(folder)) return undefined;
  const name = from.split('/', from.startsWith('@') ? 2 : 1).join('/');
  if (!(name in purePackages)) return `the pure folder ${folder} must not import ${from}`;
  const only = purePackages[name];
  return only === undefined || only === path ? undefined : `only ${only} may import ${from}`;
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

/** Cycles among the files of src/, each named once by its first file in the alphabet. */
export function cycleFindings(files: readonly SourceFile[]): readonly string[] {
  const known = new Set(files.map(({ path }) => path));
  const next = new Map(files.map(file => [file.path, valueImports(file, known)] as const));
  const state = new Map<string, 'open' | 'done'>();
  const cycles = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      const loop = trail.slice(trail.indexOf(path));
      const start = loop.indexOf([...loop].sort()[0] ?? path);
      cycles.add([...loop.slice(start), ...loop.slice(0, start)].join(' → '));
      return;
    }
    state.set(path, 'open');
    for (const target of next.get(path) ?? []) visit(target, [...trail, path]);
    state.set(path, 'done');
  };
  for (const { path } of files) visit(path, []);
  return [...cycles].map(cycle => `imports in a circle: ${cycle}`);
}

/** Files whose values a file needs to be loaded; types are erased and may refer to each other. */
function valueImports(file: SourceFile, known: ReadonlySet<string>): readonly string[] {
  const kept = codeOf(file.text).uncommented.replace(/(?:import|export)\s+type\s[^'"]*from\s*['"][^'"]+['"]/g, '');
  return importsOf(kept)
    .filter(({ from }) => from.startsWith('.'))
    .map(({ from }) => posix.join(posix.dirname(file.path), from).replace(/\.js$/, '.ts'))
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
