import type { WeightsDerived } from '../../contract/weights.js';
import { useTranslation } from '../language.js';
import { shareText } from '../number.js';
import { filled } from '../words/en.js';
import { useClientNames } from './client-head.js';
import { ChangeHead, IndexChange } from './index-change.js';
import { Notice } from './notice.js';
import { ScrollTable } from './scroll-table.js';
import { TableHead } from './table-head.js';

interface Props {
  readonly derived: WeightsDerived;
  /** What a level is called, by the id of its branch or index. */
  readonly levelName: (level: string) => string;
  readonly isBusy: boolean;
  /** Writes what was tried. */
  readonly write: () => void;
}

/** WeightsDerived weights: old and new side by side, where they come from, and what they make of the last period's index. */
export function DerivedWeights({ derived, levelName, isBusy, write }: Props) {
  const { words, say } = useTranslation();
  const { weighing } = words;
  const { label, levels, unchanged, provenance, file, from, yaml, dry_run: isTrial } = derived;
  return (
    <section class="card stack" aria-label={say(label)}>
      {isTrial ? (
        <Notice tone="warn">{weighing.tried}</Notice>
      ) : (
        <Notice tone="good">{filled(weighing.written, { file: file ?? '', day: from })}</Notice>
      )}
      <p class="hint">
        {weighing.provenance}:{' '}
        {Object.entries(provenance)
          .map(([key, text]) => `${key} ${text}`)
          .join(' · ')}
      </p>
      {levels.map(level => (
        <LevelTable key={level.level} level={level} name={levelName(level.level)} />
      ))}
      {unchanged.length > 0 && (
        <details>
          <summary>
            {weighing.unchanged} ({unchanged.length})
          </summary>
          <ul>
            {unchanged.map(({ level, why }) => (
              <li key={level}>
                {levelName(level)} <span class="quiet">{why}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <EffectOnIndex derived={derived} />
      <details>
        <summary>{weighing.yaml}</summary>
        <pre class="excerpt">{yaml}</pre>
      </details>
      {isTrial && (
        <p class="form-row">
          <button type="button" class="main" disabled={isBusy} onClick={write}>
            {weighing.write}
          </button>
        </p>
      )}
    </section>
  );
}

interface LevelProps {
  readonly level: WeightsDerived['levels'][number];
  readonly name: string;
}

function LevelTable({ level: { weights }, name }: LevelProps) {
  const { words, say, language } = useTranslation();
  const { weighing } = words;
  return (
    <ScrollTable caption={filled(weighing.level, { level: name })} isCaptionShown kind="weights">
      <TableHead columns={[weighing.node, { number: weighing.before }, { number: weighing.after }, null]} />
      <tbody>
        {weights.map(({ node, label, before, after }) => (
          <tr key={node}>
            <th scope="row">{say(label)}</th>
            <td class="number">{shareText(Number(before), language)}</td>
            <td class="number strong">{shareText(Number(after), language)}</td>
            <td class="bar-cell" aria-hidden="true">
              <span class="bar">
                <span style={{ width: `${Number(after) * 100}%` }} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

function EffectOnIndex({ derived: { effect } }: { readonly derived: WeightsDerived }) {
  const { words } = useTranslation();
  const { weighing } = words;
  const names = useClientNames();
  if (effect.length === 0) return <p class="quiet">{weighing.noEffect}</p>;
  return (
    <ScrollTable caption={weighing.effect} isCaptionShown>
      <ChangeHead about={[words.client, words.period]} />
      <tbody>
        {effect.map(({ client, period, before, after }) => (
          <tr key={`${client} ${period}`}>
            <th scope="row">{names(client)}</th>
            <td class="fixed">{period}</td>
            <IndexChange before={before} after={after} />
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
