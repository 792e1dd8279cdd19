import { expect } from 'chai';
import fc from 'fast-check';
import { cellsOf } from '../../../src/import/readers/ndjson.js';
import { faultsOf, readAll, type Reading, written } from './reading.js';

const read = async (content: string): Promise<Reading> => readAll({ path: await written('a.ndjson', content), format: 'ndjson' });

describe('JSON lines', () => {
  it('gives the union of the keys as columns and text as cells', async () => {
    const { source, rows } = await read('{"id":"S-1","n":2.50,"at":{"due":"2026-01-31"}}\n\n{"id":"S-2","ok":true,"n":null}\r\n');
    expect(source.columns).to.deep.equal(['id', 'n', 'at.due', 'ok']);
    expect(rows).to.deep.equal([
      { number: 1, text: '{"id":"S-1","n":2.50,"at":{"due":"2026-01-31"}}', cells: ['S-1', '2.50', '2026-01-31', ''] },
      { number: 3, text: '{"id":"S-2","ok":true,"n":null}\r', cells: ['S-2', '', '', 'true'] },
    ]);
  });

  it('refuses the whole file where its last line breaks off', async () => {
    const stopped = async (content: string): Promise<unknown> => {
      const { faults, exitCode } = await faultsOf({ path: await written('a.ndjson', content), format: 'ndjson' });
      return [exitCode, ...faults.map(({ code, place }) => `${place.line} ${code}`)];
    };
    expect(await stopped('{"id":1}\n{"id":2,"n')).to.deep.equal([3, '2 json_cut_off']);
    expect(await stopped(`${'{"id":1}\n'.repeat(3000)}{"id":2`)).to.deep.equal([3, '3001 json_cut_off']);
    expect(await stopped('{"id":1}\n{"id":2,"n\n')).to.deep.equal([undefined, '2 json_malformed']);
    expect(await stopped('{"id":1}\n{"id":2}')).to.deep.equal([undefined]);
  });

  it('keeps every digit of a number', () => {
    const line = '{"a":12345678901234567890.123456789012345678901,"b":1e400,"c":-0.10,"d":[1.10,"1.10",{"e":2.0}]}';
    expect([...(cellsOf(line) as ReadonlyMap<string, string>)]).to.deep.equal([
      ['a', '12345678901234567890.123456789012345678901'],
      ['b', '1e400'],
      ['c', '-0.10'],
      ['d', '[1.10,"1.10",{"e":2.0}]'],
    ]);
  });

  it('takes as long as it has characters, however it breaks off', () => {
    const worst = [
      `{"a":"${'\\"'.repeat(500_000)}`,
      `{"a":"${'\\'.repeat(1_000_000)}`,
      `{"a":${'"'.repeat(1_000_000)}`,
      `{"a":${'1'.repeat(1_000_000)}:`,
      `{"a":1${' '.repeat(1_000_000)}:`,
      `${'['.repeat(1_000_000)}`,
      `${'{"a":'.repeat(200_000)}`,
      `{${Array.from({ length: 90_000 }, (_, i) => `"k${i}":${i}`).join()}}`,
    ];
    for (const line of worst) {
      const began = performance.now();
      expect(cellsOf(line), line.slice(0, 20)).to.have.property('reason');
      expect(performance.now() - began, line.slice(0, 20)).to.be.below(2000);
    }
    expect(cellsOf(`{"a":"${'\\"'.repeat(250_000)}"}`)).to.have.property('size', 1);
  });

  it('has lines of at most 1 MB and 4096 keys', async () => {
    const wide = `{${Array.from({ length: 5000 }, (_, i) => `"k${i}":0`).join()}}`;
    const long = `{"a":"${'x'.repeat(1_100_000)}"}`;
    const { rows } = await read(`{"a":1}\n${wide}\n${long}\n{"a":2}\n`);
    expect(rows.map(row => row.fault?.code)).to.deep.equal([undefined, 'json_malformed', 'json_malformed', undefined]);
  });

  it('takes exactly the lines that JSON.parse takes', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '"a"',
      ':',
      ',',
      '1',
      '01',
      '-',
      '1.5',
      '.5',
      '1e5',
      'true',
      'null',
      '"x 1 \\" 2"',
      '[',
      ']',
      ' ',
      'nul1',
    );
    const accepted = (line: string): boolean => {
      try {
        const value: unknown = JSON.parse(line);
        return typeof value === 'object' && value !== null && !Array.isArray(value);
      } catch {
        return false;
      }
    };
    const whole = fc
      .dictionary(fc.string(), fc.oneof(fc.double(), fc.string(), fc.boolean()))
      .map(value => JSON.stringify(value));
    const broken = fc.array(piece).map(pieces => `{"k":${pieces.join('')}}`);
    fc.assert(fc.property(fc.oneof(whole, broken), line => !('reason' in cellsOf(line)) === accepted(line)));
    for (const line of ['{1:2}', '{"a":1 2}', '{"a":+1}', '{"a":1.}', '1', '[]', 'null'])
      expect(cellsOf(line), line).to.have.property('reason');
  });

  it('hands out a malformed line with its fault, and goes on', async () => {
    const { rows } = await read('{"a":1}\n{"a":\n{"a":3}\n');
    expect(rows.map(row => [row.number, row.fault?.code])).to.deep.equal([
      [1, undefined],
      [2, 'json_malformed'],
      [3, undefined],
    ]);
    expect(rows[1]?.cells).to.deep.equal(['{"a":']);
  });

  it('survives a line that is nested a million deep', async () => {
    const deep = `{"a":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`;
    const { rows } = await read(`{"a":1}\n${deep}\n{"a":3}\n`);
    expect(rows.map(row => row.fault?.code)).to.deep.equal([undefined, 'json_malformed', undefined]);
  });

  it('warns once of keys that come after the lines that decide', async () => {
    const path = await written('a.ndjson', `${'{"a":1}\n'.repeat(1000)}{"a":1,"b":2}\n{"c":1}\n`);
    const { faults } = await faultsOf({ path, format: 'ndjson' });
    expect(faults.map(fault => [fault.code, fault.severity, fault.place.line])).to.deep.equal([['key_late', 'warning', 1001]]);
  });
});
