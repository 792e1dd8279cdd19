import { expect } from 'chai';
import type { ImportedBatch } from '../../src/app/imports/imported-batch.js';
import type { Database } from '../../src/store/connect.js';
import { eachDatabase } from '../support/databases.js';
import { remedyOf } from '../support/worded.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const layout = (more = '', site = '{ column: Site }') => `
layout: tms
fact: shipment
format: csv
fields:
  shipment_no:  { column: Waybill }
  client:       { column: Client${more} }
  site:         ${site}
  delivered_at: { column: Delivered }
`;

const file = (...rows: readonly string[]) => ['Waybill,Client,Site,Delivered', ...rows, ''].join('\n');

const zone = 'time_zone: Europe/Berlin\n';
const registering = `${zone}on_unknown_client: register\n`;
const registered = `
clients:
  - { code: ACME, name: { en: Acme Foods, zh: 艾克米食品 } }
  - { code: Hollander, name: Hollander Foods B.V. }
`;

/** The shipments of the store whose numbers begin with a letter, as number, client and site, in order. */
async function shipments(database: Database, letter: string): Promise<readonly string[]> {
  const { rows } = await database.transaction(tx =>
    tx.raw<{ rows: { shipment_no: string; client: string; site: string | null }[] }>(
      'select shipment_no, client, site from fact_shipment where superseded_by is null and shipment_no like ? order by 1, 2',
      [`${letter}%`],
    ),
  );
  return rows.map(({ shipment_no: no, client, site }) => [no, client, site ?? ''].join(' '));
}

const joinedIn = ({ warnings }: ImportedBatch) =>
  warnings.flatMap(({ code, params }) => (code === 'spellings_joined' && 'joined' in params ? [params.joined] : []));

/** One client in three spellings: small, capital, and full-width with a space. */
const three = (letter: string, [small, capital, wide]: readonly string[]): string =>
  file(
    `${letter}1,${small},,2026-05-02 10:00`,
    `${letter}2,${capital},,2026-05-02 10:00`,
    `${letter}3,${wide} ,,2026-05-02 13:00`,
  );

const beta = ['beta', 'BETA', 'ＢＥＴＡ'];
const gamma = ['gamma', 'GAMMA', 'ＧＡＭＭＡ'];
const delta = ['delta', 'DELTA', 'ＤＥＬＴＡ'];

eachDatabase('importing clients and sites that are written in several ways', database => {
  it('takes what differs in case, width and spaces for the client and the site that are registered', async () => {
    const deps = await depsFor(
      database(),
      await workspaceOf({
        'plumbline.yaml': `${zone}${registered}sites: [{ code: SHA1, name: Shanghai West }]\n`,
        'config/layouts/tms.yaml': layout(),
        'in.csv': file(
          'A1,acme,sha1,2026-05-02 10:00',
          'A2,Acme  FOODS,SHANGHAI  WEST,2026-05-02 10:00',
          'A3,艾克米食品,Berlin,2026-05-02 10:00',
          'A4,HOLLANDER  foods b.v.,berlin,2026-05-02 10:00',
          'A5,Hollander,SHA1,2026-05-02 10:00',
          'A6,Hollandr,SHA1,2026-05-02 10:00',
        ),
      }),
    );
    const batch = await imported(deps, 'in.csv', 'tms');
    expect(batch.findings.map(({ code, place }) => `${place.line} ${code}`)).to.deep.equal(['7 client_unknown']);
    expect(joinedIn(batch)).to.deep.equal([['berlin → Berlin']]);
    expect(remedyOf(batch.warnings[0])).to.contain('register it under `sites` in plumbline.yaml; if they are different sites');
    expect(await shipments(database(), 'A')).to.deep.equal([
      'A1 ACME SHA1',
      'A2 ACME SHA1',
      'A3 ACME Berlin',
      'A4 Hollander Berlin',
      'A5 Hollander SHA1',
    ]);
  });

  it('makes one client of the spellings in a file where clients are not registered, the first one, and names them', async () => {
    const deps = await depsFor(
      database(),
      await workspaceOf({ 'plumbline.yaml': registering, 'config/layouts/tms.yaml': layout(), 'in.csv': three('B', beta) }),
    );
    const batch = await imported(deps, 'in.csv', 'tms');
    expect(await shipments(database(), 'B')).to.deep.equal(['B1 beta ', 'B2 beta ', 'B3 beta ']);
    expect(joinedIn(batch)).to.deep.equal([['BETA → beta', 'ＢＥＴＡ → beta']]);
    expect(remedyOf(batch.warnings[0])).to.contain('exact: true');
  });

  it('goes on with the spelling of a site that has facts already, and keeps two that both have', async () => {
    const sites = (letter: string, ...names: readonly string[]): string =>
      file(...names.map((name, at) => `${letter}${at},ACME,${name},2026-05-02 10:00`));
    const deps = await depsFor(
      database(),
      await workspaceOf({
        'plumbline.yaml': zone,
        'config/layouts/tms.yaml': layout(),
        'config/layouts/exact.yaml': layout('', '{ column: Site, exact: true }').replace('tms', 'exact'),
        'first.csv': sites('Q', 'KÖLN  Süd', 'Ulm'),
        'second.csv': sites('T', 'Köln Süd', 'ｋöln süd', 'ULM', 'Bonn'),
        'third.csv': sites('U', 'köln süd', 'KÖLN  Süd'),
        'fourth.csv': sites('V', 'Köln SÜD', 'köln süd'),
      }),
    );
    await imported(deps, 'first.csv', 'tms');
    const batch = await imported(deps, 'second.csv', 'tms');
    expect(joinedIn(batch)).to.deep.equal([['Köln Süd → KÖLN  Süd', 'ｋöln süd → KÖLN  Süd', 'ULM → Ulm']]);
    expect(await shipments(database(), 'T')).to.deep.equal([
      'T0 ACME KÖLN  Süd',
      'T1 ACME KÖLN  Süd',
      'T2 ACME Ulm',
      'T3 ACME Bonn',
    ]);
    await imported(deps, 'third.csv', 'exact');
    const both = await imported(deps, 'fourth.csv', 'tms');
    expect(both.findings.map(({ code, place }) => `${place.line} ${code}`)).to.deep.equal(['2 spelling_ambiguous']);
    expect(await shipments(database(), 'V')).to.deep.equal(['V1 ACME köln süd']);
  });

  it('goes on with the spelling that has facts already', async () => {
    const deps = await depsFor(
      database(),
      await workspaceOf({
        'plumbline.yaml': registering,
        'config/layouts/tms.yaml': layout(),
        'before.csv': file('G0,GAMMA,,2026-05-01 10:00'),
        'in.csv': three('G', gamma),
      }),
    );
    await imported(deps, 'before.csv', 'tms');
    const batch = await imported(deps, 'in.csv', 'tms');
    expect(await shipments(database(), 'G')).to.deep.equal(['G0 GAMMA ', 'G1 GAMMA ', 'G2 GAMMA ', 'G3 GAMMA ']);
    expect(joinedIn(batch)).to.deep.equal([['gamma → GAMMA', 'ＧＡＭＭＡ → GAMMA']]);
    const again = await imported(deps, 'in.csv', 'tms');
    expect(again.rows).to.deep.include({ new: 0, changed: 0, unchanged: 3 });
  });

  it('keeps spellings apart that have facts of their own, and rejects one that could be either', async () => {
    const workspace = await workspaceOf({
      'plumbline.yaml': registering,
      'config/layouts/exact.yaml': layout(', exact: true').replace('layout: tms', 'layout: exact'),
      'config/layouts/tms.yaml': layout(),
      'in.csv': three('D', delta),
      'later.csv': file('D4,DELTA,,2026-05-03 10:00', 'D5,Delta,,2026-05-03 10:00'),
    });
    const deps = await depsFor(database(), workspace);
    const exact = await imported(deps, 'in.csv', 'exact');
    expect(exact.warnings).to.deep.equal([]);
    expect(await shipments(database(), 'D')).to.deep.equal(['D1 delta ', 'D2 DELTA ', 'D3 ＤＥＬＴＡ ']);
    const later = await imported(deps, 'later.csv', 'tms');
    expect(later.findings.map(({ code, place }) => `${place.line} ${code}`)).to.deep.equal(['3 spelling_ambiguous']);
    expect(await shipments(database(), 'D')).to.include('D4 DELTA ');
  });

  it('takes each of several clients in a row for the registered one', async () => {
    const deps = await depsFor(
      database(),
      await workspaceOf({
        'plumbline.yaml': `${zone}${registered}`,
        'config/layouts/tms.yaml': layout(`, split: '/', map: { both: [acme, hollander], a: ACME, h: HOLLANDER }`),
        'in.csv': file('S1,A/H,,2026-05-02 10:00', 'S2,both,,2026-05-02 10:00'),
      }),
    );
    const batch = await imported(deps, 'in.csv', 'tms');
    expect(batch.errors).to.deep.equal([]);
    expect(await shipments(database(), 'S')).to.have.members(['S1 ACME ', 'S1 Hollander ', 'S2 ACME ', 'S2 Hollander ']);
  });
});
