// Transport demands, invoices, survey answers and the firm's own readings.
import { day, hour, minute, months, workingTime } from './clock.mjs';
import { randomStream } from './random.mjs';
import { clients } from './world.mjs';

const demandsPerMonth = { ACME: 42, QINGHE: 26, LOTUS: 24, NORDLYS: 28, KESTREL: 14 };
const metShare = { ACME: [0.98, 0.95, 0.97, 0.96, 0.94, 0.97], QINGHE: 0.99, LOTUS: 0.96, NORDLYS: 0.975, KESTREL: 0.98 };

/** A quarter's requests for transport, met in time, late or not at all. */
export function demandsOf(quarter) {
  return quarter
    .flatMap(month =>
      clients
        .filter(client => month.index >= client.since)
        .flatMap(client => {
          const random = randomStream(`demands ${month.id} ${client.code}`);
          const share = [metShare[client.code]].flat();
          return Array.from({ length: demandsPerMonth[client.code] }, (_, i) => {
            const requested = workingTime(random, month, { chinese: client.chinese });
            const due = requested + random.whole(1, 3) * day;
            const inTime = random.chance(share[month.index] ?? share[0]);
            const met = inTime || random.chance(0.6);
            return {
              client: client.code,
              no: `D${client.code.slice(0, 2)}${month.id.slice(2).replace('-', '')}${String(i + 1).padStart(3, '0')}`,
              site: client.code === 'LOTUS' ? 'CTU1' : client.chinese ? 'SHA1' : 'RTM1',
              lane: client.chinese
                ? random.pick(['上海-北京', '上海-广州', '成都-重庆'])
                : random.pick(['Rotterdam-Hamburg', 'Rotterdam-Oslo']),
              requested,
              due,
              met,
              metAt: met ? (inTime ? due - random.whole(30, 1200) * minute : due + random.whole(30, 2000) * minute) : undefined,
            };
          });
        }),
    )
    .sort((a, b) => a.requested - b.requested);
}

/** Invoice lines issued in a quarter: transport, storage and extras of each month, billed early in the next one. */
export function invoiceLines(quarter) {
  return quarter.flatMap(month =>
    clients
      .filter(client => month.index >= client.since)
      .flatMap(client => {
        const random = randomStream(`invoices ${month.id} ${client.code}`);
        const issueDue = month.from + 4 * day + 18 * hour;
        const issued = issueDue + (random.chance(0.9) ? -random.whole(1, 60) : random.whole(2, 40)) * hour;
        const settleDue = issued + 30 * day;
        const common = {
          client: client.code,
          no: `INV-${client.code}-${month.id.replace('-', '')}`,
          due: issueDue,
          issued,
          settleDue,
          settled: settleDue + (random.chance(0.85) ? -random.whole(1, 12) : random.whole(1, 15)) * day,
        };
        const km = random.whole(18000, 52000);
        const m3Days = random.whole(9000, 26000);
        const rate = client.chinese ? [4.9, 0.85] : [1.25, 0.34];
        const lines = [
          { service: 'transport', km, amount: km * rate[0] * (0.95 + random.whole(0, 10) / 100), currency: client.currency },
          {
            service: 'storage',
            m3Days,
            amount: m3Days * rate[1] * (0.95 + random.whole(0, 10) / 100),
            currency: client.currency,
          },
          { service: 'other', amount: random.whole(200, 3000), currency: client.currency },
          ...(client.code === 'KESTREL'
            ? [
                {
                  service: 'transport',
                  km: 5200,
                  amount: 5200 * 4.9,
                  currency: 'CNY',
                  ...(month.index === 2
                    ? {
                        odd: 'The Shanghai part of KESTREL is billed in CNY, the rest in EUR: two currencies are never added, so the total is refused with both groups named.',
                      }
                    : {}),
                },
              ]
            : []),
        ];
        return lines.map((line, i) => ({
          ...common,
          ...line,
          line: i + 1,
          amount: Math.round(line.amount * 100) / 100,
          correct: !random.chance(client.code === 'LOTUS' ? 0.12 : 0.04),
          ...unpaid(month, client, i, line),
        }));
      }),
  );
}

function unpaid(month, client, i, line) {
  if (month.index !== 3 || client.code !== 'NORDLYS' || i !== 0) return {};
  return { ...line, settled: undefined, amount: 48210.5, odd: 'Not settled, long after the day it was due.' };
}

