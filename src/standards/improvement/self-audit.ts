import type { Label } from '../../facts/label.js';
import { matches, type Subject } from '../in-force.js';
import type { Scope } from '../standard.js';

/** A yes/no question of the self-audit of service standards; yes is as it should be. */
export interface AuditQuestion {
  readonly id: string;
  readonly area: Label;
  readonly label: Label;
}

/** How a question was answered on a day. */
export interface AuditAnswer {
  readonly question: string;
  readonly answer: 'yes' | 'no';
  /** `yyyy-MM-dd`. */
  readonly on: string;
  readonly by: string;
  readonly note?: string;
  readonly scope: Scope;
}

/** A question with its last answer up to a day; null where there is none, which is neither yes nor no. */
export interface AuditedQuestion extends AuditQuestion {
  readonly answer: 'yes' | 'no' | null;
  readonly on: string | null;
  readonly by: string | null;
  readonly note: string | null;
}

/** The questions with what was answered to them last, up to and including a day. */
export function selfAudit(
  questions: readonly AuditQuestion[],
  answers: readonly AuditAnswer[],
  subject: Subject,
  day: string,
): readonly AuditedQuestion[] {
  return questions.map(question => {
    const given = answers
      .filter(one => one.question === question.id && one.on <= day && matches(one.scope, subject))
      .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
      .at(-1);
    return {
      ...question,
      answer: given?.answer ?? null,
      on: given?.on ?? null,
      by: given?.by ?? null,
      note: given?.note ?? null,
    };
  });
}
