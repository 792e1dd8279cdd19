import type { Dispute } from '../../contract/amendments.js';
import { useState } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { at, withQuery } from '../rest.js';
import { isSameName, may, useSession } from '../session.js';
import { useMetricLabels } from '../metric-labels.js';
import { AnswerForm } from './answer-form.js';
import { useClientNames } from './client-head.js';
import { When } from './when.js';

/** Disputes, each with what it says and what was answered. */
export function DisputeList({ disputes, reload }: { readonly disputes: readonly Dispute[]; readonly reload: () => void }) {
  return (
    <ul class="disputes">
      {disputes.map(dispute => (
        <Item key={dispute.number} dispute={dispute} reload={reload} />
      ))}
    </ul>
  );
}

function Item({ dispute, reload }: { readonly dispute: Dispute; readonly reload: () => void }) {
  const { words } = useTranslation();
  const { me } = useSession();
  const names = useClientNames();
  const labels = useMetricLabels();
  const [isAnswering, setAnswering] = useState(false);
  const { number, client, state, requested_by: by, requested_at: when, about, decisions } = dispute;
  const isOpen = state === 'requested';
  return (
    <li class="card">
      <div class="title-row">
        <h2>
          #{number} {names(client)}, {about.period}
        </h2>
        <span class={`state state-${state}`}>{words.disputes.states[state]}</span>
      </div>
      <p class="links">
        {about.metrics.map(metric => (
          <a key={metric} href={withQuery(at`/clients/${client}/metrics/${metric}`, { period: about.period })}>
            {labels(metric)}
          </a>
        ))}
      </p>
      <p class="said">{about.text}</p>
      {about.evidence !== '' && (
        <p class="quiet">
          {words.disputes.evidence}: {about.evidence}
        </p>
      )}
      {about.facts.length > 0 && (
        <p class="quiet">
          {words.disputes.facts}: {[...new Set(about.facts.map(fact => fact.number))].join(', ')}
        </p>
      )}
      <p class="quiet">
        {words.disputes.openedBy} {by}, <When at={when} />
      </p>
      {decisions.map(decision => (
        <p key={decision.at} class="answer">
          <strong>{decision.kind === 'approval' ? words.disputes.states.approved : words.disputes.states.refused}</strong>:{' '}
          {decision.why ?? ''}{' '}
          <span class="quiet">
            {decision.by}, <When at={decision.at} />
          </span>
        </p>
      ))}
      {isOpen && may.amend(me) && isSameName(by, me.name) && <p class="hint">{words.disputes.own}</p>}
      {isOpen && may.amend(me) && !isSameName(by, me.name) && (
        <button type="button" onClick={() => setAnswering(true)}>
          {words.disputes.answer}
        </button>
      )}
      {isAnswering && <AnswerForm dispute={dispute} close={() => setAnswering(false)} done={reload} />}
    </li>
  );
}
