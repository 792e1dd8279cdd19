import { useTranslation } from '../language.js';
import { goQuery, type PageLocation } from '../router.js';
import { may, useSession } from '../session.js';
import { DeriveTab } from './weights/derive.js';
import { NowTab } from './weights/now.js';
import { WhatIfTab } from './weights/what-if.js';

/** Weights: those in force, others derived as a trial or written, and what other rules would have made of past periods. */
export function WeightsPage({ place }: { readonly place: PageLocation }) {
  const { words } = useTranslation();
  const { weighing } = words;
  const { me } = useSession();
  const tabs = [
    ['now', true, weighing.tabs.now, <NowTab place={place} />],
    ['derive', may.improve(me), weighing.tabs.derive, <DeriveTab />],
    ['try', true, weighing.tabs.try, <WhatIfTab />],
  ] as const;
  const shown = tabs.filter(([, isAllowed]) => isAllowed);
  const [chosen, , , page] = shown.find(([id]) => id === place.query.get('tab')) ?? tabs[0];
  return (
    <>
      <h1>{weighing.title}</h1>
      <div class="switch" role="group" aria-label={weighing.title}>
        {shown.map(([id, , label]) => (
          <button
            key={id}
            type="button"
            aria-pressed={id === chosen}
            onClick={() => goQuery({ tab: id === 'now' ? '' : id }, true)}
          >
            {label}
          </button>
        ))}
      </div>
      {page}
    </>
  );
}
