// Shipment lines of both transport systems, as plain records with wall-clock times of the site.
import { day, dayOf, hour, minute, second, workingTime } from './clock.mjs';
import { randomStream } from './random.mjs';
import { carriers, flows } from './world.mjs';

const prefix = { ACME: 'AC', QINGHE: 'QH', LOTUS: 'LH', NORDLYS: 'NL', KESTREL: 'KP' };

/** All shipment lines ordered in a month through a system, oldest order first, with the odd ones given among them. */
export function shipmentLines(month, system, oddOnes) {
  const lines = flows
    .filter(flow => flow.system === system)
    .flatMap(flow => {
      const random = randomStream(`shipments ${month.id} ${flow.client} ${flow.site}`);
      return Array.from({ length: flow.perMonth[month.index] }, (_, i) => shipment(random, month, flow, i + 1)).flat();
    });
  return [...lines, ...oddOnes(lines)].sort(
    (a, b) =>
      a.orderReceived - b.orderReceived ||
      (a.shipmentNo < b.shipmentNo ? -1 : a.shipmentNo > b.shipmentNo ? 1 : a.lineNo - b.lineNo),
  );
}

function shipment(random, month, flow, sequence) {
  const lane = random.pick(flow.lanes);
  const carrier = random.weighed(flow.hired);
  const number = `${prefix[flow.client]}${flow.site.slice(0, 1)}${month.id.slice(2).replace('-', '')}${String(sequence).padStart(4, '0')}`;
  const course = timeline(random, month, flow, lane, carrier);
  const lines = random.weighed([
    [1, 80],
    [2, 15],
    [3, 5],
  ]);
  return Array.from({ length: lines }, (_, i) => ({
    ...course,
    ...goods(random, flow, course),
    client: flow.client,
    site: flow.site,
    shipmentNo: number,
    lineNo: i + 1,
    orderNo: number.replace(/^../, 'SO'),
    carrier,
    mode:
      carrier === '江海联运'
        ? '铁路'
        : lane.km > 1100 && flow.system === 'rtm'
          ? 'rail'
          : flow.system === 'rtm'
            ? 'road'
            : '公路',
    origin: flow.origin,
    destination: lane.to,
    lane: `${flow.origin}-${lane.to}`,
    consignee: course.consignee,
    km: lane.km,
    freight:
      Math.round((flow.system === 'rtm' ? lane.km * 1.15 + 35 : lane.km * 4.6 + 120) * (0.92 + random.whole(0, 16) / 100) * 100) /
      100 /
      lines,
    service: flow.cold ? 'cold_chain' : 'standard',
    temperatureOk: flow.cold ? !random.chance(0.006) : undefined,
  }));
}

/** Every time of a shipment, shared by its lines. */
function timeline(random, month, flow, lane, carrier) {
  const chinese = flow.system === 'tms';
  const orderReceived = workingTime(random, month, { chinese });
  const orderDue = orderReceived + 4 * hour;
  const orderProcessed = orderReceived + (random.chance(0.975) ? random.whole(10, 200) : random.whole(245, 600)) * minute;
  const dispatchDue = dayOf(orderReceived) + day + 18 * hour;
  const dispatched = dispatchDue + (random.chance(0.972) ? -random.whole(10, 600) : random.whole(20, 900)) * minute;
  const promised = dayOf(dispatchDue) + lane.days * day + 18 * hour;
  const punctual = random.quota(carrier, carriers[carrier][month.index]);
  const reason = random.weighed([
    ['AI', 15],
    ['AH', carrier === '顺途物流' ? 45 : 15],
    ['S01', 20],
    ['AO', 10],
    ['B1', 10],
  ]);
  const dayPromise = !chinese || random.chance(0.3);
  const lateFrom = promised + (dayPromise ? 6 * hour : 0);
  const arrival = punctual ? promised - random.whole(1, 540) * minute : lateFrom + random.whole(40, 2400) * minute;
  const delivered = Math.max(arrival, dispatched + 2 * hour) + random.whole(0, 59) * second;
  const status = random.weighed([
    ['delivered', 9840],
    ['cancelled', 80],
    ['refused', 45 * Math.min(1, flow.errors)],
    ['lost', 14 * Math.min(1, flow.errors)],
  ]);
  const feedbackDue = dispatched + 4 * hour;
  const course = {
    orderReceived,
    orderDue,
    orderProcessed,
    dispatchDue,
    dispatched,
    promised,
    dayPromise,
    delivered,
    status,
    reason: punctual ? undefined : reason,
    consignee: random.pick(flow.consignees),
    feedbackDue,
    feedback: feedbackDue + (random.chance(0.988) ? -random.whole(5, 220) : random.whole(15, 500)) * minute,
    podDue: dayOf(promised) + 11 * day - second,
    podReturned:
      dayOf(promised) + (random.chance(0.965) ? random.whole(1, 9) : random.whole(12, 25)) * day + random.whole(9, 17) * hour,
    ...(lane.customs ? customs(random, dispatched) : {}),
  };
  return fate(random, course);
}

function customs(random, dispatched) {
  const customsDue = dayOf(dispatched) + day + 12 * hour;
  const declared = customsDue + (random.chance(0.97) ? -random.whole(20, 500) : random.whole(30, 300)) * minute;
  const clearanceDue = customsDue + day;
  return {
    customsDue,
    declared,
    clearanceDue,
    cleared: clearanceDue + (random.chance(0.955) ? -random.whole(30, 800) : random.whole(60, 1500)) * minute,
  };
}

/** What did not end in a delivery has no delivery time, and where it ended, a closing time. */
function fate(random, course) {
  if (course.status === 'delivered') return course;
  const { delivered: _delivered, podReturned: _podReturned, ...rest } = course;
  if (course.status === 'cancelled') {
    const { dispatched: _dispatched, feedback: _feedback, declared: _declared, cleared: _cleared, ...never } = rest;
    return { ...never, reason: undefined, closed: course.orderReceived + random.whole(2, 20) * hour };
  }
  return {
    ...rest,
    closed: course.promised + random.whole(1, 60) * hour,
    reason: course.status === 'refused' ? 'BS' : 'D02',
  };
}

/** What a line carries and how much of it arrived whole. */
function goods(random, flow, course) {
  const small = random.chance(0.22);
  const ordered = small ? random.whole(1, Math.min(20, flow.most / 5)) : random.whole(Math.floor(flow.most / 8), flow.most);
  const sent = course.status !== 'cancelled';
  const short = random.chance(0.004 * flow.errors) ? random.whole(1, Math.min(5, ordered)) : 0;
  const shipped = ordered - short;
  const damaged = sent && random.chance(0.006 * flow.errors) ? random.whole(1, Math.min(4, shipped)) : 0;
  const lost = course.status === 'lost' ? shipped : 0;
  const arrived = course.status === 'delivered';
  const correctly = !random.chance(0.003 * flow.errors);
  return {
    product: random.pick(flow.products),
    small,
    ordered,
    shipped: sent ? shipped : 0,
    arrived: arrived ? shipped : 0,
    damaged: arrived ? damaged : 0,
    lost,
    orderCorrect: !random.chance(0.005 * flow.errors),
    deliveredCorrectly: arrived ? correctly : undefined,
    rightFailed: arrived && !correctly ? random.pick(['place', 'quantity', 'product']) : undefined,
    documentsCorrect: sent ? !random.chance(0.006 * flow.errors) : undefined,
    value: ordered * random.whole(...flow.worth),
  };
}
