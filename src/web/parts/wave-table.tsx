import type { Surveys, Wave } from '../../contract/surveys.js';
import { useTranslation } from '../language.js';
import { countText, numberText } from '../number.js';
import { at } from '../rest.js';
import { useSession } from '../session.js';
import { filled } from '../words/en.js';
import { useClientNames } from './client-head.js';
import { Nothing } from './notice.js';
import { ScrollTable } from './scroll-table.js';
import { dayText } from './when.js';
import { TableHead } from './table-head.js';

/** The survey waves: who was asked, who answered, for which periods a wave counts, and whether it is stale. */
export function WaveTable({ surveys, isOfAll }: Surveys & { readonly isOfAll: boolean }) {
  const { words } = useTranslation();
  const { surveys: surveyWords } = words;
  const numbers = [surveyWords.invited, surveyWords.respondents, surveyWords.rate, surveyWords.answers, surveyWords.share];
  if (surveys.every(({ waves }) => waves.length === 0)) return <Nothing>{surveyWords.none}</Nothing>;
  return (
    <ScrollTable caption={surveyWords.waves} kind="waves">
      <TableHead
        columns={[
          ...(isOfAll ? [words.client] : []),
          surveyWords.wave,
          surveyWords.periods,
          surveyWords.group,
          ...numbers.map(number => ({ number })),
          surveyWords.lastAt,
          words.state,
        ]}
      />
      <tbody>
        {surveys.flatMap(({ client, waves }) =>
          newestFirst(waves).map(wave => (
            <Rows key={`${client} ${wave.wave}`} wave={wave} client={isOfAll ? client : undefined} />
          )),
        )}
      </tbody>
    </ScrollTable>
  );
}

const newestFirst = (waves: readonly Wave[]): readonly Wave[] => waves.toSorted((a, b) => (a.wave < b.wave ? 1 : -1));

function Rows({ wave, client }: { readonly wave: Wave; readonly client: string | undefined }) {
  const { words, language } = useTranslation();
  const { surveys: surveyWords } = words;
  const { me } = useSession();
  const names = useClientNames();
  const { groups, periods, last_at: last, stale, stale_after: until } = wave;
  return (
    <>
      {groups.map(({ group, invited, respondents, response_rate: rate, more_than_invited: isMore, answers, share }, i) => (
        <tr key={group}>
          {client !== undefined && <td>{i === 0 && <a href={at`/clients/${client}/surveys`}>{names(client)}</a>}</td>}
          <th scope="row">{wave.wave}</th>
          <td class="fixed">{periods === null ? <span class="quiet">{surveyWords.byDay}</span> : periods.join(', ')}</td>
          <td>{surveyWords.groups[group]}</td>
          <td class="number">{invited === null ? '–' : countText(invited)}</td>
          <td class="number">{countText(respondents)}</td>
          <td class="number">
            {rate === null ? '–' : numberText('%', rate, 1, language)}
            {isMore && (
              <>
                {' '}
                <span class="tag tag-warn">{surveyWords.moreThanInvited}</span>
              </>
            )}
          </td>
          <td class="number">{countText(answers)}</td>
          <td class="number">{share ?? '–'}</td>
          <td class="fixed">{last === null ? '–' : <time dateTime={last}>{dayText(new Date(last), me.time_zone)}</time>}</td>
          <td class="fixed">
            {stale ? (
              <span class="tag tag-warn">{surveyWords.stale}</span>
            ) : (
              until !== null && <span class="quiet">{filled(surveyWords.staleAfter, { day: until })}</span>
            )}
          </td>
        </tr>
      ))}
    </>
  );
}
