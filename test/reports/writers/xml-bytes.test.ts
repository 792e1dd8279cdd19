import { expect } from 'chai';
import { XmlBytes } from '../../../src/reports/writers/xml-bytes.js';

describe('XML as bytes', () => {
  it('is the UTF-8 of the texts, whatever their letters and however long they are', () => {
    const texts = ['<v>', 'é 准时 🚚', '', 'x'.repeat(200_000), '时'.repeat(90_000), '</v>'];
    const xml = new XmlBytes();
    const pieces: Uint8Array[] = [];
    for (const text of texts) {
      xml.add(text);
      if (xml.isPiece) pieces.push(xml.take());
    }
    pieces.push(xml.take());
    expect(pieces.length).to.be.greaterThan(1);
    expect(Buffer.concat(pieces).equals(Buffer.from(texts.join('')))).to.equal(true);
  });
});
