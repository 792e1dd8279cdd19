import type { HelpList, HelpPage as HelpPageAnswer, HelpSearch } from '../../contract/help.js';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { HelpReader } from '../help-for.js';
import { useTranslation } from '../language.js';
import { HelpContents } from '../parts/help-contents.js';
import { HelpSearchForm } from '../parts/help-search-form.js';
import { Notice, Nothing } from '../parts/notice.js';
import { beginTour } from '../parts/tour.js';
import { Shown } from '../parts/problem.js';
import { useResource } from '../resource.js';
import { at, withQuery } from '../rest.js';
import type { PageLocation } from '../router.js';
import { filled } from '../words/en.js';

interface Props {
  readonly place: PageLocation;
  /** Whose pages are listed first. */
  readonly reader: HelpReader;
  readonly hasTour?: boolean;
}

/** The help: its pages, what a search finds in them, or one of them. */
export function HelpPage({ place, reader, hasTour = false }: Props) {
  const { words } = useTranslation();
  const [, page, section] = place.parts;
  const question = place.query.get('q') ?? '';
  if (page !== undefined) return <OnePage page={page} section={section} />;
  return (
    <>
      <h1>{words.help.title}</h1>
      <HelpSearchForm question={question} />
      {hasTour && (
        <p>
          <button type="button" onClick={beginTour}>
            {words.tour.begin}
          </button>
        </p>
      )}
      {question.trim() === '' ? <PageList reader={reader} /> : <Found question={question} />}
    </>
  );
}

/** The order of the groups for each reader. */
const groupsFor: Readonly<Record<HelpReader, readonly HelpList['pages'][number]['readers'][]>> = {
  client: ['clients', 'lookup', 'managers', 'operation'],
  staff: ['managers', 'lookup', 'operation', 'clients'],
};

function PageList({ reader }: { readonly reader: HelpReader }) {
  const { words, say, language } = useTranslation();
  const [list, reload] = useResource<HelpList>(withQuery('/help', { lang: language }));
  return (
    <Shown of={list} retry={reload}>
      {({ pages }) =>
        groupsFor[reader].map(group => (
          <section key={group} class="card" aria-label={words.help.readers[group]}>
            <h2>{words.help.readers[group]}</h2>
            <ul class="help-list">
              {pages
                .filter(({ readers }) => readers === group)
                .map(({ page, title, about, language: spoken }) => (
                  <li key={page}>
                    <a href={at`/help/${page}`} lang={langOf(spoken)}>
                      {title}
                    </a>
                    <span class="quiet">
                      {say(about)} {spoken !== language && words.help.inEnglish}
                    </span>
                  </li>
                ))}
            </ul>
          </section>
        ))
      }
    </Shown>
  );
}

function Found({ question }: { readonly question: string }) {
  const { words, language } = useTranslation();
  const [answer, reload] = useResource<HelpSearch>(withQuery('/help/search', { q: question.slice(0, 200), lang: language }));
  return (
    <Shown of={answer} retry={reload}>
      {({ found, more }) => (
        <section class="card" aria-label={words.help.found}>
          <h2>{words.help.found}</h2>
          {found.length === 0 && <Nothing>{filled(words.help.nothing, { question })}</Nothing>}
          <ul class="help-list">
            {found.map(one => (
              <li key={`${one.page} ${one.at}`} lang={langOf(one.language)}>
                <a href={at`/help/${one.page}/${one.at}`}>{one.title}</a>
                {one.title !== one.page_title && <span class="quiet small">{one.page_title}</span>}
                {one.excerpt !== '' && (
                  <span>
                    <Marked text={one.excerpt} words={question} />
                  </span>
                )}
              </li>
            ))}
          </ul>
          {more > 0 && <p class="hint">{filled(words.help.more, { count: more })}</p>}
        </section>
      )}
    </Shown>
  );
}

/** A text in which the words that were asked for are marked. */
function Marked({ text, words }: { readonly text: string; readonly words: string }) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const lower = text.toLowerCase();
  const parts: ComponentChildren[] = [];
  let from = 0;
  for (let next = firstOf(wanted, lower, from); next !== undefined; next = firstOf(wanted, lower, from)) {
    const until = next.place + next.word.length;
    parts.push(text.slice(from, next.place), <mark>{text.slice(next.place, until)}</mark>);
    from = until;
  }
  return <>{[...parts, text.slice(from)]}</>;
}

/** Which of some words comes next in a text, the longest of those that begin at one place. */
const firstOf = (
  words: readonly string[],
  text: string,
  from: number,
): { readonly word: string; readonly place: number } | undefined =>
  words
    .map(word => ({ word, place: text.indexOf(word, from) }))
    .filter(({ place }) => place >= 0)
    .sort((a, b) => a.place - b.place || b.word.length - a.word.length)[0];

const langOf = (language: 'en' | 'zh'): string => (language === 'zh' ? 'zh-CN' : 'en');

function OnePage({ page, section }: { readonly page: string; readonly section: string | undefined }) {
  const { words, language } = useTranslation();
  const [answer, reload] = useResource<HelpPageAnswer>(withQuery(at`/help/pages/${page}`, { lang: language, at: section }));
  return (
    <>
      <div class="title-row">
        <a href="/help">{words.help.all}</a>
        <HelpSearchForm question="" />
      </div>
      <Shown of={answer} retry={reload} missing={words.help.missing}>
        {data => <Text data={data} section={section} />}
      </Shown>
    </>
  );
}

function Text({ data, section }: { readonly data: HelpPageAnswer; readonly section: string | undefined }) {
  const { words, language } = useTranslation();
  const text = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = `${data.title} · Plumbline`;
    const target = data.at === null ? null : document.getElementById(`at-${data.at}`);
    if (target === null) return undefined;
    if (target instanceof HTMLDetailsElement) target.open = true;
    // The shell has put the page at its beginning by then.
    const turn = requestAnimationFrame(() => {
      target.scrollIntoView();
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(turn);
  }, [data]);
  return (
    <>
      {data.language !== language && <Notice>{words.help.inEnglish}</Notice>}
      {section !== undefined && data.at === null && <Notice tone="warn">{words.help.sectionMissing}</Notice>}
      {!data.html.startsWith('<h1') && <h1>{data.title}</h1>}
      <div class="help-columns">
        <HelpContents data={data} />
        <article
          ref={text}
          class="card help-text"
          lang={langOf(data.language)}
          // The program's own text, in which everything but a few marks was escaped when it was built.
          dangerouslySetInnerHTML={{ __html: data.html }}
        />
      </div>
    </>
  );
}
