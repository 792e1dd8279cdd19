import type { FittingLayout, Recognised } from '../../../contract/waiting-files.js';
import { useTranslation } from '../../language.js';
import { Notice } from '../../parts/notice.js';
import { withQuery } from '../../rest.js';
import { filled } from '../../words/en.js';
import type { MappingDraft } from './draft.js';
import { fieldNamed } from './mapped-file.js';

interface Props {
  readonly seen: Recognised;
  readonly draft: MappingDraft;
  /** Begins anew with the choices of a layout; undefined with what is recognised of the file. */
  readonly beginWith: (layout: FittingLayout | undefined) => void;
}

/** The saved layouts that fit the file: the one whose choices are below, and the others to begin with. */
export function FittingLayouts({ seen, draft: { from }, beginWith }: Props) {
  const { words } = useTranslation();
  const { mapping } = words;
  const { fitting } = seen;
  const begun = fitting.find(({ layout }) => layout === from?.layout);
  const others = fitting.filter(({ layout }) => layout !== from?.layout);
  if (fitting.length === 0) return null;
  return (
    <section class="card stack" aria-label={mapping.fitting}>
      <h2>{mapping.fitting}</h2>
      {begun !== undefined && (
        <Notice tone="good">
          <p>
            {filled(mapping.begunWith, { layout: begun.layout })} <LastUse of={begun} />
          </p>
          <Fixed of={begun} seen={seen} />
          <p>
            <button type="button" class="wrapping" onClick={() => beginWith(undefined)}>
              {mapping.beginRecognised}
            </button>
          </p>
        </Notice>
      )}
      {others.length > 0 && (
        <>
          <p>{begun === undefined ? mapping.fits : mapping.fitsToo}</p>
          <ul class="stack waiting">
            {others.map(one => (
              <li key={one.layout} class="form-row">
                <strong>{one.layout}</strong>
                <span class="quiet">
                  {mapping.factKinds[one.fact]} · {filled(mapping.readsColumns, { count: one.reads })} <LastUse of={one} />
                </span>
                <Fixed of={one} seen={seen} />
                {one.draft === null ? (
                  <span class="quiet">
                    {mapping.onlyAsText} <a href={withQuery('/rules', { file: one.file })}>{mapping.openText}</a>
                  </span>
                ) : (
                  <button type="button" class="wrapping" onClick={() => beginWith(one)}>
                    {filled(mapping.beginWith, { layout: one.layout })}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** What a layout fills by itself in all rows: whose files it is meant for. */
function Fixed({ of: { fixed }, seen }: { readonly of: FittingLayout; readonly seen: Recognised }) {
  const { words, say } = useTranslation();
  if (fixed.length === 0) return null;
  const values = fixed.map(({ field, value }) => {
    const known = fieldNamed(seen, field);
    return `${known === undefined ? field : say(known.label)}: ${value}`;
  });
  return <p>{filled(words.mapping.fixes, { values: values.join(', ') })}</p>;
}

function LastUse({ of: { last } }: { readonly of: FittingLayout }) {
  const { words } = useTranslation();
  const { mapping } = words;
  if (last === null) return <>{mapping.neverUsed}</>;
  return <>{filled(mapping.lastUse, { batch: last.batch, file: last.file, day: last.at.slice(0, 10) })}</>;
}
