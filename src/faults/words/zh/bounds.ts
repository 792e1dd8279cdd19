import type { boundsFaults } from '../../bounds.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { phraseZh } from './phrases.js';

/** What asks for more than one request may take, in Chinese. */
export const boundsZh: Words<typeof boundsFaults> = {
  period_out_of_bounds: p => ({
    what: `期间 ${quoted(p.period)} 超过 ${p.years} 年，或超出 ${p.first} 年至 ${p.last} 年的范围。`,
    remedy: `请指定 ${p.first} 年至 ${p.last} 年之间、不超过 ${p.years} 年的期间。`,
  }),
  yaml_too_large: p => ({
    what: `该文件或文本过大，无法读取：上限为 ${p.characters} 个字符，且名称、值、符号和换行合计不超过 ${p.signs} 个。`,
    remedy: '请将其拆分：config/ 中的文件会一并读取；试算的规则可以分几次试算。',
  }),
  database_cancelled: p => ({
    what: `数据库 ${p.database} 中止了所要求的操作，没有保留其任何内容：${phraseZh(p.reason)}。`,
    remedy: '请稍后重试，或一次少要一些：期间短一些，或客户少一些。',
  }),
  key_asks_too_much: p => ({
    what: `该密钥已有 ${p.waiting} 个耗时较长的请求在排队等候。`,
    remedy: '请等它们得到应答后再提出新的请求。',
  }),
  service_full: p => ({
    what: `服务已满负荷：有 ${p.waiting} 个耗时较长的请求在排队等候。`,
    remedy: '请在 Retry-After 给出的时间之后重试。',
  }),
  workbook_too_large: p => ({
    what: `生成该工作簿所需的内存超过 ${p.megabytes} MB，超出服务为其分配的内存。`,
    remedy: '请在服务之外生成，或缩短期间。',
  }),
};
