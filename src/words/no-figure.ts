import { namesOf } from './names.js';
import { nameIn } from './name.js';
import { say } from './say.js';

type Language = 'en' | 'zh';

/** What of a result says that it has no figure. */
interface Unjudged {
  readonly value: number | null;
  readonly note?: string | undefined;
  readonly counts: { readonly passed: number; readonly failed: number; readonly undetermined: number };
}

/** The fields that a verdict needs, in words; empty where it needs none. */
interface Needed {
  readonly pass: Readonly<Record<Language, string>>;
  readonly failure: Readonly<Record<Language, string>>;
}

/** Why a result has no figure, as its document notes it, in words. */
export function noteText(language: Language, note: string): string {
  const [, mixed] = /^mixed: (.+)$/.exec(note) ?? [];
  if (mixed === undefined) return nameIn(namesOf(language).notes, note);
  const units = mixed.replace('(none)', say(language, 'none named', '未注明'));
  return say(language, `in several currencies or units: ${units}`, `涉及多个币种或单位：${units.replaceAll(', ', '、')}`);
}

/**
 * Why a result has no figure although there is data: which outcome cannot be judged, which fields it needs, and how many could not be
 * judged. Empty where there is a figure, or no data. The fields are asked for where they are named.
 */
export function noFigureText(language: Language, result: Unjudged, neededOf: () => Needed | undefined): string {
  const { value, note, counts } = result;
  const { passed, failed, undetermined } = counts;
  const judged = passed + failed;
  const isOneSided = note === 'only_failures' || note === 'only_passes';
  if (note !== undefined && !isOneSided) return noteText(language, note);
  if (!isOneSided && (value !== null || judged > 0 || undetermined === 0)) return '';
  const fields = neededOf()?.[note === 'only_passes' ? 'failure' : 'pass'][language] ?? '';
  if (fields === '') return note === undefined ? '' : noteText(language, note);
  const [open, all] = [undetermined, judged + undetermined].map(count => count.toLocaleString('en-US'));
  const needed = say(language, `a pass needs ${fields}`, `判定合格需要${fields}`);
  if (note === undefined) return say(language, `none of ${all} can be judged: ${needed}`, `${all} 条均无法判定：${needed}`);
  const left = say(language, `${open} of ${all} could not be judged`, `${all} 条中有 ${open} 条无法判定`);
  return note === 'only_failures'
    ? say(language, `only failures can be judged: ${needed}; ${left}`, `只能判定不合格：${needed}；${left}`)
    : say(
        language,
        `only passes can be judged: a failure needs ${fields}; ${left}`,
        `只能判定合格：判定不合格需要${fields}；${left}`,
      );
}
