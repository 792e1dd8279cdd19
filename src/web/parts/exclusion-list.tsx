import type { ExclusionShown } from '../../contract/amendments-shown.js';
import { useTranslation } from '../language.js';
import { useMetricLabels } from '../metric-labels.js';
import { ScrollTable } from './scroll-table.js';
import { TableHead } from './table-head.js';

/** The approved exclusions that a period's figures were made with: reason, responsible party, who asked, who approved. */
export function ExclusionList({ exclusions }: { readonly exclusions: readonly ExclusionShown[] }) {
  const { words, say } = useTranslation();
  const labels = useMetricLabels();
  if (exclusions.length === 0) return null;
  return (
    <section class="card" aria-label={words.exclusions.title}>
      <h2>{words.exclusions.title}</h2>
      <ScrollTable caption={words.exclusions.title}>
        <TableHead
          columns={[
            '#',
            words.reason,
            words.exclusions.party,
            words.clientPage.metrics,
            words.exclusions.evidence,
            words.exclusions.requested,
            words.exclusions.approved,
          ]}
        />
        <tbody>
          {exclusions.map(one => (
            <tr key={one.exclusion}>
              <th scope="row">{one.exclusion}</th>
              <td>
                {say(one.reason.label)} <span class="quiet">{one.reason.code}</span>
              </td>
              <td>{words.exclusions.parties[one.reason.party] ?? one.reason.party}</td>
              <td>{one.metrics.length === 0 ? words.all : one.metrics.map(labels).join(', ')}</td>
              <td>{one.evidence ?? ''}</td>
              <td>{one.requested_by}</td>
              <td>{one.approved_by}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </section>
  );
}
