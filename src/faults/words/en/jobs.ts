import type { jobFaults } from '../../jobs.js';
import { namesEn } from '../../../words/en.js';
import { quoted, visible } from '../quoted.js';
import type { Words } from '../wording.js';
import { didYouMean, orList } from './lists.js';
import { phraseEn } from './phrases.js';

const missing = { server: 'mail server', sender: 'sender', readable_url: 'mail server whose URL can be read' } as const;

/** Faults of scheduled jobs: of asking for them, and of what they meet outside. */
export const jobsEn: Words<typeof jobFaults> = {
  job_unknown: p => ({
    what: `There is no job ${quoted(p.job)}.${didYouMean(p.job, p.known)}`,
    remedy: `Jobs are listed under "jobs:" in config/. There are ${orList(p.known)}.`,
  }),
  job_running: p => ({
    what: `The job ${p.job} is being run just now, by this process or another.`,
    remedy: 'Wait for it; its history shows when it has ended.',
  }),
  inbox_in_import: p => ({
    what: `${p.job} cannot begin now, because files of the inbox are being imported, by a job or by a person.`,
    remedy: 'Start it again when that has ended.',
  }),
  job_timed_out: p => ({
    what: `The job ${p.job} took longer than ${p.limitMs >= 60_000 ? `${p.limitMs / 60_000} min` : `${p.limitMs / 1000} s`} and was ended; what was done of it stays.`,
    remedy: 'It goes on where it was at its next run. Give it a longer `timeout` if that is what it needs.',
  }),
  job_interrupted: p => ({
    what:
      p.because === 'lock_lost'
        ? 'The connection that kept other processes from this job was lost, so it was ended; what was done of it stays.'
        : 'The service was stopped, and the job with it; what was done of it stays.',
    remedy: 'Its next run goes on where it was.',
  }),
  job_failed: p => ({
    what: `It failed in a way that nobody foresaw: ${p.reason === undefined ? visible(p.message) : `${phraseEn(p.reason)}.`}`,
    remedy: 'Please report it with these lines. What was committed stays; the next run goes on from there.',
  }),
  inbox_layout_faulty: p => ({
    what: `The layout ${p.layout}, or what it needs, has errors in the config, so ${quoted(p.file)} waits in the inbox.`,
    remedy: 'Check the config and mend what it shows; the next run then imports the file.',
  }),
  inbox_file_unmatched: p => ({
    what: `No pattern and no layout's folder takes ${quoted(p.file)}, so it stays in the inbox.${p.near === undefined ? '' : ` The nearest is ${p.near}.`}`,
    remedy: `Rename or move it, or add a pattern to \`files\` of the job ${p.job}.`,
  }),
  inbox_name_unfit: p => ({
    what: `The name ${quoted(p.file)} is too long for a file in archive/, or has signs that cannot be seen, so the file stays in the inbox.`,
    remedy: 'Rename it: at most 230 bytes, without line ends, control characters or backslashes.',
  }),
  inbox_file_changed: p => ({
    what: `${quoted(p.file)} was changed while it was imported, and stays in the inbox.`,
    remedy:
      'The next run imports it as it is then. Programs that write there should use a marker file, or rename the file when it is whole.',
  }),
  inbox_file_refused: p => ({
    what: `${quoted(p.file)} cannot be used, and was moved to ${p.movedTo}.`,
    remedy: 'The findings about that file say what is wrong with it. Correct the file and put it into the inbox again.',
  }),
  rows_rejected: p => ({
    what: `${p.rows} ${p.rows === 1 ? 'row was' : 'rows were'} rejected${p.rejects === null ? '' : `: ${p.rejects}`}.`,
    remedy: 'Correct these rows, each of which names what is wrong with it, and import them again.',
  }),
  batch_late: p => ({
    what: `${p.batch === null ? 'It' : `Batch ${p.batch}`} is late for ${p.client}, ${p.period}, which is closed.`,
    remedy: 'The closed figures stay. Reopen the period, with a reason, if they are to follow.',
  }),
  source_not_delivered: p => ({
    what: `${p.client}, ${p.period}: ${p.source} (${namesEn.factKinds[p.fact]}${p.site === null ? '' : ` of ${p.site}`}) is missing, ${p.deliveredTo === null ? 'nothing was delivered yet' : `it was delivered up to ${p.deliveredTo}`}${p.due === null ? '' : `; it was due ${p.due}`}.`,
    remedy: 'Ask for the data, or close the period without this source and say why.',
  }),
  finding_in_words: p => ({ what: p.text, remedy: 'It was noted by an earlier version of Plumbline, in English only.' }),
  mail_not_configured: p => ({
    what: `No mail can be sent: there is no ${missing[p.missing]}.`,
    remedy: `Set ${p.key} in the environment of the service, or in the job's \`with:\`.`,
  }),
  mail_refused: p => ({
    what: `The mail server ${p.server} did not take the mail to ${quoted(p.to)}: ${phraseEn(p.reason)}.`,
    remedy: 'See that server, user and address are right. The next run sends it; nobody who got it gets it twice.',
  }),
  fetch_failed: p => ({
    what: `Nothing could be fetched from ${p.from}: ${phraseEn(p.reason)}.`,
    remedy: 'See that address, user and server are right. The next run fetches it.',
  }),
  fetch_answer: p => ({
    what: `${p.from} answers ${p.status}${p.words === '' ? '' : ` ${visible(p.words)}`}.`,
    remedy: 'See that the address is right, and that what the job sends in `headers` lets it in.',
  }),
  fetch_cut_off: p => ({
    what: `${p.from} sent ${p.got} bytes${p.of === undefined ? ' and then broke off' : ` of ${p.of}`}: a part of a file is never imported.`,
    remedy: 'The next run fetches it again, from its beginning.',
  }),
  fetch_length_unknown: p => ({
    what: `${p.from} does not say how long its file is, so a part of it could pass for the whole.`,
    remedy: 'Have the server send Content-Length, or answer in chunks.',
  }),
  fetch_too_big: p => ({
    what: `${p.from} sends more than ${p.most} bytes.`,
    remedy: 'Raise `most` of the job if such files are expected.',
  }),
  fetch_key_unreadable: p => ({
    what: `The private key ${p.file} cannot be read: ${phraseEn(p.reason)}.`,
    remedy: 'Name its path in `private_key`, readable for the user who runs the service.',
  }),
  variable_missing: p => ({
    what: `The environment has no ${p.variable}, which ${phraseEn(p.for)} needs.`,
    remedy: `Set ${p.variable} for the service, as in its unit's EnvironmentFile.`,
  }),
};