/** Survey items with the question as the Chinese form prints it, and the shift of its mean against the client's mood. */
export const surveyItems = [
  ['trade_ranking', '行业排名', 0.1],
  ['public_awareness', '公众知名度', -0.3],
  ['staff_uniforms', '员工着装', 0.4],
  ['company_environment', '作业环境', 0.1],
  ['social_responsibility', '社会责任', 0.2],
  ['easy_to_reach', '容易联系', 0.3],
  ['easy_to_talk_to', '容易沟通', 0.4],
  ['process_visibility', '过程可视', -0.2],
  ['information_sharing', '信息共享', -0.3],
  ['problem_notification', '问题及时通知', -0.6],
  ['friendliness', '态度友好', 0.6],
  ['understanding', '理解需求', 0.1],
  ['communication_channels', '沟通渠道', 0],
  ['communication_frequency', '沟通频次', -0.1],
  ['keeps_promises', '信守承诺', -0.4],
  ['keeps_plans', '按计划执行', -0.3],
  ['knowledge', '专业知识', 0.2],
  ['courtesy', '礼貌', 0.5],
  ['trust', '信任', 0],
  ['system_cost_satisfaction', '系统成本', -0.5],
  ['settlement_ease', '结算方便', 0.1],
  ['settlement_reasonableness', '结算合理', 0],
  ['service_creativity', '服务创造性', -0.4],
  ['disaster_response', '意外灾难处理', -0.1],
  ['satisfaction_after_recovery', '补救后满意度', -0.6],
  ['overall_satisfaction', '总体满意度', 0],
  ['nps', '推荐意愿', 0.1],
];

const phrases = ['非常不满意', '不满意', '一般', '满意', '非常满意'];
const phraseOf = score => phrases[score >= 9 ? 4 : score >= 7 ? 3 : score >= 5 ? 2 : score >= 2 ? 1 : 0];
const people = {
  ACME: ['王主任', '李经理', '赵采购'],
  QINGHE: ['孙药师', '周经理'],
  LOTUS: ['钱总', '吴店长', '郑经理'],
  NORDLYS: ['I. Halvorsen', 'M. Keller', 'S. Lund'],
  KESTREL: ['P. Claes', 'H. Brandt'],
};

/** A quarter's answers of the clients that answer in Chinese phrases, or of those that give numbers; one wave a month. */
export function answersOf(quarter, chinese) {
  return quarter
    .flatMap(month =>
      clients
        .filter(client => client.chinese === chinese && month.index >= client.since)
        .flatMap(client => {
          const random = randomStream(`survey ${month.id} ${client.code}`);
          return people[client.code].flatMap((respondent, person) => {
            const answered = month.from + (18 + person) * day + random.whole(9, 17) * hour;
            const common = { client: client.code, wave: month.id, respondent, role: 'client', method: 'questionnaire', answered };
            const scored = (item, aspect, mean, rest = {}) => ({
              ...common,
              item,
              aspect,
              ...rest,
              score: Math.max(1, Math.min(10, Math.round(mean + random.whole(-12, 12) / 10))),
            });
            const mood = client.mood[month.index];
            const satisfaction = surveyItems.map(([item, , shift]) => scored(item, 'satisfaction', mood + shift));
            const importance =
              month.index % 3 === 0 && person === 0
                ? surveyItems.filter(([item]) => item !== 'nps').map(([item, , shift]) => scored(item, 'importance', 7.4 - shift))
                : [];
            const consignee =
              person === 0
                ? [
                    scored('overall_satisfaction', 'satisfaction', mood - 0.3, {
                      respondent: chinese ? '收货门店' : 'Consignee panel',
                      role: 'consignee',
                      method: 'callback',
                    }),
                  ]
                : [];
            return [...satisfaction, ...importance, ...consignee].map((answer, i) => remarked(month, client, person, i, answer));
          });
        }),
    )
    .map(answer => ({ ...answer, phrase: chinese ? phraseOf(answer.score) : undefined }));
}

/** A remark here and there, and one question left open. */
function remarked(month, client, person, i, answer) {
  if (client.code === 'ACME' && month.index === 4 && person === 0 && i === 13)
    return { ...answer, comment: '五月以来多次晚到，司机换人太频繁。' };
  if (client.code === 'NORDLYS' && month.index === 1 && person === 1 && i === 2)
    return {
      ...answer,
      blank: true,
      comment: 'never saw them',
      odd: 'No score was given: the answer counts for nobody, it is undetermined, not 0.',
    };
  return answer;
}

/** The firm's financial readings, one set at the end of each month. */
export function readings() {
  const random = randomStream('readings');
  return months.flatMap(month =>
    [
      ['current_ratio', 165, 185],
      ['debt_to_assets', 42, 48],
      ['return_on_equity', 8, 12],
      ['revenue_growth', 5, 12],
    ].map(([item, least, most]) => ({ item, read: month.to - day, value: random.whole(least * 10, most * 10) / 1000 })),
  );
}
