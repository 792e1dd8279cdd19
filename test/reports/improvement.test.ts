import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { scorecard } from '../../src/reports/scorecard.js';
import type { Content, Sheet } from '../../src/reports/sheet.js';
import { sliceName } from '../../src/reports/slice-name.js';
import { writeScorecard } from '../../src/reports/writers/xlsx.js';
import { recalculated, stored } from '../support/libreoffice.js';
import { requires } from '../support/requires.js';
import { sampleImprovement } from '../support/sample-improvement.js';
import { sampleInput } from '../support/sample-input.js';

const sheetOf = (name: string, input = sampleImprovement()): Sheet | undefined =>
  scorecard(input).sheets.find(sheet => sheet.name === name);
const resultOf = (value: Content | undefined): unknown =>
  typeof value === 'object' && value !== null && 'result' in value ? value.result : value;
const rowsOf = (sheet: Sheet | undefined) => (sheet?.rows ?? []).map(({ cells }) => cells.map(cell => resultOf(cell?.value)));

describe('improvement in a workbook', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-improvement-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('gives points and places in quadrants with formulas over the workbook’s own cells', () => {
    const input = sampleImprovement();
    const sheet = sheetOf('Gaps', input);
    const [ranking] = input.improvement?.ranking ?? [];
    const [top] = ranking?.metrics ?? [];
    const row = sheet?.rows.find(({ cells }) => resultOf(cells[5]?.value) === top?.points && cells.length === 7);
    expect(row?.cells[0]?.value).to.equal(1);
    for (const at of [2, 3, 4, 5, 6])
      expect(row?.cells[at]?.value, `column ${at + 1}`)
        .to.be.an('object')
        .that.has.property('formula');
    expect(sheet?.pictures.length).to.equal(2);
    // A printed page ends right above the charts, so that none is cut in two.
    expect(sheet?.pictures.map(picture => picture.row)).to.deep.equal([sheet?.breakAfter, sheet?.breakAfter]);
  });

  it('names the five gaps, the slices, and what a run of misses brings', () => {
    const texts = rowsOf(sheetOf('Gaps')).flat();
    expect(texts.some(text => String(text).includes('(largest)'))).to.equal(true);
    expect(texts.some(text => String(text).includes('Recovery plan'))).to.equal(true);
  });

  it('says of slices by person that they are pseudonyms, and of gaps what they rest on', () => {
    expect(sliceName('en', 'agent', '7d62c1ab00ff')).to.equal('agent (pseudonym) 7d62c1ab');
    expect(sliceName('zh', 'agent', '7d62c1ab00ff')).to.equal('客服人员（化名）7d62c1ab');
    expect(sliceName('zh', 'carrier', 'FastTrans')).to.equal('承运商 FastTrans');
    expect(rowsOf(sheetOf('Gaps')).flat()).to.include('as stated');
  });

  it('lists actions with what the periods say of them, and credits that add up', () => {
    const rows = rowsOf(sheetOf('Actions'));
    const texts = rows.flat().map(String);
    expect(texts.some(text => /^(Effective|Not effective|Too early to say): /.test(text))).to.equal(true);
    expect(texts).to.include('under way · overdue');
    expect(texts.some(text => /^[\d.]+ % \([\d.]+ %–[\d.]+ %\), 2026-/.test(text))).to.equal(true);
    expect(texts).to.include('logistics provider');
    expect(texts.some(text => text.startsWith('='))).to.equal(false);
    expect(rows.flat()).to.include(-2000);
  });

  it('says in which unit the values of an action are', () => {
    const input = sampleImprovement();
    const { improvement } = input;
    const actions = (improvement?.actions ?? []).map(one => ({ ...one, unit: 'hours' }));
    const inHours = { ...input, ...(improvement && { improvement: { ...improvement, actions } }) };
    const texts = rowsOf(sheetOf('Actions', inHours)).flat().map(String);
    expect(texts.some(text => /^[\d.]+ h \([\d.]+ h–[\d.]+ h\), 2026-/.test(text))).to.equal(true);
  });

  it('has a self-audit at the end, only where one is configured', () => {
    const names = (input: Parameters<typeof scorecard>[0]) => scorecard(input).sheets.map(({ name }) => name);
    expect(names(sampleImprovement()).slice(-2)).to.deep.equal(['Audit', 'Self-audit']);
    expect(names(sampleInput()).at(-1)).to.equal('Audit');
  });

  const cases = [
    ['in English', sampleImprovement({ language: 'en', view: 'manager' }, 'mean')],
    ['in Chinese at depth 1', sampleImprovement({ language: 'zh', view: 'client' }, 'median')],
    ['at the middle', sampleImprovement({ language: 'en', view: 'manager' }, 'middle')],
  ] as const;
  requires('soffice', 'recalculated', () => {
    for (const [position, [name, input]] of cases.entries()) {
      it(`${name} comes out the same when LibreOffice recalculates it`, async () => {
        const file = path.join(folder, `improvement-${position}.xlsx`);
        await writeScorecard(scorecard(input), file);
        const before = await stored(file, true);
        const after = await recalculated(file);
        const changed = [...before].flatMap(([address, value]) => {
          const now = after.get(address) ?? null;
          return value === now ? [] : [`${address}: ${String(value)} became ${String(now)}`];
        });
        expect(changed).to.deep.equal([]);
      });
    }
  });
});
