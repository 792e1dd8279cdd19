import { expect } from 'chai';
import { verify } from '../../../src/app/audit/verify.js';
import { auditWorkbook } from '../../../src/app/audit/workbook.js';
import { evaluateClient } from '../../../src/app/evaluation/evaluate.js';
import { closePeriod } from '../../../src/app/periods/close.js';
import { periodStatus } from '../../../src/app/periods/status.js';
import { improvementFor } from '../../../src/app/improvement/show.js';
import { surveyStatus } from '../../../src/app/surveys/status.js';
import { surveyTable } from '../../../src/cli/text/surveys.js';
import { writeScorecards } from '../../../src/app/scorecards/write-scorecards.js';
import type { Deps } from '../../../src/app/deps.js';
import type { Database } from '../../../src/store/connect.js';
import { eachDatabase } from '../../support/databases.js';
import { stored } from '../../support/libreoffice.js';
import { depsFor, imported, workspaceOf } from '../importing.js';

const settings = `time_zone: Asia/Shanghai
clients:
  - { code: ACME, name: { en: Acme Foods, zh: 艾克美食品 } }
  - { code: BETA, name: { en: Beta, zh: 贝塔 } }
`;

const layout = `layout: answers
fact: survey_answer
fields:
  client: { column: client }
  wave: { column: wave }
  respondent: { column: who }
  role: { column: role }
  item: { const: overall_satisfaction }
  answered_at: { column: day }
  score: { column: score }
`;

// The clock of these tests stands at 2026-06-01.
const surveys = `surveys:
  - wave: 2026-Q2
    client: ACME
    periods: [2026-05, 2026-Q2]
    invited: { client: 8, consignee: 4, internal: 1 }
    shares: { client: "60%", consignee: "0.3", internal: "1/10" }
    stale_after: 2026-09-30
  - { wave: 2025-Q4, periods: [2025-12], invited: { client: 10 }, stale_after: 2026-05-31 }
`;

const rows = `client,wave,who,role,day,score
ACME,2026-Q2,a,client,2026-05-10,7
ACME,2026-Q2,b,,2026-05-11,8
ACME,2026-Q2,c,consignee,2026-05-12,4
ACME,2026-Q2,d,staff,2026-05-12,10
ACME,2026-Q2,e,manager,2026-05-12,9
ACME,2025-Q4,a,client,2025-12-01,3
BETA,2026-Q2,a,client,2026-05-10,5
`;

async function surveyed(database: Database): Promise<Deps> {
  const files = {
    'plumbline.yaml': settings,
    'config/surveys.yaml': surveys,
    'config/answers.yaml': layout,
    'answers.csv': rows,
  };
  const deps = await depsFor(database, await workspaceOf(files));
  await imported(deps, 'answers.csv', 'answers');
  return deps;
}

eachDatabase('survey waves', fresh => {
  it('show who was asked, who answered, and what no longer speaks for the client', async () => {
    const deps = await surveyed(fresh());
    const [status] = await surveyStatus(deps, 'ACME');
    expect(status?.waves).to.deep.equal([
      {
        wave: '2026-Q2',
        periods: ['2026-05', '2026-Q2'],
        groups: [
          {
            group: 'client',
            invited: 8,
            respondents: 2,
            answers: 2,
            response_rate: 0.25,
            more_than_invited: false,
            share: '60%',
          },
          {
            group: 'consignee',
            invited: 4,
            respondents: 1,
            answers: 1,
            response_rate: 0.25,
            more_than_invited: false,
            share: '0.3',
          },
          { group: 'internal', invited: 1, respondents: 2, answers: 2, response_rate: 2, more_than_invited: true, share: '1/10' },
        ],
        last_at: '2026-05-11T16:00:00Z',
        last_day: '2026-05-12',
        stale_after: '2026-09-30',
        stale: false,
      },
      {
        wave: '2025-Q4',
        periods: ['2025-12'],
        groups: [
          { group: 'client', invited: 10, respondents: 1, answers: 1, response_rate: 0.1, more_than_invited: false, share: null },
        ],
        last_at: '2025-11-30T16:00:00Z',
        last_day: '2025-12-01',
        stale_after: '2026-05-31',
        stale: true,
      },
    ]);
    const all = await surveyStatus(deps, undefined);
    expect(all.map(({ client }) => client)).to.deep.equal(['ACME', 'BETA']);
    expect(surveyTable(all, 'en')).to.match(/ACME +2025-Q4 .*10\.0 % .*stale/);
    expect(surveyTable(all, 'en')).to.match(/internal .*200\.0 % .*more than invited/);
    expect(surveyTable(all, 'en').match(/more than invited/g)).to.have.length(1);
    expect(surveyTable(all, 'en')).to.match(/BETA +2026-Q2 +not configured/);
    expect(surveyTable(all, 'zh'))
      .to.match(/^客户 +轮次 +期间 +对象 /)
      .and.match(/10\.0 % .*已过期/)
      .and.match(/BETA +2026-Q2 +未配置/);
  });

  it('weigh overall satisfaction by the shares of those asked, in the periods that the wave belongs to alone', async () => {
    const deps = await surveyed(fresh());
    const may = await evaluateClient(deps, 'ACME', { period: '2026-05', clients: [], actor: 'lin' });
    const found = new Map(may.document.metrics.map(({ metric, value }) => [metric, value]));
    // 0.6 × 7.5 + 0.3 × 4 + 0.1 × 9.5, exactly.
    expect(found.get('satisfaction_by_role')).to.equal(6.65);
    expect(found.get('overall_satisfaction_internal')).to.equal(9.5);
    expect(found.get('overall_satisfaction')).to.equal(7.5);
    const { findings } = await verify(deps);
    expect(findings).to.deep.equal([]);
    for (const [client, period] of [['ACME', '2026-04'] as const, ['BETA', '2026-05'] as const]) {
      const { document } = await evaluateClient(deps, client, { period, clients: [], actor: 'lin' });
      expect(document.metrics.some(({ metric }) => metric === 'satisfaction_by_role')).to.equal(false);
    }
  });

  it('stand on the Satisfaction sheet, and the workbook holds against the ledger', async () => {
    const deps = await surveyed(fresh());
    const request = { period: '2026-05', clients: ['ACME'], actor: 'lin', language: 'en', portfolio: false } as const;
    const { files } = await writeScorecards(deps, request);
    const file = files[0]?.file ?? '';
    const cells = [...(await stored(file)).entries()].filter(([at]) => at.startsWith('Satisfaction!'));
    const row = cells.find(([, shown]) => shown === '2026-Q2')?.[0].replace(/\D+/, '');
    const shown = new Map(cells);
    expect(['B', 'C', 'D', 'E', 'F', 'G'].map(column => shown.get(`Satisfaction!${column}${row}`))).to.deep.equal([
      'Client',
      '60%',
      8,
      2,
      0.25,
      'of this period',
    ]);
    expect(['E', 'F', 'G'].map(column => shown.get(`Satisfaction!${column}${Number(row) + 2}`))).to.deep.equal([
      2,
      2,
      'of this period · ! more answered than were invited',
    ]);
    expect((await auditWorkbook(deps, file)).differences).to.deep.equal([]);
  });
});

