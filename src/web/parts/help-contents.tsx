import type { HelpPage } from '../../contract/help.js';
import { useTranslation } from '../language.js';
import { at } from '../rest.js';

/** What a page of the help holds: its chapters, and the sections of what is shown. */
export function HelpContents({ data: { page, contents, chapter, at: shown } }: { readonly data: HelpPage }) {
  const { words } = useTranslation();
  if (contents.length === 0) return null;
  const lines = contents.filter(one => one.level === 2 || one.chapter === chapter);
  return (
    <details class="help-contents" open={window.innerWidth > 860}>
      <summary>{words.help.contents}</summary>
      <nav aria-label={words.help.contents}>
        <ul>
          {lines.map(one => (
            <li key={one.at} class={one.level === 3 ? 'inner' : ''}>
              <a href={at`/help/${page}/${one.at}`} {...(one.at === shown ? { 'aria-current': 'true' as const } : {})}>
                {one.title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </details>
  );
}
