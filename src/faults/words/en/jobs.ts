import type { jobFaults } from '../../jobs.js';
import { quoted } from '../quoted.js';
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
  job_timed_out: p => ({
    what: `The job ${p.job} took longer than ${p.limit} and was ended; what was done of it stays.`,
    remedy: 'It goes on where it was at its next run. Give it a longer `timeout` if that is what it needs.',
  }),
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
    what: `${p.from} answers ${p.status} ${p.words}.`,
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
