// Warehouse order lines and stock counts of all sites: the two sheets of the quarterly workbook.
import { day, dayOf, hour, minute, weekday, workingTime } from './clock.mjs';
import { randomStream } from './random.mjs';
import { sites, stores } from './world.mjs';

const inbound = [
  ['receive', 55],
  ['put_away', 40],
  ['return', 5],
];
const outbound = [
  ['pick', 50],
  ['pack', 15],
  ['ship', 35],
];

/** A month's task lines. */
export function taskLines(month) {
  return stores
    .filter(store => month.index >= store.since)
    .flatMap(store => {
      const random = randomStream(`tasks ${month.id} ${store.client} ${store.site}`);
      return Array.from({ length: random.whole(42, 54) }, (_, i) => taskOrder(random, month, store, i + 1)).flat();
    })
    .sort((a, b) => a.requested - b.requested);
}

function taskOrder(random, month, store, sequence) {
  const site = sites[store.site];
  const direction = random.weighed([
    ['inbound', 35],
    ['outbound', 65],
  ]);
  const activity = random.weighed(direction === 'inbound' ? inbound : outbound);
  const requested = workingTime(random, month, { chinese: site.chinese, from: 7, to: 16 });
  const due = requested + (direction === 'inbound' ? 8 : 5) * hour;
  const completed = due + (random.chance(site.onTime[month.index]) ? -random.whole(5, 230) : random.whole(10, 600)) * minute;
  const carriedOut = !random.chance(0.0015);
  const lines = random.weighed([
    [1, 78],
    [2, 22],
  ]);
  return Array.from({ length: lines }, (_, i) => {
    const asked = random.whole(4, 240);
    const wrong = direction === 'outbound' && random.chance(site.wrongPick[month.index] / 1000);
    const damaged = random.chance(store.client === 'LOTUS' ? 0.008 : 0.0025) ? random.whole(1, 2) : 0;
    return {
      client: store.client,
      site: store.site,
      task: `${store.site}-${direction === 'inbound' ? 'IN' : 'OUT'}-${month.id.slice(2).replace('-', '')}${store.client.slice(0, 2)}${String(sequence).padStart(3, '0')}`,
      line: i + 1,
      direction,
      activity,
      sku: `${store.sku}${String(random.whole(1, 60)).padStart(4, '0')}`,
      requested,
      due,
      completed: carriedOut ? completed : undefined,
      carriedOut,
      correct: carriedOut ? !wrong : undefined,
      documents: carriedOut ? !random.chance(0.003) : undefined,
      asked,
      done: carriedOut ? asked - (wrong ? 1 : 0) : 0,
      damaged,
    };
  });
}

/** A month's count lines, taken over the last working days; Chengdu reported none for April. */
export function countLines(month) {
  return stores
    .filter(store => month.index >= store.since && !(store.site === 'CTU1' && month.index === 3))
    .flatMap(store => {
      const random = randomStream(`counts ${month.id} ${store.client} ${store.site}`);
      const site = sites[store.site];
      let started = month.to - 3 * day;
      while (weekday(started) === 0 || weekday(started) === 6) started -= day;
      return Array.from({ length: 36 }, (_, i) => {
        const book = random.whole(0, 900);
        const off = random.chance(site.wrongCount[month.index] / 1000);
        return {
          client: store.client,
          site: store.site,
          count: `PD-${store.site}-${month.id.replace('-', '')}`,
          sku: `${store.sku}${String(i + 1).padStart(4, '0')}`,
          location: `${'ABCD'[i % 4]}-${String(random.whole(1, 24)).padStart(2, '0')}-${random.whole(1, 5)}`,
          type: month.index % 3 === 2 ? 'full' : 'cycle',
          counted: dayOf(started) + 9 * hour + i * 7 * minute,
          checked: true,
          book,
          physical: Math.max(0, book + (off ? random.pick([-6, -3, -2, -1, 1, 2]) : 0)),
          damaged: random.chance(0.02) ? random.whole(1, 2) : 0,
          unitValue: random.whole(1200, 26000) / 100,
          abc: random.weighed([
            ['A', 20],
            ['B', 30],
            ['C', 50],
          ]),
          currency: site.chinese ? 'CNY' : 'EUR',
          ...oddCount(month, store, i, book),
        };
      });
    });
}

/** Count lines that are there for a reason. */
function oddCount(month, store, i, book) {
  if (month.index !== 0 || store.client !== 'ACME') return {};
  if (i === 3) return { book: 0, physical: 0, damaged: 0, odd: 'Book 0, counted 0: the line is right and counts.' };
  if (i === 4)
    return {
      checked: false,
      physical: book + 40,
      odd: 'Not checked (`checked` is no): outside the accuracy, although the figures differ.',
    };
  if (i === 5) return { location: '=A1+1', odd: 'A location that begins with =: text, never a formula.' };
  return {};
}
