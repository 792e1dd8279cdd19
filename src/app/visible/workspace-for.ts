import { rulesFor } from '../../evaluation/rules-for.js';
import type { Layout } from '../../import/layout/schema.js';
import { clientOf, type Workspace } from '../../rulebook/workspace.js';

/**
 * A workspace as if it had these clients alone: rows of others are rejected, rules and layouts that are made for others are not there,
 * and no message can name them. What holds for everybody stays, but no row can be of the whole firm: its figures are everybody's.
 */
export function workspaceFor(workspace: Workspace, codes: readonly string[]): Workspace {
  const { settings, rulebook, layouts, sources } = workspace;
  const own = codes.map(code => clientOf(workspace, code));
  const isOwn = (code: string): boolean => codes.includes(code);
  return {
    ...workspace,
    isBound: true,
    settings: { ...settings, clients: own, on_unknown_client: 'reject' },
    rulebook: rulesFor(rulebook, own),
    layouts: layouts.filter(({ layout }) => clientsNamed(layout)?.some(isOwn) ?? true),
    sources: sources.filter(({ client }) => client === '*' || isOwn(client)),
    // Jobs and the doubts of the config are the firm's.
    jobs: [],
    calendarLabels: new Map(),
    ownDefinitions: new Set(),
    warnings: [],
    unsound: [],
  };
}

/** The only clients that a layout's rows can be of; undefined where its columns decide. */
function clientsNamed({ fields: { client } }: Layout): readonly string[] | undefined {
  if (client?.const !== undefined) return [String(client.const)];
  const { map, otherwise } = client ?? {};
  if (map === undefined) return undefined;
  const instead = typeof otherwise === 'object' ? [String(otherwise.const)] : [];
  return [...Object.values(map).flatMap(code => (code === null ? [] : [String(code)])), ...instead];
}
