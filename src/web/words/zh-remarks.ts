import type { RemarkWords } from './en-remarks.js';

/** Words of comments and of signing periods, in Chinese. */
export const remarksZh: RemarkWords = {
  comments: {
    title: '说明',
    ofPeriod: '整个期间',
    about: '对象',
    text: '说明内容',
    textHint: '客户也能看到。留空即删除该说明。',
    write: '填写说明',
    edit: '修改对{place}的说明',
    editShort: '修改',
    save: '保存',
    none: '没有说明。',
  },
  signOff: {
    title: '签认',
    sign: '签认',
    signTitle: '签认 {period} 第 {revision} 版',
    signHint: '签认即表示您代表 {client} 认可该版次的数字。签认以您的名义记录，不可撤回。如不认可某个数字，请改为提出异议。',
    note: '备注（可不填）',
    signed: '第 {revision} 版由 {by} 签认',
    ways: { key: '', paper: '纸质签认，由 {recorder} 登记', mail: '邮件签认，由 {recorder} 登记' },
    record: '登记纸质签认',
    recordTitle: '登记 {period} 第 {revision} 版的签认',
    recordHint: '用于登记 {client} 在纸上签字或通过邮件确认的签认。签认人和登记人（您）都会记录，客户可以看到，登记后不可撤回。',
    signatory: '客户方签认人',
    received: '签认方式',
    receivedBy: { paper: '纸质', mail: '邮件' },
    signedOn: '签字日期（可不填）',
    paperNote: '备注，如纸质原件存放处（可不填）',
    recordIt: '登记',
    onDay: '签字日期 {day}',
    unsigned: '第 {revision} 版尚未签认。',
    signedBefore: '最近签认的是第 {revision} 版。',
  },
};
