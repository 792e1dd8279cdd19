import type { Language } from '../facts/label.js';
import type { Aspect, methods, Role } from './questionnaire.js';

/** The words of a questionnaire. Roles and methods are read back by the layout `survey_questionnaire`. */
export interface FormWords {
  readonly sheet: string;
  readonly title: string;
  readonly how: string;
  readonly leave: string;
  /** Respondent, role, method, day. */
  readonly asked: readonly [string, string, string, string];
  readonly question: string;
  readonly comment: string;
  readonly choose: string;
  readonly aspects: Readonly<Record<Aspect, string>>;
  readonly roles: Readonly<Record<Role, string>>;
  readonly methods: Readonly<Record<(typeof methods)[number], string>>;
}

/** The words in both languages. */
export const formWords: Readonly<Record<Language, FormWords>> = {
  en: {
    sheet: 'Questionnaire',
    title: 'How satisfied are you with our service?',
    how: 'Please choose an answer from the list in each cell: how satisfied you are, how important it is to you, and what you had expected.',
    leave:
      'Leave a cell empty where you have no opinion: an empty cell is no answer. Comments are kept with the answer on satisfaction.',
    asked: ['Your name or number', 'You are', 'How this was asked', 'Day of your answers (yyyy-mm-dd)'],
    question: 'Question',
    comment: 'Comment',
    choose: 'Please choose from the list.',
    aspects: { satisfaction: 'How satisfied are you?', importance: 'How important is it?', expectation: 'What did you expect?' },
    roles: {
      client: 'Client',
      consignee: 'Consignee',
      manager: 'Manager of the logistics provider',
      staff: 'Staff of the logistics provider',
      outsider: 'Outside observer',
    },
    methods: { questionnaire: 'Questionnaire', interview: 'Interview', callback: 'Call-back' },
  },
  zh: {
    sheet: '问卷',
    title: '您对我们的服务满意吗？',
    how: '请在每个单元格的下拉列表中选择：您的满意程度、该项对您的重要程度，以及您原来的期望。',
    leave: '没有意见的单元格请留空：空白不算回答。意见与满意度的回答一起保存。',
    asked: ['您的姓名或编号', '您的身份', '调查方式', '作答日期（yyyy-mm-dd）'],
    question: '问题',
    comment: '意见',
    choose: '请从列表中选择。',
    aspects: { satisfaction: '您的满意程度', importance: '重要程度', expectation: '您的期望' },
    roles: {
      client: '客户',
      consignee: '收货方',
      manager: '物流企业管理人员',
      staff: '物流企业员工',
      outsider: '局外人',
    },
    methods: { questionnaire: '问卷', interview: '访谈', callback: '回访' },
  },
};
