import type { Command } from 'commander';
import { resolve } from 'node:path';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { usageFaults } from '../../faults/usage.js';
import { printAnswer, type Context, languageOf, optionsOf, faultsText } from '../context.js';
import { inWorkspace } from '../in-workspace.js';
import { registerAuditDiff } from './audit-diff.js';
import type { TranslatedCommand } from '../words/translated-command.js';

const examples = `
Examples:
  plumbline audit list --client ACME
  plumbline audit verify                            the ledger, the facts, every evaluation
  plumbline audit explain ACME:2026-06 on_time_delivery --membership failed --out late.csv
  plumbline audit trace ACS26030087
  plumbline audit workbook scorecards/2026-06/ACME.en.xlsx

An EVALUATION is an id, the beginning of one, or CLIENT:PERIOD. Nothing is changed by any of these.
`;

/** `plumbline audit …`: everything read, nothing changed. */
export function registerAudit(program: TranslatedCommand, context: Context): void {
  const audit = program
    .command('audit')
    .description('run figures again, explain them, trace them to their rows')
    .addHelpText('after', examples);
  registerList(audit, context);
  registerVerify(audit, context);
  registerRerun(audit, context);
  registerExplain(audit, context);
  registerTrace(audit, context);
  registerAuditDiff(audit, context);
  registerWorkbook(audit, context);
}

function registerList(audit: TranslatedCommand, context: Context): void {
  audit
    .command('list')
    .description('every evaluation that was made')
    .option('--client <code>', 'of this client only')
    .option('--period <period>', 'of this period only')
    .addHelpText('after', '\nExample:\n  plumbline audit list --client ACME --period 2026-06\n')
    .action(async (_options: object, command: Command) => {
      const options = optionsOf<{ client?: string; period?: string }>(command);
      const { listEvaluations } = await import('../../app/audit/list.js');
      const { evaluationsText } = await import('../text/audit-list.js');
      const { client, period } = options;
      const { answer, language, zone } = await inWorkspace(context, options, deps => listEvaluations(deps, { client, period }));
      printAnswer(context, options, { evaluations: answer }, evaluationsText(answer, language, zone));
    });
}

function registerVerify(audit: TranslatedCommand, context: Context): void {
  audit
    .command('verify')
    .description('recompute evaluations in two ways, and check the ledger and the facts behind them')
    .argument('[evaluation]', 'an id, the beginning of one, or CLIENT:PERIOD (else all); or the PDF of a scorecard')
    .option('--head <entry:hash>', 'the ledger’s head as it was printed before: that entry must still be there')
    .addHelpText(
      'after',
      '\nExamples:\n  plumbline audit verify\n  plumbline audit verify ACME:2026-06\n  plumbline audit verify scorecards/2026-06/ACME.en.pdf\n',
    )
    .action(async (evaluation: string | undefined, _options: object, command: Command) => {
      const options = optionsOf<{ head?: string }>(command);
      const { auditPdf, isPdfName } = await import('../../app/audit/pdf.js');
      if (evaluation !== undefined && isPdfName(evaluation)) {
        const { pdfText } = await import('../text/audit-pdf.js');
        const path = resolve(context.streams.start, evaluation);
        const { answer: audited, language } = await inWorkspace(context, options, deps => auditPdf(deps, path));
        printAnswer(context, options, audited, pdfText(audited, language));
        context.finish(audited.first_difference === null ? 0 : 1);
        return;
      }
      const { verify, headOf, verificationJson } = await import('../../app/audit/verify.js');
      const { verificationText } = await import('../text/audit-verify.js');
      const head = options.head === undefined ? undefined : headOf(options.head);
      const { answer: verification, language } = await inWorkspace(context, options, deps => verify(deps, evaluation, head));
      if (options.json !== true)
        for (const finding of verification.findings) context.streams.stderr(`${faultsText(context.streams, [finding])}\n\n`);
      printAnswer(context, options, verificationJson(verification), verificationText(verification, language));
      context.finish(verification.verified ? 0 : 1);
    });
}

function registerRerun(audit: TranslatedCommand, context: Context): void {
  audit
    .command('rerun')
    .description('print an evaluation’s document, computed again from its facts and frozen rules')
    .argument('<evaluation>', 'an id, the beginning of one, or CLIENT:PERIOD')
    .addHelpText('after', '\nExample:\n  plumbline audit rerun ACME:2026-06 | sha256sum\n')
    .action(async (evaluation: string, _options: object, command: Command) => {
      const options = optionsOf(command);
      const { rerun } = await import('../../app/audit/rerun.js');
      const { answer: document } = await inWorkspace(context, options, deps => rerun(deps, evaluation));
      // The very bytes whose hash is the evaluation's, with nothing behind them; that is the JSON document too.
      context.streams.stdout(options.json === true ? `${document}\n` : document);
    });
}

