import type { LayoutView } from '../../contract/rules.js';
import { readFile } from 'node:fs/promises';
import type { Language } from '../../facts/label.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { findWorkspace } from '../../rulebook/find-workspace.js';
import { loadWorkspace } from '../../rulebook/load-workspace.js';
import { requireSound, useOfLayout, useOfSettings } from '../../rulebook/soundness.js';
import type { Workspace } from '../../rulebook/workspace.js';
import type { Surroundings } from '../workspace/open-workspace.js';
import { type ProposalRequest, type ProposedLayout, proposedLayout, proposeLayout, writeLayout } from './propose-layout.js';

/** Every layout of the workspace, the packaged ones among them, and the workspace's language. */
export async function listLayouts({
  start,
  workspace,
  env,
}: Surroundings): Promise<{ readonly layouts: readonly LayoutView[]; readonly language: Language }> {
  const loaded = await loadWorkspace(findWorkspace(start, workspace, env), { use: useOfSettings });
  return { layouts: listedLayouts(loaded), language: loaded.settings.language };
}

/** Every layout of a workspace that is loaded. */
export const listedLayouts = ({ layouts }: Pick<Workspace, 'layouts'>): readonly LayoutView[] =>
  layouts.map(({ name, layout, shown, layer }) => ({
    layout: name,
    fact: layout.fact,
    format: layout.format ?? 'by file',
    file: shown,
    from: layer,
  }));

/** A layout's own text; a Stop with the nearest name where there is none. */
export async function showLayout(
  { start, workspace, env }: Surroundings,
  name: string,
): Promise<{ readonly layout: string; readonly file: string; readonly yaml: string }> {
  const loaded = await loadWorkspace(findWorkspace(start, workspace, env), { use: useOfSettings });
  requireSound(loaded, useOfLayout(name));
  const { layouts } = loaded;
  const found = layouts.find(layout => layout.name === name);
  if (found === undefined)
    throw new Stop(2, [
      fault(importFaults, 'import_layout_unknown', { layout: name, known: layouts.map(layout => layout.name) }),
    ]);
  return { layout: name, file: found.shown, yaml: await readFile(found.file, 'utf8') };
}

/** A layout that was proposed; and the file that was written, with the language of the workspace that it is in. */
export interface Proposed {
  readonly proposal: ProposedLayout & { readonly file: string | null };
  readonly written?: { readonly file: string; readonly language: Language };
}

/** Proposes a layout for a file and writes it into the workspace's config, never over a file that is there. */
export async function writeProposal(
  { start, workspace, env }: Surroundings,
  request: ProposalRequest & { readonly isOnlyShown: boolean; readonly language: Language },
): Promise<Proposed> {
  const load = async (): Promise<Workspace> => loadWorkspace(findWorkspace(start, workspace, env), { use: useOfSettings });
  if (request.isOnlyShown) {
    const proposed = await proposeLayout({ env, workspace: await load().catch(noneWhereStopped) }, request);
    return { proposal: { ...proposedLayout(proposed, request.language), file: null } };
  }
  const loaded = await load();
  const proposed = proposedLayout(await proposeLayout({ env, workspace: loaded }, request), request.language);
  const file = await writeLayout(loaded, proposed);
  return { proposal: { ...proposed, file }, written: { file, language: loaded.settings.language } };
}

/** A layout can be shown without a workspace, and beside one that has faults. */
function noneWhereStopped(problem: unknown): undefined {
  if (!(problem instanceof Stop)) throw problem;
  return undefined;
}
