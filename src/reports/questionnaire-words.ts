import type { Language } from '../facts/label.js';
import { namesEn } from '../words/en.js';
import { capital } from '../words/name.js';
import { namesZh } from '../words/zh.js';
import type { RespondentRole, SurveyAspect, SurveyMethod } from '../facts/survey.js';

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
  readonly aspects: Readonly<Record<SurveyAspect, string>>;
  readonly roles: Readonly<Record<RespondentRole, string>>;
  readonly methods: Readonly<Record<SurveyMethod, string>>;
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
    aspects: namesEn.surveyQuestions,
    roles: {
      client: capital(namesEn.respondentRoles.client),
      consignee: capital(namesEn.respondentRoles.consignee),
      manager: capital(namesEn.respondentRoles.manager),
      staff: capital(namesEn.respondentRoles.staff),
      outsider: capital(namesEn.respondentRoles.outsider),
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
    aspects: namesZh.surveyQuestions,
    roles: namesZh.respondentRoles,
    methods: { questionnaire: '问卷', interview: '访谈', callback: '回访' },
  },
};
