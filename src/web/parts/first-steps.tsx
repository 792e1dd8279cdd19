import { useTranslation } from '../language.js';
import { may, useSession } from '../session.js';
import { formAt } from './object-list.js';
import { FirstQuestions } from './first-questions.js';

const settings = '/rules?file=plumbline.yaml';

/** What to do first where nothing was evaluated yet: each step with the page where it is done. */
export function FirstSteps() {
  const { words } = useTranslation();
  const { me } = useSession();
  const { firstSteps } = words;
  // Whoever is asked the questions has them above.
  const isAsked = me.role === 'admin' && me.clients === null;
  const steps: readonly (readonly [boolean, string, string, string])[] = [
    [may.changeRules(me) && !isAsked, firstSteps.settings, firstSteps.settingsHint, settings],
    [may.changeRules(me), firstSteps.client, firstSteps.clientHint, formAt('client')],
    [may.import(me), firstSteps.file, firstSteps.fileHint, may.changeRules(me) ? '/imports/map' : '/imports'],
    [may.changeRules(me), firstSteps.contract, firstSteps.contractHint, formAt('contract')],
    [may.closePeriods(me), firstSteps.month, firstSteps.monthHint, '/periods'],
  ];
  const shown = steps.filter(([isAllowed]) => isAllowed);
  if (shown.length === 0) return null;
  return (
    <>
      {isAsked && <FirstQuestions />}
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
