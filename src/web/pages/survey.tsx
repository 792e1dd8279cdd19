import type { AnswersTaken, LinkAnswers, SurveyForm, SurveyQuestion } from '../../contract/survey-links.js';
import { useEffect, useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { Brand } from '../parts/brand.js';
import { HouseLogo, useHouseName } from '../parts/house-logo.js';
import { Notice } from '../parts/notice.js';
import { Preferences } from '../parts/preferences.js';
import { ProblemNotice, Shown } from '../parts/problem.js';
import { SurveyQuestionField } from '../parts/survey-question.js';
import { useResource } from '../resource.js';
import { at, postAnonymously, withQuery } from '../rest.js';
import { TranslationProvider } from '../translation-provider.js';
import { type Chosen, inQuestionLanguage, questionId, surveyAspects, useDraft } from '../survey-draft.js';
import { firstTheme, type Theme, applyTheme } from '../theme.js';
import { filled } from '../words/en.js';

/** A survey under a link: whoever has the link answers it once, without a key. */
export function SurveyPage({ token }: { readonly token: string }) {
  const [theme, setTheme] = useState<Theme>(firstTheme);
  const chooseTheme = (chosen: Theme): void => {
    applyTheme(chosen);
    setTheme(chosen);
  };
  return (
    <TranslationProvider>
      {chooseLanguage => (
        <main id="main" class="survey">
          <div class="title-row">
            <HouseLogo />
            <Brand />
            <Preferences {...{ theme, chooseTheme, chooseLanguage }} />
          </div>
          <Survey token={token} />
        </main>
      )}
    </TranslationProvider>
  );
}

function Survey({ token }: { readonly token: string }) {
  const { words, language } = useTranslation();
  const [form, reload] = useResource<SurveyForm>(withQuery(at`/survey/${token}`, { lang: language }));
  const [taken, setTaken] = useState<number>();
  const [closedBy, setClosedBy] = useState<string>();
  const drafting = useDraft(token);
  const firm = useHouseName();
  useEffect(() => {
    document.title = [words.survey.title, firm, 'Plumbline'].filter(part => part !== '').join(' · ');
  }, [words, firm]);
  if (taken !== undefined)
    return (
      <>
        <h1>{words.survey.title}</h1>
        <Notice tone="good">
          <p>{filled(words.survey.thanks, { count: taken })}</p>
          <p>{words.survey.usedUp}</p>
        </Notice>
      </>
    );
  const closed =
    closedBy ?? (form.state === 'failed' && [400, 404].includes(form.problem.status) ? form.problem.code : undefined);
  if (closed === 'survey_link_answered')
    return (
      <>
        <h1>{words.survey.answeredTitle}</h1>
        <Notice tone="good">{words.survey.answered}</Notice>
      </>
    );
  if (closed !== undefined)
    return (
      <>
        <h1>{words.survey.notOpenTitle}</h1>
        <Notice tone="bad">{words.survey.notOpen}</Notice>
      </>
    );
  return (
    <>
      <h1>{words.survey.title}</h1>
      <Shown of={form} retry={reload}>
        {data => (
          <Questions
            {...{ token, data, drafting, close: setClosedBy }}
            done={answers => {
              drafting.forget();
              setTaken(answers);
            }}
          />
        )}
      </Shown>
    </>
  );
}

interface QuestionsProps {
  readonly token: string;
  readonly data: SurveyForm;
  readonly drafting: ReturnType<typeof useDraft>;
  readonly done: (answers: number) => void;
  readonly close: (code: string) => void;
}

function Questions({ token, data, drafting: { draft, change }, done, close }: QuestionsProps) {
  const { words, say } = useTranslation();
  const [isEmpty, setEmpty] = useState(false);
  const { action, run, isBusy } = useAction<AnswersTaken>();
  const answers = data.sections.flatMap(({ questions }) =>
    questions.flatMap(question => answersTo(question, inQuestionLanguage(question, draft[questionId(question)]))),
  );
  const submit = (event: Event): void => {
    event.preventDefault();
    setEmpty(answers.length === 0);
    if (answers.length === 0) return;
    void run(() => postAnonymously<AnswersTaken, LinkAnswers>(at`/survey/${token}`, { answers })).then(answer => {
      if (answer !== undefined) done(answers.length);
    });
  };
  useEffect(() => {
    if (action.state === 'failed' && action.problem.status === 404) close(action.problem.code);
  }, [action]);
  const intro = { client: say(data.client.name) || data.client.code, wave: data.wave };
  return (
    <form class="stack" onSubmit={submit}>
      <p>
        {say(data.organisation)} · {filled(words.survey.intro, intro)} {words.survey.once}
      </p>
      {data.sections.map(({ label, questions }, i) => (
        <section key={i} class="card" aria-label={say(label)}>
          <h2>{say(label)}</h2>
          {questions.map(question => (
            <SurveyQuestionField
              key={questionId(question)}
              question={question}
              isHeaded={questions.length === 1 && say(question.label) === say(label)}
              chosen={inQuestionLanguage(question, draft[questionId(question)])}
              choose={now => change(questionId(question), now)}
            />
          ))}
        </section>
      ))}
      {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
      {isEmpty && answers.length === 0 && <Notice tone="bad">{words.survey.needed}</Notice>}
      <p class="form-row">
        <button type="submit" class="main" disabled={isBusy}>
          {isBusy ? words.survey.sending : words.survey.send}
        </button>
        <span class="quiet" role="status">
          {filled(words.survey.count, { count: answers.length })}
        </span>
      </p>
    </form>
  );
}

function answersTo({ items }: SurveyQuestion, chosen: Chosen): LinkAnswers['answers'] {
  const comment = chosen.comment?.trim() ?? '';
  return surveyAspects.flatMap(aspect => {
    const phrase = chosen[aspect] ?? '';
    if (phrase === '') return [];
    return [{ items, aspect, phrase, ...(aspect === 'satisfaction' && comment !== '' ? { comment } : {}) }];
  });
}
