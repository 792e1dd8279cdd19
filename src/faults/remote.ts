import { type Entry, error, quoted } from './fault.js';

/** What a remote server, or the name of a file from outside, must not do. */
export const remoteFaults = {
  file_name_unsafe: error<{ name: string; from: string }>(p => ({
    what: `${p.from} offers a file named ${quoted(p.name, 120)}, which is a path or holds characters that no file name should.`,
    remedy: 'Nothing of it was fetched. Have the file renamed there; a server that sends such names should be looked at.',
  })),
  path_leaves_folder: error<{ path: string; folder: string }>(p => ({
    what: `${quoted(p.path, 120)} would lie outside ${p.folder}, or goes through a link.`,
    remedy: `Nothing was written. Take links out of ${p.folder}, and use names without "..".`,
  })),
  fetch_redirected: error<{ from: string; to: string }>(p => ({
    what: `${p.from} sends on to ${p.to}, another server or one without encryption; what the job sends in \`headers\` must not go there.`,
    remedy: 'Nothing was fetched. If that is where the file is now, write that address into `from` of the job.',
  })),
  fetch_redirects_too_often: error<{ from: string; most: number }>(p => ({
    what: `${p.from} sends on more than ${p.most} times.`,
    remedy: 'Write the address where the file is into `from` of the job.',
  })),
  fetch_address_private: error<{ host: string; address: string }>(p => ({
    what: `${p.host} is at ${p.address}, an address inside this network or this machine.`,
    remedy: `Nothing was asked of it. If it is meant, add ${quoted(p.address)} or its range to \`addresses\` of the job.`,
  })),
  fetch_encoded: error<{ from: string; encoding: string }>(p => ({
    what: `${p.from} sends its file in the encoding ${quoted(p.encoding)}, which was not asked for.`,
    remedy: 'Have the server send the file as it is (Content-Encoding: identity).',
  })),
} as const satisfies Record<string, Entry<never>>;
