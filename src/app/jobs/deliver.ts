import { type SentMail, recordMailed, wasMailed } from '../../store/mailed.js';
import type { Deps } from '../deps.js';
import { sha256Of } from '../../files/sha256-of.js';
import { type Mail, type Mailer, type MailSettings, openMailer } from '../../remote/mailer.js';
import { type Failures, forEachIndependently, type JobContext } from './job-context.js';

/** A mail to be sent once. */
export interface Letter extends Pick<Mail, 'to' | 'subject' | 'text'>, Pick<SentMail, 'what' | 'client' | 'period' | 'of'> {
  readonly file?: { readonly path: string; readonly filename: string };
}

/** What became of some letters. */
export interface Delivered extends Failures {
  readonly sent: number;
  /** Those who had it already. */
  readonly before: number;
}

/**
 * Sends letters that were not sent before, and records each in the ledger right after the server has taken it: another try passes over
 * it. Only a process killed between the two sends one again, with the same Message-ID.
 */
export async function deliver(
  deps: Deps,
  letters: readonly Letter[],
  settings: MailSettings,
  work: JobContext,
): Promise<Delivered> {
  let [sent, before] = [0, 0];
  let mailer: Mailer | undefined;
  try {
    const failures = await forEachIndependently(
      work,
      letters,
      letter => letter.to,
      async letter => {
        if (await deps.database.transaction(tx => wasMailed(tx, letter))) {
          before++;
          return;
        }
        if (work.dryRun) return work.note(`Would mail ${letter.to}: ${letter.subject}`);
        mailer ??= await openMailer(deps, settings, work.timer, work.signal);
        await sendOne(deps, mailer, letter, work);
        sent++;
        work.note(`Mailed ${letter.to}: ${letter.subject}`);
      },
    );
    return { sent, before, ...failures };
  } finally {
    mailer?.close();
    if (sent > 0) await deps.database.settle();
  }
}

async function sendOne({ database, clock }: Deps, mailer: Mailer, letter: Letter, work: JobContext): Promise<void> {
  const { what, client, period, of, to, subject, text, file } = letter;
  const identity = JSON.stringify([what, client, period, of, to]);
  const sha256 = file === undefined ? null : await sha256Of(file.path);
  const message_id = await mailer.send({ to, subject, text, identity, ...(file === undefined ? {} : { attachments: [file] }) });
  const mailed = { what, client, period, of, to, message_id, sha256 };
  await database.transaction(tx => recordMailed(tx, mailed, { actor: work.actor, at: clock() }));
}
