import type { Overrides } from '../../contract/amendments.js';
import type { Exclusions } from '../../contract/amendments.js';
import { useState } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { ExclusionCard, OverrideCard } from '../parts/amendment-card.js';
import { ClientHead } from '../parts/client-head.js';
import { ExclusionForm } from '../parts/exclusion-form.js';
import { Nothing } from '../parts/notice.js';
import { OverrideForm } from '../parts/override-form.js';
import { Shown } from '../parts/problem.js';
import { useResource } from '../resource.js';
import { at } from '../rest.js';
import { goQuery, type PageLocation } from '../router.js';
import { may, useSession } from '../session.js';

interface Props {
  /** All that the key may see, where none is given. */
  readonly client?: string;
  readonly place: PageLocation;
}

/** Exclusions and overrides of one client, or of all: asked for, approved, refused, revoked. */
export function ExclusionsPage({ client, place }: Props) {
  const { words } = useTranslation();
  const { amendments } = words;
  const { me } = useSession();
  const root = client === undefined ? '' : at`/clients/${client}`;
  const list = place.query.get('list') === 'overrides' ? 'overrides' : 'exclusions';
  const isWaiting = place.query.get('show') === 'waiting';
  const [exclusions, reloadExclusions] = useResource<Exclusions>(list === 'exclusions' ? `${root}/exclusions` : null);
  const [overrides, reloadOverrides] = useResource<Overrides>(list === 'overrides' ? `${root}/overrides` : null);
  const wanted = <A extends { readonly state: string; readonly number: number }>(all: readonly A[]): readonly A[] =>
    all.filter(({ state }) => !isWaiting || state === 'requested').sort((a, b) => b.number - a.number);
  return (
    <>
      {client === undefined ? <h1>{amendments.title}</h1> : <ClientHead client={client} page="exclusions" />}
      <p class="quiet">{amendments.intro}</p>
      <div class="choices">
        <Choices list={list} isWaiting={isWaiting} />
        {may.amend(me) && (
          <Asking
            client={client}
            done={which => {
              goQuery({ list: which === 'overrides' ? which : '', show: '' }, true);
              if (which === 'overrides') reloadOverrides();
              else reloadExclusions();
            }}
          />
        )}
      </div>
      {list === 'exclusions' ? (
        <Shown of={exclusions} retry={reloadExclusions}>
          {({ exclusions: all }) => (
            <Cards none={isWaiting ? amendments.nothingWaits : amendments.noExclusions} count={wanted(all).length}>
              {wanted(all).map(one => (
                <ExclusionCard key={one.number} one={one} reload={reloadExclusions} />
              ))}
            </Cards>
          )}
        </Shown>
      ) : (
        <Shown of={overrides} retry={reloadOverrides}>
          {({ overrides: all }) => (
            <Cards none={isWaiting ? amendments.nothingWaits : amendments.noOverrides} count={wanted(all).length}>
              {wanted(all).map(one => (
                <OverrideCard key={one.number} one={one} reload={reloadOverrides} />
              ))}
            </Cards>
          )}
        </Shown>
      )}
    </>
  );
}

interface CardsProps {
  readonly none: string;
  readonly count: number;
  readonly children: preact.ComponentChildren;
}

const Cards = ({ none, count, children }: CardsProps) =>
  count === 0 ? <Nothing>{none}</Nothing> : <ul class="disputes">{children}</ul>;

function Choices({ list, isWaiting }: { readonly list: 'exclusions' | 'overrides'; readonly isWaiting: boolean }) {
  const { words } = useTranslation();
  const { amendments } = words;
  const { me } = useSession();
  return (
    <>
      <div class="switch" role="group" aria-label={amendments.title}>
        {(['exclusions', 'overrides'] as const).map(one => (
          <button
            key={one}
            type="button"
            aria-pressed={one === list}
            onClick={() => goQuery({ list: one === 'overrides' ? one : '' }, true)}
          >
            {amendments[one]}
          </button>
        ))}
      </div>
      {me.role !== 'client' && (
        <div class="switch" role="group" aria-label={amendments.which}>
          <button type="button" aria-pressed={!isWaiting} onClick={() => goQuery({ show: '' }, true)}>
            {words.clientPage.everything}
          </button>
          <button type="button" aria-pressed={isWaiting} onClick={() => goQuery({ show: 'waiting' }, true)}>
            {amendments.waiting}
          </button>
        </div>
      )}
    </>
  );
}

interface AskingProps {
  readonly client: string | undefined;
  readonly done: (list: 'exclusions' | 'overrides') => void;
}

function Asking({ client, done }: AskingProps) {
  const { words } = useTranslation();
  const [asking, setAsking] = useState<'exclusions' | 'overrides'>();
  const close = (): void => setAsking(undefined);
  return (
    <div class="form-row asking">
      <button type="button" onClick={() => setAsking('exclusions')}>
        {words.amendments.askExclusion}
      </button>
      <button type="button" onClick={() => setAsking('overrides')}>
        {words.amendments.askOverride}
      </button>
      {asking === 'exclusions' && <ExclusionForm client={client} close={close} done={() => done('exclusions')} />}
      {asking === 'overrides' && <OverrideForm client={client} close={close} done={() => done('overrides')} />}
    </div>
  );
}
