import type { Language } from '../../facts/label.js';
import { say } from '../../words/say.js';

/** Of a file of an open month that was made while such files still showed earlier open months: what it is held against, and what to do. */
export const openPeriodsText = (language: Language): string =>
  say(
    language,
    'It is of an open month and shows earlier months that nobody had closed, as such files formerly did; it is held against that. A new one shows closed months alone, as the closed month will: write it again with plumbline scorecard, and hand that out.',
    '该文件属于未关账月份，并列有当时尚未关账的更早月份（以前的文件如此），已据此核对。现在的文件与关账后一致，只列已关账月份：请用 plumbline scorecard 重新生成并交付。',
  );
