import type { Deps } from '../app/deps.js';
import { type LeftOutJson, leftOutJson, type Use } from '../app/workspace/left-out.js';
import { type CommonOptions, type Context, surroundingsOf } from './context.js';

/** What a use case answered, and the language of the workspace, which the terminal's answers about it are in. */
export interface WorkspaceAnswer<T> {
  readonly answer: T;
  readonly language: 'en' | 'zh';
  /** The time zone of the workspace, which the terminal's answers show times in. */
  readonly zone: string;
  /** What of config is at fault and was left out, as JSON carries it; nothing where all is in order. */
  readonly leftOutJson: LeftOutJson;
}

/** Opens the workspace for a piece of work that keeps nothing. */
export async function inWorkspace<T>(
  context: Context,
  options: CommonOptions,
  work: (deps: Deps) => Promise<T>,
  use?: Use,
): Promise<WorkspaceAnswer<T>> {
  const { withWorkspace } = await import('../app/workspace/open-workspace.js');
  return withWorkspace({ ...surroundingsOf(context, options), ...(use === undefined ? {} : { use }) }, async deps => ({
    answer: await work(deps),
    language: deps.workspace.settings.language,
    zone: deps.workspace.settings.time_zone,
    leftOutJson: leftOutJson(deps.workspace),
  }));
}

/** Opens the workspace for a piece of work that writes, and waits until it is safely kept. */
export const written = <T>(
  context: Context,
  options: CommonOptions,
  work: (deps: Deps) => Promise<T>,
  use?: Use,
): Promise<WorkspaceAnswer<T>> =>
  inWorkspace(
    context,
    options,
    async deps => {
      const done = await work(deps);
      await deps.database.settle();
      return done;
    },
    use,
  );
