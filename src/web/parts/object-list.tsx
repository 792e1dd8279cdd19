import type { ConfigObjects, FormKind } from '../../contract/config-forms.js';
import { useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { withQuery } from '../rest.js';
import { Shown } from './problem.js';

/** Where an object of config is changed in a form; a new one without an id. */
export const formAt = (kind: FormKind, id?: string): string => withQuery('/rules', { form: kind, id });

interface Listed {
  readonly id: string;
  readonly says: string;
}

/** The clients, sites and calendars there are, each with its form. */
export function ObjectList() {
  const { words, say } = useTranslation();
  const { forms } = words;
  const [objects, retry] = useResource<ConfigObjects>('/config/objects');
  const nameOf = (id: string, name: string): string => (name === id ? id : `${name} (${id})`);
  return (
    <section class="card stack" aria-label={forms.title}>
      <h2>{forms.title}</h2>
      <p class="hint">{forms.intro}</p>
      <Shown of={objects} retry={retry}>
        {({ clients, sites, calendars }) => (
          <div class="object-lists">
            <Objects kind="client" all={clients.map(({ id, name }) => ({ id, says: nameOf(id, say(name)) }))} />
            <Objects kind="site" all={sites.map(({ id, name }) => ({ id, says: nameOf(id, say(name)) }))} />
            <Objects kind="calendar" all={calendars.map(({ id }) => ({ id, says: id }))} />
          </div>
        )}
      </Shown>
    </section>
  );
}

function Objects({ kind, all }: { readonly kind: FormKind; readonly all: readonly Listed[] }) {
  const { forms } = useTranslation().words;
  return (
    <section aria-label={forms.lists[kind]} class="stack">
      <h3>{forms.lists[kind]}</h3>
      {all.length === 0 ? (
        <p class="quiet">{forms.noneYet}</p>
      ) : (
        <ul class="listed">
          {all.map(({ id, says }) => (
            <li key={id}>
              <a href={formAt(kind, id)}>{says}</a>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a class="button" href={formAt(kind)}>
          {forms.begin[kind]}
        </a>
      </p>
    </section>
  );
}
