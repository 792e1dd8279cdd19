import type { Fault } from '../../src/faults/fault.js';
import type { Code } from '../../src/faults/all.js';
import type { Entry } from '../../src/faults/entry.js';
import { formatFault, worded } from '../../src/faults/worded.js';
import { type FaultInput, sourceOf } from '../support/faults-of-input.js';
import type { Catalogue } from './catalogues.js';

/** The widest line of the page, and the most lines of an example's input: beyond, an example says how much was left out. */
export const widest = 200;
const mostLines = 14;

const head = `# Messages

Every message of Plumbline, by its code: the same in the terminal, in \`--json\` and in the file of rejected rows. Written from the program by
\`npm run golden\`.

An *error* stops a file or a command, or rejects a row; a *warning*, marked so, stops nothing. Each says where, what was found, what was expected and
what to do. Unfold a code for the whole message, with the smallest input that meets it where there is one. ‹Words in these brackets› stand for what
depends on the case.
`;

const titles: Readonly<Record<string, string>> = {
  actions: 'Actions',
  amendments: 'Exclusions, overrides and disputes',
  audit: 'Audit',
  bounds: 'What one request may take',
  config: 'Workspace and config',
  'config-changes': 'Changes of config',
  diff: 'Comparing evaluations',
  environment: 'Databases and files',
  expressions: 'Expressions',
  identity: 'Who acts',
  import: 'Rows and layouts',
  jobs: 'Jobs',
  periods: 'Closing periods',
  readers: 'Source files',
  reads: 'Asking the service',
  rejects: 'Rejected rows',
  remote: 'Remote servers and the names of their files',
  rows: 'Rows beside each other, and facts that are there already',
  rules: 'Metrics and indexes',
  service: 'The service and its keys',
  store: 'Batches',
  contracts: 'Contracts',
  surveys: 'Surveys',
  tenancy: 'Keeping clients apart',
  usage: 'Commands',
  'waiting-files': 'Files that wait to be imported',
  weights: 'Deriving weights, and what if',
};

/** What is known of a code: its message whatever the case, and a case of it with the input that it was met by. */
export interface CodeOfPage {
  readonly code: Code;
  readonly entry: Entry<never>;
  readonly whatever: Fault;
  readonly met?: { readonly fault: Fault; readonly input: FaultInput } | undefined;
}

/** The page of all messages: a table of the areas, and under each area a line for each code that unfolds to its example. */
export function messagesPage(areas: readonly { readonly catalogue: Catalogue; readonly codes: readonly CodeOfPage[] }[]): string {
  const named = areas.map(({ catalogue: { name }, codes }) => ({ title: titles[name] ?? name, codes }));
  const contents = named.map(({ title, codes }) => `| [${title}](#${anchor(title)}) | ${codes.length} |`);
  const sections = named.map(({ title, codes }) => [`## ${title}`, '', ...codes.map(folded)].join('\n'));
  return [head, '| area | messages |', '|---|---:|', ...contents, '', ...sections].join('\n');
}

/** A title's anchor, as GitHub makes it. */
const anchor = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .replaceAll(' ', '-');

function folded({ code, entry, whatever, met }: CodeOfPage): string {
  const mark = entry.severity === 'warning' ? ' (warning)' : '';
  const { what } = worded('en', whatever);
  const line = cutWide(escaped(what.replace(/\s*\n\s*/g, ' ')), widest - code.length - 80);
  const summary = `<details id="${code}"><summary><b>${code}</b>${mark}: ${line}</summary>`;
  return `${summary}\n\n${met === undefined ? fence(formatFault(whatever)) : exampleText(met)}</details>\n`;
}

function exampleText({ fault, input }: NonNullable<CodeOfPage['met']>): string {
  const source = sourceOf(input);
  const where = source === undefined ? '' : ` in ${source}`;
  const isShown = Object.keys(input.files).length + input.args.length > 0;
  const says = `${input.says.charAt(0).toUpperCase()}${input.says.slice(1)}${where}:\n\n`;
  return `${says}${isShown ? fence(inputText(input)) : ''}${fence(formatFault(fault))}`;
}

function inputText(input: FaultInput): string {
  if (input.do === 'run') return `$ plumbline ${input.args.join(' ')}\n`;
  const files = Object.entries(input.files).map(([name, text]) => `# ${name}\n${cutLong(text.trimEnd(), input.expect.line)}\n`);
  return files.join('\n');
}

/** A text with at most so many lines: its first ones and those around the line that the message is about. */
export function cutLong(text: string, about = 1): string {
  const lines = text.split('\n');
  if (lines.length <= mostLines) return text;
  const isKept = (at: number): boolean => at < mostLines / 2 || Math.abs(at + 1 - about) <= 2;
  const kept = lines.map((line, at) => (isKept(at) ? line : undefined));
  const out: string[] = [];
  let missing = 0;
  for (const line of [...kept, null]) {
    if (line === undefined) {
      missing++;
      continue;
    }
    if (missing > 0) out.push(`… (${missing} more lines)`);
    missing = 0;
    if (line !== null) out.push(line);
  }
  return out.join('\n');
}

/** A line of at most so many characters, which says how many it had. */
export const cutWide = (line: string, most = widest): string =>
  line.length <= most ? line : `${line.slice(0, most - 30).trimEnd()}… (${line.length} characters)`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function fence(text: string): string {
  const lines = text.trimEnd().replaceAll('\t', '→').split('\n');
  return `\`\`\`\n${lines.map(line => cutWide(line)).join('\n')}\n\`\`\`\n`;
}
