import { useTranslation } from '../language.js';
import { withQuery } from '../rest.js';
import { go } from '../router.js';

/** Asks the help for words. */
export function HelpSearchForm({ question }: { readonly question: string }) {
  const { words } = useTranslation();
  return (
    <search>
      <form
        class="help-search"
        onSubmit={event => {
          event.preventDefault();
          const asked = new FormData(event.currentTarget).get('q');
          go(withQuery('/help', { q: typeof asked === 'string' ? asked : '' }));
        }}
      >
        <input
          key={question}
          type="search"
          name="q"
          maxLength={200}
          defaultValue={question}
          aria-label={words.help.search}
          placeholder={words.help.search}
        />
        <button type="submit">{words.find}</button>
      </form>
    </search>
  );
}
