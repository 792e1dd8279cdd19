import type { Command } from 'commander';
import { printAnswer, type Context, optionsOf, surroundingsOf } from '../context.js';
import type { TranslatedCommand } from '../words/translated-command.js';

/** `plumbline audit diff`, on the audit command given. */
export function registerAuditDiff(audit: TranslatedCommand, context: Context): void {
  audit
    .command('diff')
    .description('what changed between two evaluations of a period, by cause')
    .argument('<before>', 'an evaluation: its id, the beginning of it, CLIENT:PERIOD or CLIENT:PERIOD:REVISION')
    .argument('<after>', 'the other one')
    .addHelpText('after', '\nExample:\n  plumbline audit diff ACME:2026-06:1 ACME:2026-06:2\n')
    .action(async (before: string, after: string, _options: object, command: Command) => {
      const options = optionsOf(command);
      const { withWorkspace } = await import('../../app/workspace/open-workspace.js');
      const { diffEvaluations } = await import('../../app/audit/diff.js');
      const { diffText } = await import('../text/audit-diff.js');
      const { diff, language } = await withWorkspace(surroundingsOf(context, options), async deps => ({
        diff: await diffEvaluations(deps, before, after),
        language: deps.workspace.settings.language,
      }));
      printAnswer(context, options, diff, diffText(diff, language));
    });
}
