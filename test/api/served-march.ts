import { march, smallWorkspace } from '../cli/small-workspace.js';
import { type Serving, serving } from './serving.js';

type Person = 'client' | 'other' | 'lin' | 'wang' | 'auditor';

/** March 2026 of the small workspace, served while the tests of a block run: asks in the name of a person, for the status and the answer. */
export function servedMarch() {
  let service: Serving;
  let keys: Readonly<Record<Person, string>>;
  before(async () => {
    service = await serving(await smallWorkspace());
    keys = {
      client: await service.key({ role: 'client', name: 'Acme', clients: ['ACME'] }),
      other: await service.key({ role: 'client', name: 'Beta', clients: ['BETA'] }),
      lin: await service.key({ role: 'manager', name: 'Lin' }),
      wang: await service.key({ role: 'manager', name: 'Wang' }),
      auditor: await service.key({ role: 'auditor', name: 'Xu' }),
    };
    const body = new TextEncoder().encode(march);
    await service.ask('/imports?layout=shipments&file=march.csv', { method: 'POST', key: keys.lin, body });
  });
  after(() => service.close());
  return async <T = Record<string, unknown>>(path: string, person: Person, body?: unknown): Promise<readonly [number, T]> => {
    const answer = await service.ask(path, { key: keys[person], ...(body === undefined ? {} : { method: 'POST', body }) });
    // Every answer that is asked for so is a JSON object.
    return [answer.status, (await answer.json()) as T];
  };
}
