import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { factKinds } from '../../facts/kinds.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import type { LayoutProposal } from '../../faults/proposal.js';
import { Stop } from '../../faults/stop.js';
import { proposalEn } from '../../faults/words/en/proposal.js';
import { proposalZh } from '../../faults/words/zh/proposal.js';
import { proposal } from '../../import/layout/propose.js';
import { openSource, sniffFormat } from '../../import/readers/open.js';
import { isSoundName } from '../../rulebook/soundness.js';
import type { Workspace } from '../../rulebook/workspace.js';
import type { Deps } from '../deps.js';
import { createFile } from '../workspace/create-file.js';

const sampleRows = 200;

/** A layout suggested for a file: its name, the kind of fact, the YAML, and the headers that no field was found for. */
export interface ProposedLayout {
  readonly layout: string;
  readonly fact: string;
  readonly yaml: string;
  readonly unused: readonly string[];
}

/** Suggests a layout from a file's headers and first rows. Stops where no kind of fact can be recognised. */
export async function proposeLayout(
  deps: Pick<Deps, 'env'>,
  request: { readonly path: string; readonly sheet?: string | undefined },
): Promise<LayoutProposal> {
  const format = await sniffFormat(request.path);
  const source = await openSource(
    { path: request.path, format, sheet: request.sheet },
    deps.env === undefined ? {} : { env: deps.env },
  );
  try {
    const rows: (readonly string[])[] = [];
    for await (const batch of source.rows) {
      rows.push(...batch.filter(row => row.fault === undefined).map(row => row.cells));
      if (rows.length >= sampleRows) break;
    }
    const name = layoutName(request.path);
    const sheet = request.sheet === undefined ? {} : { sheet: request.sheet };
    const suggested = proposal({ name, format, ...sheet, columns: source.columns, rows: rows.slice(0, sampleRows) }, factKinds);
    if (suggested === undefined) {
      const columns = source.columns.map(column => column.trim()).filter(column => column !== '');
      throw new Stop(2, [fault(importFaults, 'layout_not_proposable', { columns }, { file: request.path })]);
    }
    return suggested;
  } finally {
    await source.close();
  }
}

/** A proposed layout as it is written, its remarks in a language. */
export const proposedLayout = (proposed: LayoutProposal, language: 'en' | 'zh'): ProposedLayout => ({
  layout: proposed.layout,
  fact: proposed.fact,
  yaml: { en: proposalEn, zh: proposalZh }[language](proposed),
  unused: proposed.unused,
});

/** Writes a proposed layout into the workspace's config; its path. Stops rather than replace a layout that is there. */
export async function writeLayout(workspace: Workspace, proposed: ProposedLayout): Promise<string> {
  const file = path.join(workspace.directory, 'config', 'layouts', `${proposed.layout}.yaml`);
  const known = workspace.layouts.find(layout => layout.name === proposed.layout);
  const isTaken = known !== undefined || !isSoundName(workspace.unsound, 'layouts', proposed.layout);
  if (isTaken || existsSync(file)) {
    throw new Stop(2, [fault(importFaults, 'layout_exists', { layout: proposed.layout, file: known?.shown ?? file })]);
  }
  await mkdir(path.dirname(file), { recursive: true });
  await createFile(file, proposed.yaml);
  return file;
}

/** A file's name as a layout's: without folder, ending and the dates that make it one of many. */
function layoutName(file: string): string {
  const stem = path.basename(file, path.extname(file)).normalize('NFKC').toLowerCase();
  const name = stem
    .replace(/[-_. ]?(19|20)\d{2}([-_.]?\d{1,2}){0,2}/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  return name === '' ? 'layout' : name;
}
