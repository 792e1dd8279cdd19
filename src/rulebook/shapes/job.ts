import { parse, validate } from 'node-cron';
import { z } from 'zod';
import { parsePeriod } from '../../facts/period.js';
import { type ObjectKind, titled } from '../kind.js';
import { choice, filled, flag, label, list, named, record, scalar, whole, words } from '../shape.js';

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** A length of time such as "30 s", in milliseconds. */
const span = scalar('a length of time such as "30 s", "5 min" or "1 h"', text => {
  const [, amount, unit] = /^(\d{1,6})\s*(ms|s|min|h|d)$/.exec(text.trim()) ?? [];
  return amount === undefined ? undefined : Number(amount) * (units[unit ?? ''] ?? 1);
});

/** A number of bytes such as "100 MB". */
const size = scalar('a size such as "500 kB" or "100 MB"', text => {
  const [, amount, unit] = /^(\d{1,6})\s*(kB|MB|GB)$/.exec(text.trim()) ?? [];
  return amount === undefined ? undefined : Number(amount) * { kB: 1e3, MB: 1e6, GB: 1e9 }[unit as 'kB' | 'MB' | 'GB'];
});

const cron = scalar('a schedule of five fields: minute, hour, day, month, weekday, such as "0 6 2 * *"', text =>
  /^\s*\S+(\s+\S+){4}\s*$/.test(text) && validate(text.trim()) && isEver(text.trim()) ? text.trim() : undefined,
);

/** Whether a day of the month that is asked for is in any of the months asked for: "0 0 30 2 *" is never. */
function isEver(text: string): boolean {
  const { dayOfMonth, month } = parse(text);
  const days = dayOfMonth.map(day => (typeof day === 'number' ? day : 1));
  return days.some(day => month.some(one => day <= (one === 2 ? 29 : [4, 6, 9, 11].includes(one) ? 30 : 31)));
}

const address = scalar('a mail address such as quality@example.com', text =>
  /^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(text.trim()) ? text.trim() : undefined,
);
const addresses = filled('a list of mail addresses', address);
const clients = filled('a list of client codes', words('a client code')).exactOptional();

const period = scalar('"previous month", "this month" (or day, week, quarter, year), or a period such as 2026-10', text => {
  const given = text.trim().toLowerCase();
  return /^(previous|this) (day|week|month|quarter|year)$/.test(given) || parsePeriod(text.trim(), 'UTC') !== undefined
    ? text.trim()
    : undefined;
});

/** A path below the inbox that cannot leave it. */
const below = scalar('a path below inbox/, such as shipments/june.csv', text => {
  const parts = text.trim().split('/');
  return text.includes('\\') || parts.some(part => part === '' || part === '.' || part === '..') ? undefined : text.trim();
});

const layouts = z
  .union([words('a layout').transform(one => [one]), filled('a layout, or a list of them', words('a layout'))], {
    error: 'a layout, or a list of them',
  })
  .transform((given): readonly string[] => given);

const smtp = words('the URL of a mail server, such as env:PLUMBLINE_SMTP_URL or smtps://user:password@host').exactOptional();
const sender = { smtp, from: address.exactOptional(), timeout: span.exactOptional() };

const importInbox = record('what to import', {
  files: list(
    'a list of { pattern, layout }',
    record('a pattern and its layout', { pattern: below, layout: layouts }),
  ).exactOptional(),
  /** How long size and time of change must stay as they are. */
  settled: span.exactOptional(),
  /** A file is complete when another one of its name with this ending is next to it. */
  marker: scalar('an ending such as .ok', text => (/^\.[A-Za-z0-9_.-]+$/.test(text) ? text : undefined)).exactOptional(),
});
const importSql = record('which queries to import', { layouts: filled('a list of layouts', words('a layout')) });
const fetched = record('where to fetch files from', {
  from: scalar('a URL that begins with https:// or sftp://', text => (isRemote(text.trim()) ? text.trim() : undefined)),
  to: below.exactOptional(),
  headers: named('headers, each with its value or env:NAME', words('a value, or env:NAME')).exactOptional(),
  password: words('a password as env:NAME').exactOptional(),
  private_key: words('a path, or env:NAME').exactOptional(),
  host_key: scalar('the fingerprint of the server’s key: SHA256: and 43 characters', text =>
    /^SHA256:[A-Za-z0-9+/]{43}=?$/.test(text.trim()) ? text.trim().replace(/=$/, '') : undefined,
  ).exactOptional(),
  most: size.exactOptional(),
  timeout: span.exactOptional(),
});
const evaluated = record('what to evaluate', { period: period.exactOptional(), clients });
const written = record('which scorecards to write', {
  period: period.exactOptional(),
  clients,
  lang: choice(['en', 'zh']).exactOptional(),
  portfolio: flag.exactOptional(),
});
const reminded = record('whom to remind', {
  period: period.exactOptional(),
  clients,
  to: addresses.exactOptional(),
  ...sender,
});
const mailed = record('whom to mail scorecards to', {
  period: period.exactOptional(),
  to: named('addresses by client code', addresses).exactOptional(),
  portfolio_to: addresses.exactOptional(),
  provisional: flag.exactOptional(),
  lang: choice(['en', 'zh']).exactOptional(),
  ...sender,
});
const chained = record('the steps', { steps: filled('a list of jobs', words('the id of a job')) });

