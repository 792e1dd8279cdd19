import { quoted } from '../fault.js';
import type { tenancyFaults } from '../tenancy.js';
import type { Chinese } from './chinese.js';
import { told } from './fragments.js';
import { opening } from './lists.js';

/** What is made for some clients alone, in Chinese. */
export const tenancyZh: Chinese<typeof tenancyFaults> = {
  metric_of_other_clients: p => ({
    what: `${opening(told(p.of))}使用了指标 ${quoted(p.metric)}，而该指标只为 ${p.clients.join('、')} 计算。`,
    remedy: `请把它限定于这样的客户（\`scope: { client: ${p.clients[0] ?? ''} }\`），或把它的客户也写入该指标的 \`scope\`。`,
  }),
};
