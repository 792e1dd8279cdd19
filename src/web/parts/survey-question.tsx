import type { SurveyQuestion } from '../../contract/survey-links.js';
import type { SurveyAspect } from '../../contract/surveys.js';
import { useId } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { type Chosen, surveyAspects } from '../survey-draft.js';

interface Props {
  readonly question: SurveyQuestion;
  readonly chosen: Chosen;
  /** Whether the heading above says already what is asked. */
  readonly isHeaded: boolean;
  readonly choose: (chosen: Chosen) => void;
}

/** One question: satisfaction by radio buttons, importance and expectation by lists. */
export function SurveyQuestionField({ question: { label, offered }, chosen, isHeaded, choose }: Props) {
  const { words, say } = useTranslation();
  const id = useId();
  const [first, ...others] = surveyAspects.filter(aspect => offered[aspect].length > 0);
  // A phrase that this language has no words for stands as it was chosen.
  const phrasesOf = (aspect: SurveyAspect): readonly string[] => [
    ...new Set([...offered[aspect], ...[chosen[aspect] ?? []].flat()]),
  ];
  return (
    <fieldset class="question">
      <legend>{isHeaded ? <span class="hidden-text">{say(label)}</span> : say(label)}</legend>
      {first !== undefined && (
        <div class="form-row" role="radiogroup" aria-label={`${say(label)}: ${words.survey.aspects[first]}`}>
          <span class="quiet">{words.survey.aspects[first]}</span>
          {[...phrasesOf(first), ''].map(phrase => (
            <label key={phrase} class="check">
              <input
                type="radio"
                name={id}
                value={phrase}
                checked={(chosen[first] ?? '') === phrase}
                onChange={() => choose({ ...chosen, [first]: phrase })}
              />
              {phrase === '' ? <span class="quiet">{words.survey.open}</span> : phrase}
            </label>
          ))}
        </div>
      )}
      <div class="form-row">
        {others.map(aspect => (
          <label key={aspect} class="inline-field">
            <span>{words.survey.aspects[aspect]}</span>
            <select value={chosen[aspect] ?? ''} onChange={event => choose({ ...chosen, [aspect]: event.currentTarget.value })}>
              <option value="">{words.survey.open}</option>
              {phrasesOf(aspect).map(phrase => (
                <option key={phrase} value={phrase}>
                  {phrase}
                </option>
              ))}
            </select>
          </label>
        ))}
        {(chosen.satisfaction ?? '') !== '' && (
          <label class="inline-field" title={words.survey.commentHint}>
            <span>{words.survey.comment}</span>
            <input
              maxLength={5000}
              value={chosen.comment ?? ''}
              onInput={event => choose({ ...chosen, comment: event.currentTarget.value })}
            />
          </label>
        )}
      </div>
    </fieldset>
  );
}
