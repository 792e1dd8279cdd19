import { expect } from 'chai';
import iconv from 'iconv-lite';
import { detectEncoding } from '../../../src/import/readers/encoding.js';
import { readingsOf } from '../../../src/import/readers/encoding-doubt.js';
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

  for (const [name, text] of Object.entries({
    'windows-1250': 'Zamówienie;Klient;Miasto;Status\n1;Wójcik;Łódź;dostarczono na czas\n2;Żak;Gdańsk;opóźnione\n',
    'windows-1251': 'No;City\n1;Москва\n2;Казань\n',
    'windows-1254': 'Sipariş;Müşteri;Şehir;Durum\n1;Yılmaz;İstanbul;teslim edildi\n2;Çelik;Diyarbakır;gecikti, şoför bekliyor\n',
  })) {
    it(`names ${name} first where it is the likeliest, and what was taken for want of a better one`, async () => {
      const { source } = await readCsv(iconv.encode(text, name));
      const [found, ...more] = source.findings;
      expect(more).to.deep.equal([]);
      expect(found?.code).to.equal('encoding_doubtful');
      expect(whatOf(found)).to.match(/^The file does not say its encoding\. It was read as windows-1252/);
      expect(remedyOf(found)).to.contain(`encoding: ${name}`);
      expect((await readCsv(iconv.encode(text, name), { encoding: name })).source.columns).to.deep.equal(
        text.split('\n')[0]?.split(/[;,]/),
      );
    });
  }

  it('names Shift-JIS and EUC-KR, also where their bytes are not even those of the encoding that was taken', async () => {
    for (const [name, code, text] of [
      ['shift_jis', 'encoding_invalid', '番号,市\n1,東京\n2,大阪\n'],
      ['shift_jis', 'encoding_invalid', '注文番号,顧客,状態\n1,東京商事,配達済み\n2,大阪物流センター,配送中です\n'],
      ['euc-kr', 'encoding_doubtful', '주문,고객,상태\n1,서울상사,배송 완료\n2,부산물류,배송 중\n'],
    ] as const) {
      const { faults } = await faultsOf({ path: await written('a.csv', iconv.encode(text, name)), format: 'csv' });
      expect(faults.map(fault => fault.code)).to.deep.equal([code]);
      expect(remedyOf(faults[0])).to.contain(`encoding: ${name}`);
    }
  });

  it('does not doubt what is written in Windows-1252 every day', async () => {
    for (const text of [
      'Auftrag;Kunde;Ort;Bemerkung\n1;Müller GmbH;München;verspätet\n2;Weiß AG;Nürnberg;pünktlich\n',
      'Pedido;Cliente;Ciudad\n1;Peña;Málaga\n2;García;Cádiz\n',
      'Pedido;Cliente;Cidade;Situação\n1;João;São Paulo;não entregue\n2;Conceição;Brasília;entregue\n',
      'Order;Kund;Ort\n1;Åkerlund;Malmö\n2;Björk;Göteborg\n',
      'Order;Price;Note\n1;€ 20;“late” – driver’s fault\n2;£ 30;10 m³\n',
      'Ordine;Città;Stato\n1;Forlì;perché no\n2;Milano;già consegnato\n',
    ]) {
      const { source } = await readCsv(iconv.encode(text, 'windows-1252'));
      expect(source.findings, text).to.deep.equal([]);
    }
  });

  it('names the bytes, their place and the likely encoding, and blames the layout only for what it names', async () => {
    const bytes = Buffer.concat([Buffer.from('Nr;Kunde\n1;'), Buffer.from('Müller\n', 'latin1')]);
    const named = await faultsOf({ path: await written('a.csv', bytes), format: 'csv', encoding: 'utf-8' });
    expect(whatOf(named.faults[0])).to.equal(
      'The bytes 0xFC 0x6C (byte 13 of the file) are not utf-8, which the layout names. Their line looks like windows-1252.',
    );
    expect(remedyOf(named.faults[0])).to.contain('encoding: windows-1252');
    const late = Buffer.concat([Buffer.from(`Nr;Kunde\n${'1;Meyer\n'.repeat(140_000)}`), Buffer.from('2;Müller\n', 'latin1')]);
    const found = await faultsOf({ path: await written('a.csv', late), format: 'csv' });
    expect(found.faults[0]?.place.line).to.equal(140_002);
    expect(whatOf(found.faults[0])).to.contain(`byte ${late.indexOf(0xfc) + 1} of the file`);
    expect(whatOf(found.faults[0])).not.to.contain('layout');
  });

  it('finds the place of bad bytes in an encoding of several bytes a character, across the pieces that are read', async () => {
    for (const shift of [0, 1, 2]) {
      const good = iconv.encode(`${'x'.repeat(shift)},b\n${'运单,已送达\n'.repeat(40_000)}`, 'gb18030');
      const bytes = Buffer.concat([good, Buffer.from([0x31, 0xff, 0xff, 0x0a])]);
      const { faults } = await faultsOf({ path: await written('a.csv', bytes), format: 'csv', encoding: 'gb18030' });
      expect(faults[0]?.place.line).to.equal(40_002);
      expect(whatOf(faults[0])).to.contain(`0xFF 0xFF (byte ${good.length + 2} of the file)`);
    }
  });

  for (const [encoding, text, words] of [
    ['windows-1250', 'Nr WZ;Odbiorca;Ilość zamówiona\n1;Łódź;3\n2;Gdańsk;4\n', ['Ilość', 'Łódź', 'Gdańsk']],
    ['windows-1250', 'Číslo zásilky;Množství\nPlzeň;Příbram\n', ['Číslo', 'Plzeň', 'Příbram']],
    ['windows-1250', 'Vevő;Mennyiség\nGyőr;Hódmezővásárhely\n', ['Vevő', 'Győr', 'Hódmezővásárhely']],
    ['windows-1254', 'Müşteri;Açıklama\nİstanbul;Çarşı\n', ['Müşteri', 'Açıklama', 'İstanbul', 'Çarşı']],
    ['windows-1251', 'Клиент;Дата доставки\nМосква;Доставлено\n', ['Клиент', 'Дата', 'доставки', 'Москва', 'Доставлено']],
  ] as const)
    it(`shows how words read in ${encoding}: ${words[0]}`, () => {
      const bytes = iconv.encode(text, encoding);
      const { encoding: taken, candidates } = detectEncoding(bytes, true);
      expect(candidates).to.include(encoding);
      const readings = readingsOf(bytes, [taken, ...candidates]);
      const right = readings.find(one => one.encoding === encoding)?.words ?? [];
      expect(right).to.include.members(words.slice(0, 3));
      expect(readings[0]?.words).to.not.deep.equal(right);
    });

  it('leaves French and German undisputed', () => {
    for (const text of ['Quantité livrée;Reçu\nBesançon;Orléans\n', 'Empfänger;Stück\nKöln;größer\n'])
      expect(detectEncoding(iconv.encode(text, 'windows-1252'), true).candidates, text).to.deep.equal([]);
  });
});
