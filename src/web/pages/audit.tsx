import type { JSX } from 'preact';
import { useTranslation } from '../language.js';
import { goQuery, type PageLocation } from '../router.js';
import { may, useSession } from '../session.js';
import { ComparePanel } from './audit/compare.js';
import { LedgerPanel } from './audit/ledger.js';
import { TracePanel } from './audit/trace.js';
import { VerifyPanel } from './audit/verify.js';

/** What an auditor asks: is it true, where is it from, who did it, what changed. */
export function AuditPage({ place }: { readonly place: PageLocation }) {
  const { words } = useTranslation();
  const { me } = useSession();
  const panels: readonly (readonly [boolean, string, string, JSX.Element])[] = [
    [may.verify(me), 'verify', words.audit.verify, <VerifyPanel />],
    [true, 'trace', words.audit.trace, <TracePanel place={place} />],
    [may.seeLedger(me), 'ledger', words.audit.ledger, <LedgerPanel />],
    [true, 'diff', words.audit.diff, <ComparePanel place={place} />],
  ];
  const allowed = panels.filter(([isAllowed]) => isAllowed);
  const asked = place.query.get('tab');
  const chosen = allowed.find(([, id]) => id === asked) ?? allowed[0];
  return (
    <>
      <h1>{words.audit.title}</h1>
      <div class="switch" role="group" aria-label={words.audit.title}>
        {allowed.map(([, id, label]) => (
          <button
            key={id}
            type="button"
            aria-pressed={id === chosen?.[1]}
            onClick={() => goQuery({ tab: id, from: '', to: '', number: '' })}
          >
            {label}
          </button>
        ))}
      </div>
      <section key={chosen?.[1]} class="card" aria-label={chosen?.[2]}>
        <h2>{chosen?.[2]}</h2>
        {chosen?.[3]}
      </section>
    </>
  );
}
