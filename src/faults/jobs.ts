import { didYouMean, type Entry, error, orList, quoted } from './fault.js';

/** Faults of scheduled jobs: of asking for them, and of what they meet outside. */
export const jobFaults = {
  job_unknown: error<{ job: string; known: readonly string[] }>(p => ({
    what: `There is no job ${quoted(p.job)}.${didYouMean(p.job, p.known)}`,
    remedy: `Jobs are listed under "jobs:" in config/. There are ${orList(p.known)}.`,
  })),
  job_running: error<{ job: string }>(p => ({
    what: `The job ${p.job} is being run just now, by this process or another.`,
    remedy: 'Wait for it; its history shows when it has ended.',
    command: `plumbline jobs history ${p.job}`,
  })),
  job_timed_out: error<{ job: string; limit: string }>(p => ({
    what: `The job ${p.job} took longer than ${p.limit} and was ended; what was done of it stays.`,
    remedy: 'It goes on where it was at its next run. Give it a longer `timeout` if that is what it needs.',
  })),
  mail_not_configured: error<{ missing: string; key: string }>(p => ({
    what: `No mail can be sent: there is no ${p.missing}.`,
    remedy: `Set ${p.key} in the environment of the service, or in the job's \`with:\`.`,
  })),
  mail_refused: error<{ server: string; to: string; reason: string }>(p => ({
    what: `The mail server ${p.server} did not take the mail to ${quoted(p.to)}: ${p.reason}.`,
    remedy: 'See that server, user and address are right. The next run sends it; nobody who got it gets it twice.',
  })),
  fetch_failed: error<{ from: string; reason: string }>(p => ({
    what: `Nothing could be fetched from ${p.from}: ${p.reason}.`,
    remedy: 'See that address, user and server are right. The next run fetches it.',
  })),
  fetch_answer: error<{ from: string; status: number; words: string }>(p => ({
    what: `${p.from} answers ${p.status} ${p.words}.`,
    remedy: 'See that the address is right, and that what the job sends in `headers` lets it in.',
  })),
  fetch_cut_off: error<{ from: string; got: number; of: number | undefined }>(p => ({
    what: `${p.from} sent ${p.got} bytes${p.of === undefined ? ' and then broke off' : ` of ${p.of}`}: a part of a file is never imported.`,
    remedy: 'The next run fetches it again, from its beginning.',
  })),
  fetch_length_unknown: error<{ from: string }>(p => ({
    what: `${p.from} does not say how long its file is, so a part of it could pass for the whole.`,
    remedy: 'Have the server send Content-Length, or answer in chunks.',
  })),
  fetch_too_big: error<{ from: string; most: number }>(p => ({
    what: `${p.from} sends more than ${p.most} bytes.`,
    remedy: 'Raise `most` of the job if such files are expected.',
  })),
  fetch_key_unreadable: error<{ file: string; reason: string }>(p => ({
    what: `The private key ${p.file} cannot be read: ${p.reason}.`,
    remedy: 'Name its path in `private_key`, readable for the user who runs the service.',
  })),
  variable_missing: error<{ variable: string; for: string }>(p => ({
    what: `The environment has no ${p.variable}, which ${p.for} needs.`,
    remedy: `Set ${p.variable} for the service, as in its unit's EnvironmentFile.`,
  })),
} as const satisfies Record<string, Entry<never>>;
