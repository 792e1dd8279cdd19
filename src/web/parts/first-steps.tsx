import type { Me } from '../../contract/me.js';
import { useTranslation } from '../language.js';
import { may, useSession } from '../session.js';
import { formAt } from './object-list.js';
import { FirstQuestions } from './first-questions.js';

/** Where the firm's name, time zone and language are said. */
export const settingsAt = '/rules?form=settings';

/** Whether somebody may say them. */
export const maySetUp = (me: Me): boolean => me.role === 'admin' && me.clients === null;

/** What to do first where nothing was evaluated yet: each step with the page where it is done. */
export function FirstSteps() {
  const { words } = useTranslation();
  const { me } = useSession();
  const { firstSteps } = words;
  const steps: readonly (readonly [boolean, string, string, string])[] = [
    [maySetUp(me), firstSteps.settings, firstSteps.settingsHint, settingsAt],
    [may.changeRules(me), firstSteps.client, firstSteps.clientHint, formAt('client')],
    [may.import(me), firstSteps.file, firstSteps.fileHint, may.changeRules(me) ? '/imports/map' : '/imports'],
    [may.changeRules(me), firstSteps.contract, firstSteps.contractHint, formAt('contract')],
    [may.closePeriods(me), firstSteps.month, firstSteps.monthHint, '/board'],
  ];
  const shown = steps.filter(([isAllowed]) => isAllowed);
  if (shown.length === 0) return null;
  return (
    <>
      {maySetUp(me) && <FirstQuestions />}
      <section class="card" aria-label={firstSteps.title}>
        <h2>{firstSteps.title}</h2>
        <ol class="stack">
          {shown.map(([, title, hint, to]) => (
            <li key={to}>
              <a href={to}>{title}</a>
              <div class="quiet">{hint}</div>
            </li>
          ))}
        </ol>
        <p class="hint">{firstSteps.demo}</p>
      </section>
    </>
  );
}
