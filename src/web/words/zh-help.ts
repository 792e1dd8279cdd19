import type { helpEn } from './en-help.js';

/** Words of the help, in Chinese. */
export const helpZh: typeof helpEn = {
  help: {
    title: '帮助',
    ofThisPage: '本页帮助',
    all: '全部帮助',
    search: '搜索帮助',
    found: '搜索结果',
    nothing: '帮助中没有包含“{question}”的内容。请减少或更换关键词。',
    more: '另有 {count} 节包含这些词：再加一个词可缩小范围。',
    contents: '目录',
    inEnglish: '此内容为英文。',
    missing: '帮助中没有这一页。',
    sectionMissing: '此页已没有这一节，现从开头显示。',
    example: '以本期数字为例：{quotient} = {value}',
    fieldsRead: '读取的字段：',
    readers: {
      clients: '客户',
      managers: '质量经理',
      lookup: '查阅资料',
      operation: '审计人员与系统管理员',
    },
  },
};
