import type { Command } from 'commander';
import { formatFault } from '../../faults/fault.js';
import { resolve } from 'node:path';
import { answer, type Context, optionsOf, surroundingsOf } from '../context.js';

const examples = `
Examples:
  plumbline audit list --client ACME
  plumbline audit verify                            the ledger, the facts, every evaluation
  plumbline audit explain ACME:2026-06 on_time_delivery --membership failed --out late.csv
  plumbline audit trace S-0013
  plumbline audit workbook scorecards/2026-06/ACME.xlsx

An EVALUATION is an id, the beginning of one, or CLIENT:PERIOD. Nothing is changed by any of these.
`;

/** `plumbline audit …`: everything read, nothing changed. */
export function registerAudit(program: Command, context: Context): void {
  const audit = program
    .command('audit')
    .description('run figures again, explain them, trace them to their rows')
    .addHelpText('after', examples);
  registerList(audit, context);
  registerVerify(audit, context);
  registerRerun(audit, context);
  registerExplain(audit, context);
}

function registerList(audit: Command, context: Context): void {
  audit
    .command('list')
    .description('every evaluation that was made')
    .option('--client <code>', 'of this client only')
    .option('--period <period>', 'of this period only')
    .addHelpText('after', '\nExample:\n  plumbline audit list --client ACME --period 2026-06\n')
    .action(async (_options: object, command: Command) => {
      const options = optionsOf<{ client?: string; period?: string }>(command);
      const { withWorkspace } = await import('../../app/open-workspace.js');
      const { listEvaluations, listText } = await import('../../app/audit/list.js');
      const { client, period } = options;
      const evaluations = await withWorkspace(surroundingsOf(context, options), deps =>
        listEvaluations(deps, { client, period }),
      );
      answer(context, options, { evaluations }, listText(evaluations));
    });
}

function registerVerify(audit: Command, context: Context): void {
  audit
    .command('verify')
    .description('recompute evaluations in two ways, and check the ledger and the facts behind them')
    .argument('[evaluation]', 'an id, the beginning of one, or CLIENT:PERIOD (else all)')
    .addHelpText('after', '\nExamples:\n  plumbline audit verify\n  plumbline audit verify ACME:2026-06\n')
    .action(async (evaluation: string | undefined, _options: object, command: Command) => {
      const options = optionsOf(command);
      const { withWorkspace } = await import('../../app/open-workspace.js');
      const { verify } = await import('../../app/audit/verify.js');
      const { verificationText } = await import('../../app/audit/verify-text.js');
      const verification = await withWorkspace(surroundingsOf(context, options), deps => verify(deps, evaluation));
      if (options.json !== true) for (const finding of verification.findings) context.streams.talk(`${formatFault(finding)}\n\n`);
      answer(context, options, verification, verificationText(verification));
      context.finish(verification.verified ? 0 : 1);
    });
}

function registerRerun(audit: Command, context: Context): void {
  audit
    .command('rerun')
    .description('print an evaluation’s document, computed again from its facts and frozen rules')
    .argument('<evaluation>', 'an id, the beginning of one, or CLIENT:PERIOD')
    .addHelpText('after', '\nExample:\n  plumbline audit rerun ACME:2026-06 | sha256sum\n')
    .action(async (evaluation: string, _options: object, command: Command) => {
      const options = optionsOf(command);
      const { withWorkspace } = await import('../../app/open-workspace.js');
      const { rerun } = await import('../../app/audit/rerun.js');
      const document = await withWorkspace(surroundingsOf(context, options), deps => rerun(deps, evaluation));
      // The very bytes whose hash is the evaluation's, with nothing behind them; that is the JSON document too.
      context.streams.out(options.json === true ? `${document}\n` : document);
    });
}

function registerExplain(audit: Command, context: Context): void {
  audit
    .command('explain')
    .description('say how a figure came about: definition, standard, arithmetic, score, weight, facts')
    .argument('<evaluation>', 'an id, the beginning of one, or CLIENT:PERIOD')
    .argument('<metric>', 'its id or a printed name')
    .option('--client <code>', 'the client, where a period alone is given for the evaluation')
    .option('--membership <names>', 'list the facts that are passed, failed, excluded, undetermined, undated or outside')
    .option('--out <file>', 'write these facts to a .csv or .xlsx file, all of them')
    .addHelpText(
      'after',
      '\nExample:\n  plumbline audit explain ACME:2026-06 on_time_delivery --membership failed,undetermined\n',
    )
    .action(async (evaluation: string, metric: string, _options: object, command: Command) => {
      const options = optionsOf<{ client?: string; membership?: string; out?: string }>(command);
      const { withWorkspace } = await import('../../app/open-workspace.js');
      const { explain } = await import('../../app/audit/explain.js');
      const { explanationText } = await import('../../app/audit/explain-text.js');
      const { client, membership: memberships } = options;
      const out = options.out === undefined ? undefined : resolve(context.streams.start, options.out);
      const explained = await withWorkspace(surroundingsOf(context, options), deps =>
        explain(deps, { evaluation, metric, client, memberships, out }),
      );
      answer(context, options, explained, explanationText(explained));
    });
}