// The first quarter was asked in April, when the second had begun; a wave without configuration was asked in May.
const late = `surveys:
  - { wave: first, client: ACME, periods: [2026-Q1], shares: { client: "1" } }
  - { wave: second, periods: [2026-05, 2026-06] }
`;

const lateAnswers = `client,wave,who,role,day,score,item,aspect
ACME,first,a,client,2026-04-10,4,trust,
ACME,first,b,client,,6,trust,
ACME,first,a,client,2026-04-10,9,trust,expectation
ACME,second,a,client,2026-04-30,8,trust,
ACME,by hand,c,client,2026-05-20,5,trust,
ACME,by hand,c,client,2026-05-20,10,trust,expectation
`;

const lateLayout = layout
  .replace(
    'item: { const: overall_satisfaction }',
    'item: { column: item }\n  aspect: { column: aspect, missing: { const: satisfaction } }',
  )
  .replace('layout: answers', 'layout: late_answers');

eachDatabase('answers of configured waves', fresh => {
  it('count in the periods of their wave, whenever they were given, for metrics and gaps alike', async () => {
    const files = {
      'plumbline.yaml': settings,
      'config/surveys.yaml': late,
      'config/answers.yaml': lateLayout,
      'answers.csv': lateAnswers,
    };
    const deps = await depsFor(fresh(), await workspaceOf(files));
    await imported(deps, 'answers.csv', 'late_answers');
    const found = async (period: string) => {
      const { document } = await evaluateClient(deps, 'ACME', { period, clients: [], actor: 'lin' });
      const { gaps } = await improvementFor(deps, { client: 'ACME', period });
      const experience = gaps.gaps.find(one => one.kind === 'experience' && one.metric === 'trust');
      return [
        document.metrics.find(({ metric }) => metric === 'trust')?.value,
        experience?.against,
        experience?.wave,
        experience?.earlier,
      ];
    };
    expect(await found('2026-Q1')).to.deep.equal([5, 9, 'first', undefined]);
    // A month of the quarter was not asked for; the month of the answers' date was not either.
    expect(await found('2026-03')).to.deep.equal([null, undefined, undefined, undefined]);
    expect(await found('2026-04')).to.deep.equal([null, undefined, undefined, undefined]);
    expect(await found('2026-05')).to.deep.equal([6.5, 10, 'by hand', undefined]);
    // What was expected by hand in May stands in for June, and is said to be earlier.
    expect(await found('2026-06')).to.deep.equal([8, 10, 'by hand', true]);
    // A longer period counts each answer of its waves once.
    expect((await found('2026'))[0]).to.equal(5.75);
    expect(await found('2026-Q2')).to.deep.equal([6.5, 10, 'by hand', undefined]);
    const { findings } = await verify(deps);
    expect(findings).to.deep.equal([]);
  });

  it('that come after their period was closed are late, by their wave and not by their date', async () => {
    const files = {
      'plumbline.yaml': settings,
      'config/surveys.yaml': late,
      'config/answers.yaml': lateLayout,
      'answers.csv': lateAnswers,
      'more.csv':
        'client,wave,who,role,day,score,item,aspect\nACME,first,z,client,2026-05-02,10,trust,\nACME,second,z,client,2026-03-02,10,trust,\n',
    };
    const deps = await depsFor(fresh(), await workspaceOf(files));
    await imported(deps, 'answers.csv', 'late_answers');
    await closePeriod(deps, { period: '2026-Q1', clients: ['ACME'], waivers: [], actor: 'lin' });
    const { batch, late: touched } = await imported(deps, 'more.csv', 'late_answers');
    expect(touched).to.deep.equal([{ client: 'ACME', period: '2026-Q1', revision: 1, facts: 1 }]);
    const [status] = await periodStatus(deps, { period: '2026-Q1', clients: ['ACME'] });
    expect(status?.late.map(one => [one.batch, one.facts])).to.deep.equal([[batch, 1]]);
  });
});
