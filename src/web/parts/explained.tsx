import type { Explanation } from '../../contract/audit.js';
import { useState } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { withQuery } from '../rest.js';
import { Shown } from './problem.js';

/** How a figure came about: its arithmetic with the numbers in it, which standard applied and why, its score, its weight in each index. */
export function Explained({ evaluation, metric }: { readonly evaluation: string; readonly metric: string }) {
  const { language, words } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const asked = { evaluation, metric, lang: language };
  const [explained, reload] = useResource<Explanation>(isOpen ? withQuery('/audit/explain', asked) : null);
  return (
    <details class="card" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{words.audit.explain}</h2>
      </summary>
      {isOpen && (
        <Shown of={explained} retry={reload}>
          {({ arithmetic, scored, standard, weights }) => (
            <>
              <pre class="excerpt">{arithmetic}</pre>
              <p>
                {words.figures.standard}: {standard.applied ?? words.none}. {standard.why}
              </p>
              {standard.others.length > 0 && (
                <ul class="changes quiet">
                  {standard.others.map(one => (
                    <li key={`${one.standard} ${one.why}`}>
                      {one.standard}: {one.why}
                    </li>
                  ))}
                </ul>
              )}
              <p>
                {words.figures.score}: {scored}
              </p>
              <ul class="changes">
                {weights.map(({ index, path, share }) => (
                  <li key={index}>
                    {[index, ...path.map(({ id, effective_weight: weight }) => `${id} ${(weight * 100).toFixed(1)} %`)].join(
                      ' → ',
                    )}{' '}
                    = <strong>{(share * 100).toFixed(2)} %</strong>
                  </li>
                ))}
              </ul>
            </>
          )}
        </Shown>
      )}
    </details>
  );
}
