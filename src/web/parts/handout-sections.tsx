import type { Handout, HandoutCredits } from '../../contract/handout.js';
import { useTranslation } from '../language.js';
import { filled } from '../words/en.js';
import { StackedTable } from './stacked-table.js';
import { StatusBadge } from './status.js';

/** Where the failures of each missed measure lie, and what is done about it. */
export function HandoutFailures({ missed, linkTo }: Pick<Handout, 'missed'> & { readonly linkTo: (metric: string) => string }) {
  const { words } = useTranslation();
  if (missed.length === 0) return null;
  const title = words.handout.wentWrong;
  return (
    <section class="card" aria-label={title}>
      <h2>{title}</h2>
      <StackedTable
        caption={title}
        kind="texts"
        columns={[{ label: words.handout.measure }, { label: words.handout.where }, { label: words.handout.done }]}
        groups={[
          {
            title: '',
            rows: missed.map(({ metric, name, status, found, where, done }) => ({
              key: name,
              cells: [
                <div key="name" class="missed-name">
                  <a href={linkTo(metric)}>{name}</a>
                  <span>
                    <StatusBadge status={status} /> {found}
                  </span>
                </div>,
                <Lines key="where" texts={where} />,
                <Lines key="done" texts={done} />,
              ],
            })),
          },
        ]}
      />
    </section>
  );
}

function Lines({ texts }: { readonly texts: readonly string[] }) {
  const [only, ...rest] = texts;
  if (rest.length === 0) return <>{only}</>;
  return (
    <ul class="lines">
      {texts.map(text => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

/** The credits of the period's contract, each amount with how it comes about. */
export function HandoutCreditTable({ credits }: { readonly credits: HandoutCredits }) {
  const { words } = useTranslation();
  const { title, currency, lines, net, net_text: netText } = credits;
  return (
    <section class="card" aria-label={title}>
      <h2>{title}</h2>
      <StackedTable
        caption={title}
        columns={[
          { label: words.handout.measure },
          { label: words.handout.step },
          { label: words.handout.because },
          { label: filled(words.handout.amount, { currency }), isNumber: true },
        ]}
        groups={[
          {
            title: '',
            rows: lines.map(({ metric, name, step, because, amount }) => ({
              key: `${metric} ${name}`,
              cells: [name, step === '' ? null : step, because, amount?.text ?? '–'],
            })),
          },
        ]}
      />
      <p class="net">
        <span>{netText}</span>
        <strong>
          {net.text} {currency}
        </strong>
      </p>
    </section>
  );
}

/** Credits that another period settles. */
export function CreditsElsewhere({ lines }: { readonly lines: readonly string[] }) {
  const { words } = useTranslation();
  return (
    <section class="card" aria-label={words.improvement.credits}>
      <h2>{words.improvement.credits}</h2>
      {lines.map(line => (
        <p key={line}>{line}</p>
      ))}
    </section>
  );
}

/** What was left out, by reason and responsible party, and what others are responsible for. */
export function HandoutExclusionList({ exclusions }: Pick<Handout, 'exclusions'>) {
  const { words } = useTranslation();
  const { reasons, measures, accountable } = exclusions;
  const sentences = [...measures, ...accountable];
  if (reasons.length + sentences.length === 0) return null;
  const title = reasons.length > 0 ? words.handout.exclusions : words.handout.responsibility;
  return (
    <section class="card" aria-label={title}>
      <h2>{title}</h2>
      {reasons.length > 0 && (
        <StackedTable
          caption={title}
          kind="texts"
          columns={[{ label: words.handout.reason }, { label: words.handout.leftOut }, { label: words.handout.ofMeasures }]}
          groups={[{ title: '', rows: reasons.map(({ text, what, metrics }) => ({ key: text, cells: [text, what, metrics] })) }]}
        />
      )}
      {sentences.map(({ text }) => (
        <p key={text}>{text}</p>
      ))}
    </section>
  );
}

/** What was said after the first signature, apart from what was signed. */
export function LaterComments({ comments }: { readonly comments: Handout['comments_after_signature'] }) {
  const { words } = useTranslation();
  if (comments.length === 0) return null;
  const title = words.handout.afterSignature;
  return (
    <section class="card" aria-label={title}>
      <h2>{title}</h2>
      {comments.map(({ about, text, by, at }) => (
        <blockquote key={about}>
          <p class="as-written">
            {about}: {text}
          </p>
          <p class="quiet small">
            {by}, {at}
          </p>
        </blockquote>
      ))}
    </section>
  );
}
