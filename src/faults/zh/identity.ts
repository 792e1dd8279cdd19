import { quoted } from '../fault.js';
import type { identityFaults } from '../identity.js';
import type { Chinese } from './chinese.js';

/** Who acts, in Chinese. */
export const identityZh: Chinese<typeof identityFaults> = {
  name_unsafe: p => ({
    what: `${p.input} ${quoted(p.name)} 含有不可见的字符，或过长。`,
    remedy: '请使用字母、数字、空格和标点，最多 200 个字符。',
  }),
  survey_role_not_own: p => ({
    what: `客户的密钥不能以 ${quoted(p.role)} 的身份作答：这些答案属于服务商。`,
    remedy: `请使用角色 ${p.allowed.join(' 或 ')}，或不填（即 client）。`,
  }),
};
