import type { Surveys as SurveyStatus } from '../../contract/surveys.js';
import { useTranslation } from '../language.js';
import { ClientHead, useClientNames } from '../parts/client-head.js';
import { LinkList } from '../parts/link-list.js';
import { Shown } from '../parts/problem.js';
import { WaveTable } from '../parts/wave-table.js';
import { useResource } from '../resource.js';
import { at } from '../rest.js';
import { useSession } from '../session.js';
import { filled } from '../words/en.js';

/** The surveys of one client, with the links that respondents answer under; or those of all clients. */
export function SurveysPage({ client }: { readonly client?: string }) {
  const { words } = useTranslation();
  const { surveys } = words;
  const { me } = useSession();
  const [read, reload] = useResource<SurveyStatus>(client === undefined ? '/surveys' : at`/clients/${client}/surveys`);
  return (
    <>
      {client === undefined ? <h1>{surveys.title}</h1> : <ClientHead client={client} page="surveys" />}
      <Shown of={read} retry={reload}>
        {status => (
          <>
            <section class="card" aria-label={surveys.waves}>
              <h2>{surveys.waves}</h2>
              <p class="hint">{surveys.wavesHint}</p>
              {client === undefined ? <AllClients {...status} /> : <WaveTable surveys={status.surveys} isOfAll={false} />}
            </section>
            {client !== undefined && me.role !== 'client' && (
              <LinkList
                client={client}
                waves={(status.surveys[0]?.waves ?? []).map(({ wave }) => wave).toSorted((a, b) => (a < b ? 1 : -1))}
                changed={reload}
              />
            )}
          </>
        )}
      </Shown>
    </>
  );
}

/** The waves of all clients: those that somebody answered, and below them whom nobody answered for. */
function AllClients({ surveys }: SurveyStatus) {
  const { words } = useTranslation();
  const names = useClientNames();
  const isAnswered = ({ waves }: SurveyStatus['surveys'][number]): boolean =>
    waves.some(({ groups }) => groups.some(({ respondents }) => respondents > 0));
  const silent = surveys.filter(one => !isAnswered(one));
  return (
    <>
      <WaveTable surveys={surveys.filter(isAnswered)} isOfAll />
      {silent.length > 0 && (
        <details>
          <summary>{filled(words.surveys.unanswered, { count: silent.length })}</summary>
          <p class="links">
            {silent.map(({ client }) => (
              <a key={client} href={at`/clients/${client}/surveys`}>
                {names(client)}
              </a>
            ))}
          </p>
        </details>
      )}
    </>
  );
}
