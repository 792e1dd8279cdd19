import { createHash } from 'node:crypto';
import { jobFaults } from '../faults/jobs.js';
import { fault } from '../faults/make.js';
import { Stop } from '../faults/stop.js';
import { fromEnvironment, reasonOf, TookTooLong, type WithEnvironment } from './remote-access.js';
import { pause, type Timer } from './timer.js';

/** A mail to one address. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments?: readonly { readonly path: string; readonly filename: string }[];
  /** What makes it this mail: the same gives the same Message-ID, by which a mail that came twice is known. */
  readonly identity: string;
}

/** Sends mails over one server. */
export interface Mailer {
  /** Sends a mail; its Message-ID. Stops when the server refuses it, or says nothing for too long. */
  send(mail: Mail): Promise<string>;
  close(): void;
}

/** Which server, as whom, and how patiently. */
export interface MailSettings {
  readonly smtp?: string | undefined;
  readonly from?: string | undefined;
  readonly timeout?: number | undefined;
}

const defaultTimeoutMs = 30_000;
/** A mail may take so many times the patience with a silent server: one that sends a byte now and then ends as well. */
const completeMail = 10;

/** Opens the mail server that a job names, or else the environment. */
export async function openMailer(
  surroundings: WithEnvironment,
  given: MailSettings,
  timer: Timer,
  signal: AbortSignal,
): Promise<Mailer> {
  const url = needed(surroundings, given.smtp, 'PLUMBLINE_SMTP_URL', 'server');
  const from = needed(surroundings, given.from, 'PLUMBLINE_MAIL_FROM', 'sender');
  if (!URL.canParse(url))
    throw new Stop(2, [fault(jobFaults, 'mail_not_configured', { missing: 'readable_url', key: 'PLUMBLINE_SMTP_URL' })]);
  const { default: nodemailer } = await import('nodemailer');
  const patience = given.timeout ?? defaultTimeoutMs;
  const transport = nodemailer.createTransport({
    url,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    dnsTimeout: patience,
    // Files and addresses come from config; a message is never made of what a URL gives.
    disableUrlAccess: true,
  });
  const { host } = new URL(url);
  const domain = from.split('@').at(-1) ?? 'localhost';
  return {
    async send({ identity, attachments = [], ...mail }) {
      const messageId = `<${createHash('sha256').update(identity).digest('hex').slice(0, 40)}@${domain}>`;
      const over = new AbortController();
      const tooLong = pause(timer, patience * completeMail, AbortSignal.any([signal, over.signal])).then(() => {
        throw new TookTooLong({ phrase: 'too_slow', seconds: (patience * completeMail) / 1000 });
      });
      tooLong.catch(() => undefined);
      try {
        const sending = transport.sendMail({ ...mail, from, messageId, attachments: [...attachments] });
        sending.catch(() => undefined);
        await Promise.race([sending, tooLong]);
        return messageId;
      } catch (failure) {
        transport.close();
        signal.throwIfAborted();
        throw new Stop(
          3,
          [fault(jobFaults, 'mail_refused', { server: host, to: mail.to, reason: reasonOf(failure, host) })],
          failure,
        );
      } finally {
        over.abort(new Error('sent'));
      }
    },
    close: () => transport.close(),
  };
}

function needed(
  surroundings: WithEnvironment,
  given: string | undefined,
  variable: string,
  missing: 'server' | 'sender',
): string {
  const value =
    given === undefined
      ? surroundings.env?.[variable]
      : fromEnvironment(surroundings, given, missing === 'server' ? 'the_mail_server' : 'the_sender');
  if (value === undefined || value === '')
    throw new Stop(2, [fault(jobFaults, 'mail_not_configured', { missing, key: variable })]);
  return value;
}