function registerExplain(audit: TranslatedCommand, context: Context): void {
  audit
    .command('explain')
    .description('say how a figure came about: definition, standard, arithmetic, score, weight, facts')
    .argument('<evaluation>', 'an id, the beginning of one, or CLIENT:PERIOD')
    .argument('<metric>', 'its id or a printed name; an index too')
    .option('--client <code>', 'the client, where a period alone is given for the evaluation')
    .option('--membership <names>', 'list the facts that are passed, failed, excluded, undetermined, undated or outside')
    .option('--out <file>', 'write these facts to a .csv or .xlsx file, all of them')
    .option('--lang <language>', 'of the sentences: en or zh (else the workspace’s language)')
    .addHelpText(
      'after',
      '\nExample:\n  plumbline audit explain ACME:2026-06 on_time_delivery --membership failed,undetermined\n',
    )
    .action(async (evaluation: string, metric: string, _options: object, command: Command) => {
      const options = optionsOf<{ client?: string; membership?: string; out?: string; lang?: string }>(command);
      const { explainNamed } = await import('../../app/audit/explain-index.js');
      const { indexExplanationText } = await import('../text/audit-explain-index.js');
      const { explanationText } = await import('../text/audit-explain.js');
      const { client, membership: memberships } = options;
      const named = languageOf(options.lang);
      const out = options.out === undefined ? undefined : resolve(context.streams.start, options.out);
      const { answer: explained, language } = await inWorkspace(context, options, deps =>
        explainNamed(deps, { evaluation, metric, client, memberships, out, language: named }),
      );
      const spoken = named ?? language;
      const text = 'nodes' in explained ? indexExplanationText(explained, spoken) : explanationText(explained, spoken);
      printAnswer(context, options, explained, text);
    });
}

function registerTrace(audit: TranslatedCommand, context: Context): void {
  audit
    .command('trace')
    .description('every version of a fact with file and row, and what it is to every metric, with the reason')
    .argument('<number>', 'a shipment, complaint, task, … number, as the source has it')
    .option('--client <code>', 'of this client only')
    .option('--kind <fact>', 'of this kind only: shipment, complaint, warehouse_task, …')
    .option('--as-of <batch>', 'as known at this batch (else the last one)')
    .option('--evaluation <evaluation>', 'as known, and by the rules and the period, of this evaluation')
    .option('--lang <language>', 'of the sentences: en or zh (else the workspace’s language)')
    .addHelpText(
      'after',
      '\nExamples:\n  plumbline audit trace ACS26030087\n  plumbline audit trace ACS26030087 --evaluation ACME:2026-03\n',
    )
    .action(async (number: string, _options: object, command: Command) => {
      const options = optionsOf<{ client?: string; kind?: string; asOf?: string; evaluation?: string; lang?: string }>(command);
      const { client, kind, asOf, evaluation } = options;
      const named = languageOf(options.lang);
      if (asOf !== undefined && !/^\d{1,9}$/.test(asOf)) throw new Stop(2, [fault(usageFaults, 'batch_number', { given: asOf })]);
      const { trace } = await import('../../app/audit/trace.js');
      const { traceText } = await import('../text/audit-trace.js');
      const asOfBatch = asOf === undefined ? undefined : Number(asOf);
      const { answer: facts, language } = await inWorkspace(context, options, deps =>
        trace(deps, { number, client, kind, asOfBatch, evaluation, language: named }),
      );
      printAnswer(context, options, { facts }, traceText(facts, named ?? language));
    });
}

function registerWorkbook(audit: TranslatedCommand, context: Context): void {
  audit
    .command('workbook')
    .description('hold every cell of a scorecard against the ledger')
    .argument('<file>', 'a workbook that `plumbline scorecard` wrote')
    .addHelpText('after', '\nExample:\n  plumbline audit workbook scorecards/2026-06/ACME.en.xlsx\n')
    .action(async (file: string, _options: object, command: Command) => {
      const options = optionsOf(command);
      const { auditWorkbook } = await import('../../app/audit/workbook.js');
      const { workbookText } = await import('../text/audit-workbook.js');
      const path = resolve(context.streams.start, file);
      const { answer: audited, language } = await inWorkspace(context, options, deps => auditWorkbook(deps, path));
      printAnswer(context, options, audited, workbookText(audited, language));
      context.finish(audited.differences.length === 0 ? 0 : 1);
    });
}
