// Complaints, contacts with the service desk, and quality checks of contacts.
import { at, day, hour, minute, months, second, workingTime } from './clock.mjs';
import { randomStream } from './random.mjs';
import { clients } from './world.mjs';

const agents = ['Chen Wei', 'Liu Yan', 'Zhao Min', 'Sanne de Boer', 'Jan Visser'];
const agentOf = (random, client) => (client.chinese ? random.pick(agents.slice(0, 3)) : random.pick(agents.slice(3)));

/** A month's complaints, suggestions and praise of every client. */
export function complaintsOf(month) {
  const entries = clients.flatMap(client => {
    const random = randomStream(`complaints ${month.id} ${client.code}`);
    const real = Array.from({ length: client.complaints[month.index] }, () => complaint(random, month, client, 'complaint'));
    const other =
      month.index >= client.since ? [complaint(random, month, client, random.pick(['suggestion', 'praise', 'praise']))] : [];
    return [...real, ...other];
  });
  const numbered = entries
    .sort((a, b) => a.received - b.received)
    .map((entry, i) => ({ ...entry, no: `T-${month.id.replace('-', '')}-${String(i + 1).padStart(3, '0')}` }));
  return repeated(month, [...numbered, ...oddComplaints(month)]);
}

function complaint(random, month, client, kind) {
  const received = workingTime(random, month, { chinese: client.chinese, from: 8, to: 16 }) + random.whole(0, 59) * second;
  const minutes = Math.round(client.hours[month.index] * 60 * (0.4 + random.whole(0, 120) / 100));
  const late = month.index === 4 && client.code === 'ACME';
  const category = random.weighed([
    ['late delivery', late ? 70 : 40],
    ['damage', 20],
    ['wrong goods', 10],
    ['documents', 15],
    ['attitude', 10],
  ]);
  const resolved = received + minutes * minute;
  const proper = kind === 'complaint' ? !random.chance(late ? 0.2 : 0.06) : undefined;
  return {
    client,
    kind,
    received,
    category: kind === 'complaint' ? category : 'service',
    site: client.code === 'LOTUS' ? 'CTU1' : client.chinese ? 'SHA1' : 'RTM1',
    carrier: category === 'late delivery' && client.code === 'ACME' ? '顺途物流' : undefined,
    severity: random.weighed([
      ['normal', 80],
      ['serious', 20],
    ]),
    channel: random.pick(['phone', 'e-mail', 'portal']),
    agent: agentOf(random, client),
    firstResponse: received + random.whole(4, 19) * minute,
    due: received + 2 * hour,
    resolved: kind === 'complaint' ? resolved : received + random.whole(20, 60) * minute,
    callbackDue: kind === 'complaint' ? resolved + 2 * day : undefined,
    callback: kind === 'complaint' && random.chance(0.93) ? resolved + random.whole(3, 47) * hour : undefined,
    proper,
    callbackResult: proper === undefined ? undefined : proper ? 'satisfied' : 'not satisfied',
    recovery: kind === 'complaint' && category !== 'attitude' ? random.pick(['redelivery', 'credit', 'apology']) : undefined,
    recovered: kind === 'complaint' && category !== 'attitude' ? resolved + random.whole(2, 40) * hour : undefined,
    compensation: category === 'damage' && kind === 'complaint' ? random.whole(80, 1800) : undefined,
  };
}

/** In May three complaints of ACME repeat earlier ones: handling kept nothing from coming back. */
function repeated(month, entries) {
  if (month.index !== 4) return entries;
  const acme = entries.filter(entry => entry.client.code === 'ACME' && entry.kind === 'complaint');
  return entries.map(entry => {
    const place = acme.indexOf(entry) - 4;
    const earlier = place >= 0 && place < 3 ? acme[place] : undefined;
    return earlier === undefined
      ? entry
      : {
          ...entry,
          repeatOf: earlier.no,
          category: earlier.category,
          odd: `Repeats ${earlier.no}: a repeated complaint, which raises the weight of handling time in the kpi index.`,
        };
  });
}

function oddComplaints(month) {
  const lotus = clients.find(client => client.code === 'LOTUS');
  const base = {
    client: lotus,
    kind: 'complaint',
    site: 'CTU1',
    category: 'damage',
    severity: 'serious',
    channel: 'phone',
    agent: 'Liu Yan',
  };
  if (month.index === 1)
    return [
      {
        ...base,
        no: 'T-202602-901',
        received: at('2026-02-05 10:00:00'),
        due: at('2026-02-05 12:00:00'),
        firstResponse: at('2026-02-05 10:20:00'),
        odd: 'Never resolved: open and overdue, so it was not handled in time.',
      },
    ];
  if (month.index === 2)
    return [
      {
        ...base,
        no: 'T-202603-901',
        received: at('2026-03-12 15:00:00'),
        due: at('2026-03-12 17:00:00'),
        firstResponse: at('2026-03-12 15:10:00'),
        resolved: at('2026-03-12 14:00:00'),
        proper: true,
        odd: 'Resolved before it was received: a warning of the import, not a reject.',
      },
    ];
  return [];
}

/** Contacts of one quarter, in the order they came in. */
export function contactsOf(quarter) {
  return quarter
    .flatMap(month =>
      clients
        .filter(client => month.index >= client.since)
        .flatMap(client => {
          const random = randomStream(`contacts ${month.id} ${client.code}`);
          return Array.from({ length: client.contacts }, () => contact(random, month, client));
        }),
    )
    .sort((a, b) => a.queued - b.queued)
    .map((entry, i) => ({
      ...entry,
      no: `W${quarter[0].id.slice(2, 4)}${quarter[0].id.slice(5)}${String(i + 1).padStart(4, '0')}`,
    }));
}

function contact(random, month, client) {
  const queued = workingTime(random, month, { chinese: client.chinese, from: 8, to: 17 }) + random.whole(0, 59) * second;
  const abandoned = random.chance(month.index === 4 ? 0.08 : 0.035);
  const answered = queued + random.whole(4, month.index === 4 ? 95 : 45) * second;
  return {
    client,
    direction: 'in',
    queued,
    abandoned,
    kind: random.weighed([
      ['inquiry', 60],
      ['order', 25],
      ['complaint', 5],
      ['other', 10],
    ]),
    topic: random.pick(['where is my shipment', 'booking', 'invoice', 'stock level']),
    channel: random.weighed([
      ['phone', 75],
      ['chat', 25],
    ]),
    agent: agentOf(random, client),
    answered: abandoned ? undefined : answered,
    ended: abandoned ? queued + random.whole(20, 120) * second : answered + random.whole(60, 620) * second,
    due: queued + 10 * minute,
    fcr: abandoned ? undefined : !random.chance(0.17),
  };
}

/** Quality checks of a quarter's contacts: about one in eight is listened to. */
export function checksOf(quarter, contacts) {
  const random = randomStream(`checks ${quarter[0].id}`);
  return contacts
    .filter(entry => !entry.abandoned && random.chance(0.125))
    .map((entry, i) => {
      const errors = random.weighed([
        [0, 82],
        [1, 12],
        [2, 6],
      ]);
      return {
        no: `Q${entry.no.slice(1, 5)}${String(i + 1).padStart(3, '0')}`,
        client: entry.client,
        contact: entry.no,
        agent: entry.agent,
        checker: 'Wu Lan',
        checked: entry.ended + random.whole(1, 5) * day,
        passed: errors < 2,
        score: 100 - errors * 12 - random.whole(0, 6),
        errors,
      };
    });
}

/** The two quarters of the demo. */
export const quarters = [months.slice(0, 3), months.slice(3)];
