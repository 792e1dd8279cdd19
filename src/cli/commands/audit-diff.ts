import type { Command } from 'commander';
import { printAnswer, type Context, optionsOf } from '../context.js';
import { inWorkspace } from '../in-workspace.js';
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
      const { diffEvaluations } = await import('../../app/audit/diff.js');
      const { diffText } = await import('../text/audit-diff.js');
      const { answer, language } = await inWorkspace(context, options, deps => diffEvaluations(deps, before, after));
      printAnswer(context, options, answer, diffText(answer, language));
    });
}
