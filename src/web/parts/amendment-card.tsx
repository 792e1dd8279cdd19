import type { Exclusion, Override } from '../../contract/amendments.js';
import type { NamedFact } from '../../contract/amendments-shown.js';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { useMetricLabels, useMetrics } from '../metric-labels.js';
import { levelDigits } from '../../digits/digits.js';
import { numberText } from '../number.js';
import { at, withQuery } from '../rest.js';
import { isSameName, may, useSession } from '../session.js';
import { filled } from '../words/en.js';
import { useClient, useClientNames } from './client-head.js';
import { DecideForm, type Decision } from './decide-form.js';
import { dayText, When } from './when.js';

/** An exclusion: what is left out of which metrics, why, who asked for it and who decided. Whoever may decide can do it here. */
export function ExclusionCard({ one, reload }: { readonly one: Exclusion; readonly reload: () => void }) {
  const { words, say } = useTranslation();
  const { amendments } = words;
  const { client, about } = one;
  const { dispute, reason, facts, where, metrics, evidence } = about;
  const labels = useMetricLabels();
  const place = Object.entries(where).map(([field, value]) => `${amendments.where[field] ?? field} ${value}`);
  return (
    <Card one={one} list="exclusions" title={filled(amendments.exclusion, { number: one.number })} reload={reload}>
      <p class="said">
        {say(reason.label)}{' '}
        <span class="quiet">
          {reason.code} · {words.exclusions.party}: {words.exclusions.parties[reason.party] ?? reason.party}
          {dispute !== undefined && ` · ${filled(amendments.ofDispute, { number: dispute })}`}
        </span>
      </p>
      <dl class="pairs wide">
        <Pair name={amendments.facts} value={numbersText(facts)} />
        <Pair
          name={amendments.time}
          value={<Time client={client} about={about} />}
          isShown={about.period !== undefined || about.from !== undefined}
        />
        <Pair name={amendments.place} value={place.join(' · ')} />
        <Pair name={amendments.metrics} value={metrics.length === 0 ? amendments.allMetrics : metrics.map(labels).join(' · ')} />
        <Pair name={words.exclusions.evidence} value={evidence} />
      </dl>
    </Card>
  );
}

/** An override: the agreed value, why, who asked, who decided; who may decide does so here. */
export function OverrideCard({ one, reload }: { readonly one: Override; readonly reload: () => void }) {
  const { words, language } = useTranslation();
  const { amendments } = words;
  const { client, about } = one;
  const { metric, period, value, reason, evidence } = about;
  const labels = useMetricLabels();
  const unit = useMetrics().find(({ id }) => id === metric)?.unit ?? '';
  const agreed = Number(value);
  return (
    <Card one={one} list="overrides" title={filled(amendments.override, { number: one.number })} reload={reload}>
      <p class="said">{reason}</p>
      <dl class="pairs wide">
        <Pair
          name={words.metric}
          value={<a href={withQuery(at`/clients/${client}/metrics/${metric}`, { period })}>{labels(metric)}</a>}
        />
        <Pair name={words.period} value={period} />
        <Pair name={amendments.agreed} value={<strong>{numberText(unit, agreed, levelDigits(unit, agreed), language)}</strong>} />
        <Pair name={words.exclusions.evidence} value={evidence} />
      </dl>
    </Card>
  );
}

const numbersText = (facts: readonly NamedFact[]): string =>
  [...new Set(facts.map(({ number, line }) => (line === undefined ? number : `${number}/${line}`)))].join(', ');

interface PairProps {
  readonly name: string;
  readonly value: ComponentChildren;
  readonly isShown?: boolean;
}

function Pair({ name, value, isShown = true }: PairProps) {
  if (value === '' || !isShown) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** The period, or the first and the last day in the client's zone. */
function Time({ client, about: { period, from, to } }: { readonly client: string; readonly about: Exclusion['about'] }) {
  const { words } = useTranslation();
  const { me } = useSession();
  const zone = useClient(client)?.time_zone ?? me.time_zone;
  if (period !== undefined) return <>{period}</>;
  const first = from === undefined ? '' : dayText(new Date(from), zone);
  const last = to === undefined ? '' : dayText(new Date(Date.parse(to) - 1), zone);
  return <>{filled(words.amendments.days, { from: first, to: last })}</>;
}

interface CardProps {
  readonly one: Exclusion | Override;
  readonly list: 'exclusions' | 'overrides';
  readonly title: string;
  readonly reload: () => void;
  readonly children: ComponentChildren;
}

function Card({ one, list, title, reload, children }: CardProps) {
  const { words } = useTranslation();
  const { amendments } = words;
  const client = useClientNames()(one.client);
  return (
    <li class="card">
      <div class="title-row">
        <h2>
          {title} <span class="quiet">{client}</span>
        </h2>
        <span class={`state state-${one.state}`}>{amendments.states[one.state]}</span>
      </div>
      {children}
      <p class="quiet">
        {amendments.askedBy} {one.requested_by}, <When at={one.requested_at} />
      </p>
      {one.decisions.map(({ kind, by, at: when, why }) => (
        <p key={`${kind} ${when}`} class="answer">
          <strong>{amendments.kinds[kind]}</strong>
          {why !== null && `: ${why}`}{' '}
          <span class="quiet">
            {by}, <When at={when} />
          </span>
        </p>
      ))}
      <Deciding {...{ one, list, reload }} />
    </li>
  );
}

/** The decisions that the reader may take; whoever asked sees that somebody else decides. */
function Deciding({ one, list, reload }: Pick<CardProps, 'one' | 'list' | 'reload'>) {
  const { words } = useTranslation();
  const { amendments } = words;
  const { me } = useSession();
  const [decision, setDecision] = useState<Decision>();
  const { client, number, state, requested_by: by } = one;
  const isOpen = state === 'requested' || state === 'approved';
  const ways: readonly (readonly [Decision, string])[] =
    state === 'requested'
      ? [
          ['approval', amendments.approve],
          ['refusal', amendments.refuse],
        ]
      : [['revocation', amendments.revoke]];
  if (!may.amend(me)) return null;
  return (
    <>
      {isOpen && isSameName(by, me.name) && <p class="hint">{amendments.own}</p>}
      {isOpen && !isSameName(by, me.name) && (
        <p class="form-row">
          {ways.map(([way, label]) => (
            <button key={way} type="button" onClick={() => setDecision(way)}>
              {label} <span class="hidden-text">{number}</span>
            </button>
          ))}
        </p>
      )}
      {decision !== undefined && (
        <DecideForm {...{ list, client, number, decision }} close={() => setDecision(undefined)} done={reload} />
      )}
    </>
  );
}
