import { expect } from 'chai';
import iconv from 'iconv-lite';
import { detectEncoding } from '../../../src/import/readers/encoding.js';
import { cells, faultsOf, readCsv, written } from './reading.js';
import { remedyOf, whatOf } from '../../support/worded.js';

const chinese = '运单号,状态,备注\nS-1,已送达,准时送达客户仓库\nS-2,在途,联系人不在，改约明天\n';
const french = "N°,Pays,Reçu\n1,Côte d'Ivoire,déjà livré\n2,Sénégal,à l'été\n";

describe('encodings', () => {
  const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
  for (const [name, bytes, text] of [
    ['utf-8', Buffer.from(chinese), chinese],
    ['utf-8', Buffer.from(`\ufeff${chinese}`), chinese],
    ['gb18030', iconv.encode(chinese, 'gb18030'), chinese],
    ['windows-1252', iconv.encode(french, 'windows-1252'), french],
    ['windows-1252', iconv.encode('Straße;Größe\nKöln;ÄÖÜ\n', 'windows-1252'), 'Straße;Größe\nKöln;ÄÖÜ\n'],
    ['utf-16le', Buffer.from(`\ufeff${chinese}`, 'utf16le'), chinese],
    ['utf-16be', utf16be(`\ufeff${chinese}`), chinese],
    ['utf-16le', Buffer.from(chinese, 'utf16le'), chinese],
    ['utf-16be', utf16be(french), french],
  ] as const) {
    it(`finds ${name} in ${bytes.toString('hex', 0, 6)}…`, async () => {
      const reading = await readCsv(bytes);
      expect(reading.source.encoding).to.equal(name);
      const [header = '', ...lines] = text.trimEnd().split('\n');
      const delimiter = reading.source.delimiter ?? '';
      expect(reading.source.columns).to.deep.equal(header.split(delimiter));
      expect(cells(reading)).to.deep.equal(lines.map(line => line.split(delimiter)));
      expect(reading.source.findings).to.deep.equal([]);
    });
  }

  for (const name of ['gbk', 'GB2312', 'big5', 'shift_jis', 'latin1', 'UTF-16', 'utf8', 'windows-1252']) {
    it(`takes the name ${name}`, async () => {
      const text =
        name === 'big5'
          ? '狀態,b\n送達,1\n'
          : /latin|1252/.test(name)
            ? french
            : name === 'shift_jis'
              ? '状態,b\n東京,1\n'
              : chinese;
      const reading = await readCsv(iconv.encode(text, name), { encoding: name });
      expect(reading.source.columns).to.deep.equal(text.split('\n')[0]?.split(','));
    });
  }

  it('does not misjudge a file whose first megabyte ends inside a character', async () => {
    for (const shift of [0, 1, 2]) {
      const text = `${'x'.repeat(shift)},b\n${'中,文\n'.repeat(140_000)}`;
      const reading = await readCsv(text);
      expect(reading.source.encoding).to.equal('utf-8');
      expect(reading.rows.every(row => row.cells[0] === '中' && row.cells[1] === '文')).to.equal(true);
    }
  });

  it('names the line of a bad byte that comes late', async () => {
    const rows = Buffer.from(`a,b\n${'中,文\n'.repeat(200_000)}`);
    const path = await written('a.csv', Buffer.concat([rows, Buffer.from('1,caf\xe9\n2,x\n', 'latin1')]));
    const { faults, exitCode } = await faultsOf({ path, format: 'csv' });
    expect(faults[0]).to.deep.include({ code: 'encoding_invalid', place: { file: path, line: 200_002 } });
    expect(whatOf(faults[0])).to.contain('0xE9');
    expect(remedyOf(faults[0])).to.contain('encoding:');
    expect(exitCode).to.equal(3);
  });

  it('does not guess away a few bad bytes in a file that is UTF-8', async () => {
    const path = await written('a.csv', Buffer.concat([Buffer.from(chinese), Buffer.from([0x31, 0xff, 0x0a])]));
    const { faults } = await faultsOf({ path, format: 'csv' });
    expect(faults[0]).to.deep.include({ code: 'encoding_invalid', place: { file: path, line: 4 } });
  });

  it('refuses a file that is cut inside its last character', async () => {
    const path = await written('a.csv', Buffer.from('a\n中').subarray(0, 4));
    expect((await faultsOf({ path, format: 'csv', encoding: 'utf-8' })).faults[0]?.code).to.equal('encoding_invalid');
  });

  it('says so when a file looks like an encoding that it does not look for', async () => {
    const text = 'Номер;Статус;Примечание\n1;доставлено;груз прибыл на склад вовремя\n2;в пути;ожидается завтра утром\n';
    expect(detectEncoding(iconv.encode(text, 'windows-1251'), true).candidates[0]).to.equal('windows-1251');
  });
});
