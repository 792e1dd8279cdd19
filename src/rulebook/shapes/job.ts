import { parse, validate } from 'node-cron';
import { z } from 'zod';
import { parsePeriod } from '../../facts/period.js';
import { type ObjectKind, titled } from '../kind.js';
import { addressRange, choice, filled, flag, label, list, named, record, scalar, whole, words } from '../shape.js';
import { messageOf } from '../../faults/expected.js';
import { suchAs } from '../../faults/phrase.js';
import { size } from './size.js';

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** A length of time such as "30 s", in milliseconds. */
const span = scalar(suchAs('a_length_of_time', '"30 s"', '"5 min"', '"1 h"'), text => {
  const [, amount, unit] = /^(\d{1,6})\s*(ms|s|min|h|d)$/.exec(text.trim()) ?? [];
  return amount === undefined ? undefined : Number(amount) * (units[unit ?? ''] ?? 1);
});

const cron = scalar(suchAs('a_schedule', '"0 6 2 * *"'), text =>
  /^\s*\S+(\s+\S+){4}\s*$/.test(text) && validate(text.trim()) && isEver(text.trim()) ? text.trim() : undefined,
);

/** Whether a day of the month that is asked for is in any of the months asked for: "0 0 30 2 *" is never. */
function isEver(text: string): boolean {
  const { dayOfMonth, month } = parse(text);
  const days = dayOfMonth.map(day => (typeof day === 'number' ? day : 1));
  return days.some(day => month.some(one => day <= (one === 2 ? 29 : [4, 6, 9, 11].includes(one) ? 30 : 31)));
}

const address = scalar(suchAs('a_mail_address', 'quality@example.com'), text =>
  /^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(text.trim()) ? text.trim() : undefined,
);
const addresses = filled('a_list_of_mail_addresses', address);
const clients = filled('a_list_of_client_codes', words('a_client_code')).exactOptional();

const period = scalar('a_relative_period', text => {
  const given = text.trim().toLowerCase();
  return /^(previous|this) (day|week|month|quarter|year)$/.test(given) || parsePeriod(text.trim(), 'UTC') !== undefined
    ? text.trim()
    : undefined;
});

/** A path below the inbox that cannot leave it. */
const below = scalar(suchAs('a_path_below_inbox', 'shipments/june.csv'), text => {
  const parts = text.trim().split('/');
  return text.includes('\\') || parts.some(part => part === '' || part === '.' || part === '..') ? undefined : text.trim();
});

const layouts = z
  .union([words('a_layout').transform(one => [one]), filled('a_layout_or_a_list_of_them', words('a_layout'))], {
    error: messageOf('a_layout_or_a_list_of_them'),
  })
  .transform((given): readonly string[] => given);

const smtp = words(suchAs('the_url_of_a_mail_server', 'env:PLUMBLINE_SMTP_URL', 'smtps://user:password@host')).exactOptional();
const sender = { smtp, from: address.exactOptional(), timeout: span.exactOptional() };

const importInbox = record('the_imported_files', {
  files: list(
    'a_list_of_patterns_with_layouts',
    record('a_pattern_and_its_layout', { pattern: below, layout: layouts }),
  ).exactOptional(),
  /** How long size and time of change must stay as they are. */
  settled: span.exactOptional(),
  /** A file is complete when another one of its name with this ending is next to it. */
  marker: scalar(suchAs('an_ending', '.ok'), text => (/^\.[A-Za-z0-9_.-]+$/.test(text) ? text : undefined)).exactOptional(),
});
const importSql = record('the_imported_queries', { layouts: filled('a_list_of_layouts', words('a_layout')) });
const fetched = record('the_source_of_files', {
  from: scalar('a_remote_url', text => (isRemote(text.trim()) ? text.trim() : undefined)),
  to: below.exactOptional(),
  headers: named('headers_with_values', words('a_value_or_env')).exactOptional(),
  password: words('a_password_from_env').exactOptional(),
  private_key: words('a_path_or_env').exactOptional(),
  host_key: scalar('the_fingerprint_of_a_key', text =>
    /^SHA256:[A-Za-z0-9+/]{43}=?$/.test(text.trim()) ? text.trim().replace(/=$/, '') : undefined,
  ).exactOptional(),
  /** Addresses inside this network that its host may have. */
  addresses: filled('a_list_of_addresses', addressRange).exactOptional(),
  most: size.exactOptional(),
  timeout: span.exactOptional(),
});
const evaluated = record('what_to_evaluate', { period: period.exactOptional(), clients });
const written = record('which_scorecards_to_write', {
  period: period.exactOptional(),
  clients,
  lang: choice(['en', 'zh']).exactOptional(),
  portfolio: flag.exactOptional(),
  pdf: flag.exactOptional(),
});
const reminded = record('whom_to_remind', {
  period: period.exactOptional(),
  clients,
  to: addresses.exactOptional(),
  ...sender,
});
const mailed = record('whom_to_mail_scorecards_to', {
  period: period.exactOptional(),
  to: named('addresses_by_client_code', addresses).exactOptional(),
  portfolio_to: addresses.exactOptional(),
  provisional: flag.exactOptional(),
  lang: choice(['en', 'zh']).exactOptional(),
  ...sender,
});
const chained = record('the_steps', { steps: filled('a_list_of_jobs', words('the_id_of_a_job')) });

/** HTTPS and SFTP; without encryption only what does not leave the machine. */
function isRemote(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname } = new URL(text);
  if (!isDecodable(pathname)) return false;
  return (
    protocol === 'https:' ||
    protocol === 'sftp:' ||
    (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
  );
}

const commonShape = {
  id: scalar(suchAs('a_job_id', 'month_end'), text => (/^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(text) ? text : undefined)),
  label: label.exactOptional(),
  schedule: cron.exactOptional(),
  time_zone: words(suchAs('a_time_zone', 'Europe/Amsterdam')).exactOptional(),
  enabled: flag.exactOptional(),
  retries: whole(0, 20, 'how_often_to_try_again').exactOptional(),
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
    record('a_job', { ...commonShape, does: kind('import_inbox'), with: importInbox.exactOptional() }),
    record('a_job', { ...commonShape, does: kind('import_sql'), with: importSql }),
    record('a_job', { ...commonShape, does: kind('fetch'), with: fetched }),
    record('a_job', { ...commonShape, does: kind('evaluate'), with: evaluated.exactOptional() }),
    record('a_job', { ...commonShape, does: kind('scorecards'), with: written.exactOptional() }),
    record('a_job', { ...commonShape, does: kind('remind'), with: reminded.exactOptional() }),
    record('a_job', { ...commonShape, does: kind('mail'), with: mailed.exactOptional() }),
    record('a_job', { ...commonShape, does: kind('chain'), with: chained }),
  ],
  { error: issue => messageOf(issue.code === 'invalid_union' ? { phrase: 'one_of', names: jobKinds } : 'a_job') },
);

type Written = z.output<typeof shape>;
type JobKind = Written['does'];

/** The settings of a job of some kind. */
export type JobSettings<D extends JobKind> = NonNullable<Extract<Written, { does: D }>['with']>;

/** What holds for jobs of every kind, with what config leaves out filled in. */
interface CommonSettings {
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
export type JobOf<D extends JobKind> = CommonSettings & { readonly does: D; readonly with: JobSettings<D> };

/** A scheduled piece of work. */
export type Job = { [D in JobKind]: JobOf<D> }[JobKind];

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

function isDecodable(path: string): boolean {
  try {
    return decodeURIComponent(path) !== '';
  } catch {
    return false;
  }
}
