import type { remoteFaults } from '../../remote.js';
import { quoted, visible } from '../quoted.js';
import type { Words } from '../wording.js';

/** Remote servers and names of files from outside, in English. */
export const remoteEn: Words<typeof remoteFaults> = {
  file_name_unsafe: p => ({
    what: `${p.from} offers a file named ${quoted(p.name, 120)}, which is a path, is longer than a file name can be, or has characters that no file name should have.`,
    remedy: 'The file was not fetched. Have it renamed on that server, and find out why the server sends such a name.',
  }),
  path_leaves_folder: p => ({
    what: `${quoted(p.path, 120)} is outside ${p.folder}, or is reached through a link.`,
    remedy: `Nothing was written. Remove links from ${p.folder}, and use names without "..".`,
  }),
  fetch_redirected: p => ({
    what: `${p.from} redirects to ${visible(p.to)}, which is another server or has no encryption; what the job sends in \`headers\` must not go there.`,
    remedy: 'Nothing was fetched. If the file is there now, write that address into `from` of the job.',
  }),
  fetch_redirects_too_often: p => ({
    what: `${p.from} redirects more than ${p.most} times.`,
    remedy: 'Write the address where the file is into `from` of the job.',
  }),
  fetch_address_private: p => ({
    what: `${p.host} resolves to ${p.address}, an address of this machine or of a private network.`,
    remedy: `No request was sent to it. If this is intended, add ${quoted(p.address)} or its range to \`addresses\` of the job.`,
  }),
  fetch_encoded: p => ({
    what: `${p.from} sends its file in the encoding ${quoted(p.encoding)}, which was not asked for.`,
    remedy: 'Have the server send the file as it is (Content-Encoding: identity).',
  }),
};
