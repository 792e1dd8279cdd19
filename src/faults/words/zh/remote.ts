import type { remoteFaults } from '../../remote.js';
import { quoted, visible } from '../quoted.js';
import type { Words } from '../wording.js';

/** Remote servers and names of files from outside, in Chinese. */
export const remoteZh: Words<typeof remoteFaults> = {
  file_name_unsafe: p => ({
    what: `${p.from} 提供的文件名 ${quoted(p.name, 120)} 是一个路径，或超过文件名可有的长度，或含有文件名不应有的字符。`,
    remedy: '没有取得该文件。请在该服务器上改名，并查明它为何发送这样的名称。',
  }),
  path_leaves_folder: p => ({
    what: `${quoted(p.path, 120)} 位于 ${p.folder} 之外，或经过符号链接。`,
    remedy: `没有写入任何内容。请从 ${p.folder} 中去掉符号链接，名称中不要使用 ".."。`,
  }),
  fetch_redirected: p => ({
    what: `${p.from} 重定向到 ${visible(p.to)}：这是另一台服务器，或没有加密；任务在 \`headers\` 中发送的内容不得发往那里。`,
    remedy: '没有取得任何内容。如果文件现在就在那里，请把该地址写入任务的 `from`。',
  }),
  fetch_redirects_too_often: p => ({
    what: `${p.from} 的重定向超过 ${p.most} 次。`,
    remedy: '请把文件所在的地址写入任务的 `from`。',
  }),
  fetch_address_private: p => ({
    what: `${p.host} 解析到 ${p.address}，属于本机或内部网络的地址。`,
    remedy: `没有向其发出请求。如果确实需要，请把 ${quoted(p.address)} 或其网段加入任务的 \`addresses\`。`,
  }),
  fetch_encoded: p => ({
    what: `${p.from} 以未经请求的编码 ${quoted(p.encoding)} 发送文件。`,
    remedy: '请让服务器按原样发送文件（`Content-Encoding: identity`）。',
  }),
};
