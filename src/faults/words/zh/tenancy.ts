import type { tenancyFaults, UnfitReader } from '../../tenancy.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { sentenceStart } from './lists.js';
import { phraseZh } from './phrases.js';

const unfit: Readonly<Record<UnfitReader, string>> = {
  superuser: '是超级用户',
  bypass: '不受行级安全限制',
  owner: '拥有数据表',
  writer: '可以写入',
  stranger: '无权读取',
};

/** What is made for some clients alone, in Chinese. */
export const tenancyZh: Words<typeof tenancyFaults> = {
  metric_of_other_clients: p => ({
    what: `${sentenceStart(phraseZh(p.of))}使用了指标 ${quoted(p.metric)}，而该指标只为 ${p.clients.join('、')} 计算。`,
    remedy: `请把它限定于这样的客户（\`scope: { client: ${p.clients[0] ?? ''} }\`），或把它的客户也写入该指标的 \`scope\`。`,
  }),
  reader_login_unfit: p => ({
    what: `登录名 ${quoted(p.login)} 不适合为限于客户的密钥读取数据：它${unfit[p.because]}。`,
    remedy:
      '请让 DATABASE_READER_URL 使用登录名 plumbline_reader 或只属于它的登录名，此外不得有其他权限，也可不写；请先用所有者的登录名迁移数据库。',
  }),
  database_not_migrated: p => ({
    what: `数据库还缺 ${p.pending} 个迁移，而登录名 ${quoted(p.login)} 无权建表。`,
    remedy: '请用拥有这些表的登录名（DATABASE_OWNER_URL）迁移。',
  }),
};
