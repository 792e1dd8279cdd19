import type { ConfigObjects, FormKind } from '../../contract/config-forms.js';
import type { ComponentChildren } from 'preact';
import { useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { withQuery } from '../rest.js';
import { filled } from '../words/en.js';
import { Shown } from './problem.js';

/** Where an object of config is changed in a form; a new one without an id. */
export const formAt = (kind: FormKind, id?: string): string => withQuery('/rules', { form: kind, id });

/** Where the rules of a contract are changed, by which things are counted. */
export const countingOf = (contract: string): string => withQuery('/rules', { form: 'contract', id: contract, part: 'rules' });

/** An object as it is listed: by its name, with the id by which rules name it. */
export const nameOf = (id: string, name: string): string => (name === id ? id : `${name} (${id})`);

/** Where a contract of a client is begun, beside the figures of a month where one is named. */
export const newContractOf = (client: string, period?: string): string =>
  withQuery('/rules', { form: 'contract', client, period });

/** Where a contract is taken from a workbook. */
const workbookAt = '/rules?form=workbook';

interface Listed {
  readonly id: string;
  readonly says: string;
}

/** The clients, sites and calendars there are, each with its form. */
export function ObjectList() {
  const { words, say } = useTranslation();
  const { forms } = words;
  const [objects, retry] = useResource<ConfigObjects>('/config/objects');
  return (
    <section class="card stack" aria-label={forms.title}>
      <h2>{forms.title}</h2>
      <p class="hint">{forms.intro}</p>
      <Shown of={objects} retry={retry}>
        {({ clients, sites, calendars, contracts }) => (
          <div class="object-lists">
            <Objects kind="client" all={clients.map(({ id, name }) => ({ id, says: nameOf(id, say(name)) }))} />
            <Objects kind="site" all={sites.map(({ id, name }) => ({ id, says: nameOf(id, say(name)) }))} />
            <Objects kind="calendar" all={calendars.map(({ id, name }) => ({ id, says: nameOf(id, say(name)) }))} />
            <Objects
              kind="contract"
              all={contracts.map(({ id, whose, from }) => ({ id, says: filled(forms.contract.listed, { id, whose, from }) }))}
            >
              <a class="button" href={workbookAt}>
                {forms.workbook.link}
              </a>
            </Objects>
          </div>
        )}
      </Shown>
    </section>
  );
}

interface ListProps {
  readonly kind: FormKind;
  readonly all: readonly Listed[];
  readonly children?: ComponentChildren;
}

function Objects({ kind, all, children }: ListProps) {
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
      <p class="form-row">
        <a class="button" href={formAt(kind)}>
          {forms.begin[kind]}
        </a>
        {children}
      </p>
    </section>
  );
}
