import type { identityFaults } from '../../identity.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { either } from './lists.js';

const named = { actor: '操作人名称', key: '密钥名称', person: '人员名称', signatory: '签认人姓名' } as const;

/** Who acts, in Chinese. */
export const identityZh: Words<typeof identityFaults> = {
  name_unsafe: p => ({
    what: `${named[p.of]} ${quoted(p.name)} 为空、过长，或含有不可见的字符。`,
    remedy: '请使用字母、数字、空格和标点，最多 200 个字符。',
  }),
  survey_role_not_own: p => ({
    what: `客户的密钥不能以 ${quoted(p.role)} 的身份作答：这类答案只能由服务商填写。`,
    remedy: `请使用角色 ${either(p.allowed)}；不填即为 \`client\`。`,
  }),
};
