import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** The columns of the benchmark's file: sixteen, as an importer meets them. */
export const header =
  'client,shipment_no,line_no,order_no,site,carrier,mode,origin,destination,status,order_received_at,promised_at,delivered_at,ordered_qty,shipped_qty,freight_cost';

/** The layout that reads it. */
export const layoutYaml = `layout: bench
fact: shipment
format: csv
time_zone: UTC
fields:
${header
  .split(',')
  .map(name => `  ${name}: { column: ${name} }`)
  .join('\n')}
`;

/** The code of one of so many clients. */
export const clientCode = (i: number, clients: number): string => `CLIENT${String(i).padStart(String(clients - 1).length, '0')}`;

/** Writes so many shipments of some clients in January 2026, the same ones every time. */
export async function writeShipments(file: string, count: number, clients = 50): Promise<void> {
  const out = createWriteStream(file);
  const random = sequence(42);
  const upTo = (n: number): number => Math.floor(random() * n);
  out.write(`${header}\n`);
  for (let done = 0; done < count; done += 1000) {
    const rows = Array.from({ length: Math.min(1000, count - done) }, (_, i) => row(done + i, clients, upTo)).join('');
    if (!out.write(rows)) await once(out, 'drain');
  }
  out.end();
  await finished(out);
}

function row(i: number, clients: number, upTo: (n: number) => number): string {
  const ordered = Date.UTC(2026, 0, 2) + upTo(25 * 86_400) * 1000;
  const time = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
  const quantity = 1 + upTo(1000);
  return `${clientCode(upTo(clients), clients)},S${String(i).padStart(9, '0')},1,O${i >> 1},SITE${upTo(20)},Carrier ${upTo(30)},road,Shanghai,City ${upTo(300)},delivered,${time(
    ordered,
  )},${time(ordered + 2 * 86_400_000)},${time(ordered + upTo(3 * 86_400) * 1000)},${quantity},${quantity},${upTo(100_000) / 100}\n`;
}

/** Numbers from 0 to below 1 that look drawn, the same ones every time. */
export function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    // A plain product would lose its last digits, and with them the length of the sequence.
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
}
