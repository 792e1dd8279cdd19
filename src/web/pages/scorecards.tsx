import type { Scorecards } from '../../contract/clients.js';
import { useTranslation } from '../language.js';
import { ClientHead } from '../parts/client-head.js';
import { Nothing } from '../parts/notice.js';
import { Shown } from '../parts/problem.js';
import { ScrollTable } from '../parts/scroll-table.js';
import { useResource } from '../resource.js';
import { address, at, withQuery } from '../rest.js';
import { TableHead } from '../parts/table-head.js';

/** A client's workbooks, every revision of them, in both languages. */
export function ScorecardsPage({ client }: { readonly client: string }) {
  const { words } = useTranslation();
  const [scorecards, reload] = useResource<Scorecards>(at`/clients/${client}/scorecards`);
  const file = (period: string, revision: number, lang: string): string =>
    address(withQuery(at`/clients/${client}/scorecards/${period}.xlsx`, { lang, revision }));
  const pdf = (period: string, revision: number, lang: string): string =>
    address(withQuery(at`/clients/${client}/scorecards/${period}.pdf`, { lang, revision }));
  return (
    <>
      <ClientHead client={client} page="scorecards" />
      <p class="quiet">{words.scorecards.intro}</p>
      <Shown of={scorecards} retry={reload}>
        {data =>
          data.scorecards.length === 0 ? (
            <Nothing>{words.scorecards.none}</Nothing>
          ) : (
            <ScrollTable caption={words.scorecards.title} kind="downloads">
              <TableHead columns={[words.period, { number: words.revision }, words.state, words.scorecards.workbook, 'PDF']} />
              <tbody>
                {data.scorecards.map(({ period, revision, state }) => (
                  <tr key={`${period} ${revision}`}>
                    <th scope="row">{period}</th>
                    <td class="number">{revision}</td>
                    <td>{words.states[state]}</td>
                    <td class="links">
                      <a href={file(period, revision, 'en')} download>
                        English <span class="hidden-text">{period}</span>
                      </a>
                      <a href={file(period, revision, 'zh')} download lang="zh-CN">
                        中文 <span class="hidden-text">{period}</span>
                      </a>
                    </td>
                    <td class="links">
                      <a href={pdf(period, revision, 'en')} download>
                        English <span class="hidden-text">PDF, {period}</span>
                      </a>
                      <a href={pdf(period, revision, 'zh')} download lang="zh-CN">
                        中文 <span class="hidden-text">PDF，{period}</span>
                      </a>
                    </td>
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          )
        }
      </Shown>
    </>
  );
}
