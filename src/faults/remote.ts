import { error } from './entry.js';

/** What a remote server, or the name of a file from outside, must not do. */
export const remoteFaults = {
  file_name_unsafe: error<{ name: string; from: string }>(),
  path_leaves_folder: error<{ path: string; folder: string }>(),
  fetch_redirected: error<{ from: string; to: string }>(),
  fetch_redirects_too_often: error<{ from: string; most: number }>(),
  fetch_address_private: error<{ host: string; address: string }>(),
  fetch_encoded: error<{ from: string; encoding: string }>(),
} as const;
