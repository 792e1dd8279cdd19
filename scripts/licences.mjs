// Lists what the program brings along when it is installed: each production dependency of package-lock.json with its version, its
// licence, and why it is there. Fails where a licence is not known to be compatible, or where nobody has said why a package is needed.
//   node scripts/licences.mjs           writes the tables into docs/release.md
//   node scripts/licences.mjs --check   only says whether they are as they should be, with exit code 1
//   node scripts/licences.mjs --ages    asks the registry when each package that we ask for was released
// Another lock than the project's own: --lock FILE.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const given = process.argv.indexOf('--lock');
const lock = JSON.parse(readFileSync(given < 0 ? join(root, 'package-lock.json') : process.argv[given + 1], 'utf8'));
const page = join(root, 'docs', 'release.md');
const begin = '<!-- written by scripts/licences.mjs -->';
const end = '<!-- to here -->';

/** Licences that permit to use and hand on the program under Apache-2.0. */
const compatible = new Set([
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
  'MIT/X11',
  'OFL-1.1',
  'Unlicense',
  '(MIT AND Zlib)',
  '(MIT OR GPL-3.0-or-later)',
  'PSF-2.0',
  // Its data are installed as they come, with what they ask to be said of them, and no file of ours is made of them.
  '(ISC AND CC-BY-3.0)',
]);

/** Licences of packages whose lock entry names none, and where that is said instead. */
const statedElsewhere = [
  [/^@napi-rs\/canvas-/, 'MIT', 'the same package for other machines, which npm leaves out here'],
  [/^(?:ssh2|cpu-features|buildcheck)$/, 'MIT', '`licenses` of its package.json, the older form'],
];

/** Why we have what we ask for. */
const why = {
  '@electric-sql/pglite': 'the embedded database: PostgreSQL in the process',
  '@fontsource-variable/noto-sans': 'the font of what is printed: letters of languages that the Chinese font lacks',
  '@fontsource-variable/noto-sans-sc': 'the font of the pages and pictures: Chinese on machines that have none',
  '@napi-rs/canvas': 'pictures of charts for workbooks',
  chardet: 'guesses the encoding of a file',
  'chart.js': 'draws the charts of workbooks',
  'cli-progress': 'progress bars of the terminal',
  commander: 'commands, options and help',
  'date-holidays': 'public holidays to begin a calendar with',
  exceljs: 'writes workbooks, and reads scorecards for `audit workbook`',
  express: 'the service',
  'fraction.js': 'exact numbers',
  helmet: 'headers that protect the pages',
  'iconv-lite': 'reads gb18030, windows-1252 and utf-16',
  jose: 'checks tokens of an issuer',
  knex: 'queries and transactions',
  luxon: 'time zones',
  mathjs: 'parses expressions; calculates nothing',
  mysql2: 'queries of layouts against MySQL',
  'node-cron': 'reads the patterns of schedules',
  nodemailer: 'mails',
  pg: 'PostgreSQL',
  'pg-copy-streams': 'loads facts by COPY',
  'pg-query-stream': 'reads queries of layouts row by row',
  pino: 'the log',
  'pino-http': 'a line of the log for each request',
  'prom-client': 'what `/metrics` gives',
  saxes: 'reads the XML of Excel files',
  'ssh2-sftp-client': 'fetches files over SFTP',
  'swagger-ui-dist': 'the page `/docs`',
  'unicode-confusables': 'names that look alike (UTS 39)',
  yaml: 'reads config, with line and column',
  yauzl: 'opens Excel files, which are zip files',
  zod: 'the shapes of requests, answers and layouts',
};

const nameOf = at => at.slice(at.lastIndexOf('node_modules/') + 'node_modules/'.length);
const isProduction = ([at, { dev, devOptional }]) => at !== '' && !dev && !devOptional;
const installed = Object.entries(lock.packages).filter(isProduction);

const licenceOf = (name, { license }) => license ?? statedElsewhere.find(([pattern]) => pattern.test(name))?.[1];

/** Where a package finds another: the nearest folder upwards. */
function found(from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const at = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (lock.packages[at] !== undefined) return at;
    if (folder === '') return undefined;
  }
}

/** By place in the lock: the packages that we ask for through which it comes. */
const broughtBy = new Map();
function walk(at, by) {
  const known = broughtBy.get(at) ?? new Set();
  if (known.has(by)) return;
  broughtBy.set(at, known.add(by));
  const { dependencies = {}, optionalDependencies = {} } = lock.packages[at];
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const next = found(at, name);
    if (next !== undefined) walk(next, by);
  }
}
const direct = Object.keys(lock.packages[''].dependencies ?? {}).sort();
for (const name of direct) walk(`node_modules/${name}`, name);

const faults = [
  ...installed.flatMap(([at, entry]) => {
    const name = nameOf(at);
    const licence = licenceOf(name, entry);
    if (licence === undefined) return [`${name} ${entry.version} names no licence`];
    return compatible.has(licence) ? [] : [`${name} ${entry.version}: the licence ${licence} is not known`];
  }),
  ...direct.filter(name => why[name] === undefined).map(name => `${name}: why do we have it?`),
  ...Object.keys(why)
    .filter(name => !direct.includes(name))
    .map(name => `${name} is not asked for any more`),
];
if (faults.length > 0) {
  process.stderr.write(`${faults.join('\n')}\nLook at what is new, and add it to scripts/licences.mjs if we may use it.\n`);
  process.exit(1);
}

if (process.argv.includes('--ages')) {
  for (const name of direct) {
    const { version } = lock.packages[`node_modules/${name}`];
    const { stdout } = spawnSync('npm', ['view', name, 'time', '--json'], { encoding: 'utf8' });
    const times = stdout === '' ? {} : JSON.parse(stdout);
    process.stdout.write(`${name} ${version}: ${times[version]?.slice(0, 10) ?? 'not answered'}\n`);
  }
  process.exit(0);
}

/** Versions, licences and who brings it, of each name once. */
const rows = new Map();
for (const [at, entry] of installed) {
  const name = nameOf(at);
  const row = rows.get(name) ?? { versions: new Set(), licences: new Set(), by: new Set() };
  row.versions.add(entry.version);
  row.licences.add(licenceOf(name, entry));
  for (const by of broughtBy.get(at) ?? []) row.by.add(by);
  rows.set(name, row);
}
const list = texts => [...texts].sort((a, b) => (a < b ? -1 : 1)).join(', ');
const asked = direct.map(name => {
  const { version } = lock.packages[`node_modules/${name}`];
  return `| \`${name}\` | ${version} | ${list(rows.get(name).licences)} | ${why[name]} |`;
});
const along = [...rows]
  .filter(([name, { versions }]) => !direct.includes(name) || versions.size > 1)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(
    ([name, { versions, licences, by }]) =>
      `| \`${name}\` | ${list(versions)} | ${list(licences)} | ${list([...by].filter(one => one !== name))} |`,
  );
const tables = [
  begin,
  `${installed.length} packages, of which we ask for ${direct.length}.`,
  '',
  '| we ask for | version | licence | for |',
  '|---|---|---|---|',
  ...asked,
  '',
  '| comes along | versions | licence | through |',
  '|---|---|---|---|',
  ...along,
  end,
].join('\n');

const text = readFileSync(page, 'utf8');
const whole = text.slice(0, text.indexOf(begin)) + tables + text.slice(text.indexOf(end) + end.length);
if (whole !== text && process.argv.includes('--check')) {
  process.stderr.write('docs/release.md does not list what package-lock.json has.\nRun node scripts/licences.mjs.\n');
  process.exit(1);
}
if (whole !== text) writeFileSync(page, whole);
