import type { Traced, TracedFact } from '../../../contract/audit.js';
import { useState } from 'preact/hooks';
import { useTranslation } from '../../language.js';
import { Nothing } from '../../parts/notice.js';
import { Shown } from '../../parts/problem.js';
import { ScrollTable } from '../../parts/scroll-table.js';
import { useResource } from '../../resource.js';
import { withQuery } from '../../rest.js';
import { goQuery, type PageLocation } from '../../router.js';
import { filled } from '../../words/en.js';
import { TableHead } from '../../parts/table-head.js';

type Plain = string | number | boolean | null;

/** Every version of a fact with its file and row, and what it is to every metric. */
export function TracePanel({ place }: { readonly place: PageLocation }) {
  const { language, words } = useTranslation();
  const asked = place.query.get('number') ?? '';
  const [number, setNumber] = useState(asked);
  const [traced, reload] = useResource<Traced>(
    asked === '' ? null : withQuery('/audit/trace', { number: asked, lang: language }),
  );
  return (
    <>
      <form
        class="form-row"
        onSubmit={event => {
          event.preventDefault();
          goQuery({ number: number.trim() });
        }}
      >
        <label class="field">
          <span>{words.audit.number}</span>
          <input required value={number} aria-describedby="trace-hint" onInput={event => setNumber(event.currentTarget.value)} />
        </label>
        <button type="submit" class="main">
          {words.audit.run}
        </button>
      </form>
      <p id="trace-hint" class="hint">
        {words.audit.numberHint}
      </p>
      {asked !== '' && (
        <Shown of={traced} retry={reload}>
          {({ facts }) =>
            facts.length === 0 ? <Nothing>{words.none}</Nothing> : facts.map((fact, i) => <Fact key={i} fact={fact} />)
          }
        </Shown>
      )}
    </>
  );
}

const plainText = (value: Plain): string => (value === null ? '∅' : String(value));

function Fact({ fact: { fact, key, versions, memberships, as_of_batch: batch } }: { readonly fact: TracedFact }) {
  const { words } = useTranslation();
  const parts = Object.entries(key).map(([name, value]) => `${name} ${plainText(value)}`);
  const title = `${fact} ${parts.join(', ')}`;
  return (
    <article class="traced">
      <h3>{title}</h3>
      <h4>{words.audit.versions}</h4>
      <Versions versions={versions} />
      <ScrollTable caption={filled(words.audit.membershipsAt, { batch })} of={title} isCaptionShown>
        <Memberships memberships={memberships.filter(({ membership }) => membership !== 'outside')} />
      </ScrollTable>
    </article>
  );
}

/** Every version of a fact: where it came from and what it changed; the changes of all but the first are open. */
function Versions({ versions }: Pick<TracedFact, 'versions'>) {
  const { words } = useTranslation();
  return (
    <ol class="versions">
      {versions.map(version => (
        <li key={version.batch}>
          {words.batch} {version.batch} · {version.file ?? ''}
          {version.row !== null && `:${version.row}`} ·{' '}
          <span class="quiet">
            {version.superseded_by === null
              ? words.audit.current
              : filled(words.audit.supersededBy, { batch: version.superseded_by })}
          </span>
          <details open={version !== versions[0]}>
            <summary>
              {words.audit.changed} ({version.changed.length})
            </summary>
            <ul class="changes">
              {version.changed.map(({ field, from, to }) => (
                <li key={field}>
                  <code>{field}</code> {from !== null && <>{plainText(from)} → </>}
                  <strong>{plainText(to)}</strong>
                </li>
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ol>
  );
}

function Memberships({ memberships }: Pick<TracedFact, 'memberships'>) {
  const { words, say } = useTranslation();
  return (
    <>
      <TableHead columns={[words.metric, words.period, words.metricPage.membership, words.metricPage.because]} />
      <tbody>
        {memberships.map(one => (
          <tr key={`${one.metric} ${one.because}`}>
            <th scope="row">{say(one.label)}</th>
            <td class="fixed">{one.period ?? ''}</td>
            <td class="fixed">{words.memberships[one.membership]}</td>
            <td class="because">{one.because}</td>
          </tr>
        ))}
      </tbody>
    </>
  );
}
