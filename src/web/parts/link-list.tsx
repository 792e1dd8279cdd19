import type { SurveyLinks } from '../../contract/survey-links.js';
import type { SurveyLink } from '../../contract/survey-links.js';
import { useState } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { at } from '../rest.js';
import { may, useSession } from '../session.js';
import { filled } from '../words/en.js';
import { LinkForm } from './link-form.js';
import { Nothing } from './notice.js';
import { Shown } from './problem.js';
import { RevokeDialog } from './revoke-dialog.js';
import { ScrollTable } from './scroll-table.js';
import { When } from './when.js';
import { TableHead } from './table-head.js';

interface Props {
  readonly client: string;
  readonly waves: readonly string[];
  /** Called when what is known of the waves may have changed. */
  readonly changed: () => void;
}

/** The links under which respondents answer: made here, listed without what opens them, taken back. */
export function LinkList({ client, waves, changed }: Props) {
  const { words } = useTranslation();
  const { surveys } = words;
  const { me } = useSession();
  const [read, reload] = useResource<SurveyLinks>(at`/clients/${client}/survey-links`);
  const [linkToRevoke, setLinkToRevoke] = useState<SurveyLink>();
  return (
    <section class="card stack" aria-label={surveys.links}>
      <h2>{surveys.links}</h2>
      {may.improve(me) && (
        <>
          <p class="hint">{surveys.linksHint}</p>
          <LinkForm client={client} waves={waves} done={reload} />
        </>
      )}
      <Shown of={read} retry={reload}>
        {({ links }) =>
          links.length === 0 ? <Nothing>{surveys.noLinks}</Nothing> : <Table links={links} revoke={setLinkToRevoke} />
        }
      </Shown>
      {linkToRevoke !== undefined && (
        <Revoke
          {...{ client, linkToRevoke }}
          close={() => setLinkToRevoke(undefined)}
          done={() => {
            reload();
            changed();
          }}
        />
      )}
    </section>
  );
}

interface TableProps {
  readonly links: readonly SurveyLink[];
  readonly revoke: (link: SurveyLink) => void;
}

const stateClass = { open: 'requested', answered: 'done', expired: 'expired', revoked: 'revoked' } as const;

function Table({ links, revoke }: TableProps) {
  const { words } = useTranslation();
  const { surveys } = words;
  const { me } = useSession();
  return (
    <ScrollTable caption={surveys.links} kind="links-table">
      <TableHead
        columns={[
          surveys.wave,
          surveys.role,
          words.state,
          surveys.created,
          surveys.lastDay,
          surveys.ended,
          ...(may.improve(me) ? [{ hidden: surveys.revoke }] : []),
        ]}
      />
      <tbody>
        {links.map(link => (
          <tr key={link.link}>
            <th scope="row">
              {link.wave} <code class="quiet">{link.link.slice(0, 6)}</code>
            </th>
            <td>{surveys.roles[link.role]}</td>
            <td>
              <span class={`state state-${stateClass[link.state]}`}>{surveys.linkStates[link.state]}</span>
            </td>
            <td class="fixed">
              {link.created_by}, <When at={link.created_at} />
            </td>
            <td class="fixed">
              <When at={link.expires} />
            </td>
            <td class="fixed">
              <When at={link.ended_at} />
            </td>
            {may.improve(me) && (
              <td>
                {link.state === 'open' && (
                  <button type="button" onClick={() => revoke(link)}>
                    {surveys.revoke} <span class="hidden-text">{link.link.slice(0, 6)}</span>
                  </button>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

interface RevokeProps {
  readonly client: string;
  readonly linkToRevoke: SurveyLink;
  readonly close: () => void;
  readonly done: () => void;
}

function Revoke({ client, linkToRevoke: { link }, close, done }: RevokeProps) {
  const { surveys } = useTranslation().words;
  return (
    <RevokeDialog
      title={filled(surveys.revokeTitle, { link: link.slice(0, 6) })}
      path={at`/clients/${client}/survey-links/${link}`}
      label={surveys.revoke}
      {...{ close, done }}
    >
      <p>{surveys.revokeHint}</p>
    </RevokeDialog>
  );
}
