import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Language } from '../../facts/label.js';
import { configFaults } from '../../faults/config.js';
import { isZone } from '../../facts/time.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { examples } from '../../rulebook/examples.js';
import { settingsFile } from '../../rulebook/find-workspace.js';
import { ensureFolders, folders } from '../../rulebook/workspace.js';
import { createFile } from './create-file.js';

/** What `plumbline init` made. */
export interface NewWorkspace {
  readonly directory: string;
  /** Files and folders, relative to the directory; folders end with a slash. */
  readonly made: readonly string[];
  /** The settings, to be edited first. */
  readonly settings: string;
  /** Commands to go on with after that, in order. */
  readonly next: readonly string[];
}

/** Makes a workspace: settings, commented examples of every kind of config, and its folders. Throws a Stop where there is one already; files of the user's are kept. */
export async function initWorkspace(
  directory: string,
  { zone = machineZone(), language = 'en' }: { readonly zone?: string; readonly language?: Language } = {},
): Promise<NewWorkspace> {
  const root = resolve(directory);
  await mkdir(root, { recursive: true });
  if (!(await writeMissing(join(root, settingsFile), settingsText(basename(root), zone, language)))) {
    throw new Stop(2, [fault(configFaults, 'workspace_exists', { file: join(directory, settingsFile) })]);
  }
  const made = [settingsFile];
  for (const [name, text] of Object.entries(examples)) {
    const file = join('config', name);
    await mkdir(join(root, dirname(file)), { recursive: true });
    if (await writeMissing(join(root, file), text)) made.push(file);
  }
  await ensureFolders(root);
  const ignored = await ignoreDatabase(join(root, '.gitignore'));
  return {
    directory: root,
    made: [...made, ...folders.map(folder => `${folder}/`), ...(ignored ? ['.gitignore'] : [])],
    settings: join(directory, settingsFile),
    next: [
      `plumbline layout propose FILE --workspace ${directory}`,
      `plumbline check --workspace ${directory}`,
      `plumbline import FILE --layout NAME --workspace ${directory}`,
    ],
  };
}

function machineZone(): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return isZone(zone) ? zone : 'UTC';
}

/** Writes a file that is not there yet; false where there is one. */
async function writeMissing(path: string, text: string): Promise<boolean> {
  try {
    await createFile(path, text);
    return true;
  } catch (problem) {
    if (problem instanceof Error && 'code' in problem && problem.code === 'EEXIST') return false;
    throw problem;
  }
}

/** The embedded database is a machine's, not a repository's. True when a line was added. */
async function ignoreDatabase(path: string): Promise<boolean> {
  const before = await readFile(path, 'utf8').catch(() => '');
  if (before.split('\n').some(line => line.trim() === '.plumbline/')) return false;
  await writeFile(path, `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}.plumbline/\n`);
  return true;
}

function settingsText(name: string, zone: string, language: Language): string {
  return `# Settings of this workspace. "plumbline check" checks them, together with everything in config/.

# Shown on scorecards. A name is a text, or { en: …, zh: … }.
organisation: ${JSON.stringify(name)}

# Time zone of months and of times without a zone, unless a site, client or layout has its own.
time_zone: ${zone}

# Language of scorecards and messages: en or zh.
language: ${language}

# embedded: a database in .plumbline/; nothing to install. For a server: postgres://user@host/name
# (DATABASE_URL in the environment takes precedence, and is the place for a password).
database: embedded

# Without this list every client code in the data is accepted. With it, unknown codes are rejected or registered.
# depth: how many levels of the satisfaction tree the client's own scorecard shows (1, 2, 3, all; or one value per branch).
# clients:
#   - { code: ACME, name: { en: Acme Foods, zh: 艾克美食品 }, segment: food, time_zone: Asia/Shanghai, depth: 2 }
on_unknown_client: reject        # or: register

# Sites with their own time zone or calendar; other sites use the client's.
# sites:
#   - { code: SHA1, name: { en: Shanghai 1, zh: 上海一号仓 }, time_zone: Asia/Shanghai, calendar: china }

# Packaged standards are in force only where they are adopted; this line adopts those of the paper for every client.
# adopt: paper

# closed: clients see evaluations only after the period is closed. provisional: also before, marked as provisional.
clients_see: closed              # or: provisional
plausible_dates: { from: 1990-01-01, years_ahead: 2 }   # rows with other dates are rejected; years from the day of the import
rules_four_eyes: false           # true: a second person approves each change of config that is made in the browser
dispute_days: 30                 # days after the closing of a period in which its figures can be disputed
`;
}