/** HTTPS and SFTP; without encryption only what does not leave the machine. */
function isRemote(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (
    protocol === 'https:' ||
    protocol === 'sftp:' ||
    (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
  );
}

const usual = {
  id: scalar('an id of letters, digits, _ and - that begins with a letter, such as month_end', text =>
    /^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(text) ? text : undefined,
  ),
  label: label.exactOptional(),
  schedule: cron.exactOptional(),
  time_zone: words('a time zone such as Europe/Amsterdam').exactOptional(),
  enabled: flag.exactOptional(),
  retries: whole(0, 20, 'how often to try again, from 0 to 20').exactOptional(),
  backoff: span.exactOptional(),
  timeout: span.exactOptional(),
  failures_to: addresses.exactOptional(),
};

/** The kinds of jobs. */
export const jobKinds = ['import_inbox', 'import_sql', 'fetch', 'evaluate', 'scorecards', 'remind', 'mail', 'chain'] as const;
const kind = <K extends (typeof jobKinds)[number]>(name: K) => z.literal(name);

const shape = z.discriminatedUnion(
  'does',
  [
    record('a job', { ...usual, does: kind('import_inbox'), with: importInbox.exactOptional() }),
    record('a job', { ...usual, does: kind('import_sql'), with: importSql }),
    record('a job', { ...usual, does: kind('fetch'), with: fetched }),
    record('a job', { ...usual, does: kind('evaluate'), with: evaluated.exactOptional() }),
    record('a job', { ...usual, does: kind('scorecards'), with: written.exactOptional() }),
    record('a job', { ...usual, does: kind('remind'), with: reminded.exactOptional() }),
    record('a job', { ...usual, does: kind('mail'), with: mailed.exactOptional() }),
    record('a job', { ...usual, does: kind('chain'), with: chained }),
  ],
  { error: issue => (issue.code === 'invalid_union' ? `one of ${jobKinds.join(', ')}` : 'a job') },
);

type Written = z.output<typeof shape>;
type Does = Written['does'];

/** The settings of a job of some kind. */
export type With<D extends Does> = NonNullable<Extract<Written, { does: D }>['with']>;

/** What holds for jobs of every kind, with what config leaves out filled in. */
interface Usual {
  readonly id: string;
  /** Five fields of cron; without them a job runs by hand or as a step of a chain. */
  readonly schedule?: string;
  /** Of the schedule and of what "previous month" means; without it the workspace's. */
  readonly time_zone?: string;
  readonly enabled: boolean;
  /** How often it is tried again after it failed. */
  readonly retries: number;
  /** Milliseconds before it is tried again, doubled each time. */
  readonly backoff: number;
  /** Milliseconds after which it is stopped. */
  readonly timeout: number;
  readonly failures_to: readonly string[];
}

/** A job of one kind. */
export type JobOf<D extends Does> = Usual & { readonly does: D; readonly with: With<D> };

/** A scheduled piece of work. */
export type Job = { [D in Does]: JobOf<D> }[Does];

/** Jobs are the same by id. */
export const jobs: ObjectKind<Job> = {
  title: titled('job', 'id'),
  shape: shape.transform(({ label: _label, ...given }): Job => {
    const filledIn = {
      ...given,
      with: given.with ?? {},
      enabled: given.enabled ?? true,
      retries: given.retries ?? 3,
      backoff: given.backoff ?? 60_000,
      timeout: given.timeout ?? 3_600_000,
      failures_to: given.failures_to ?? [],
    };
    // `with` may be left out only where every key of it may be.
    return filledIn as Job;
  }),
  identity: job => job.id,
};
