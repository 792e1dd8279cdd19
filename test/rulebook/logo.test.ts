import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { expect } from 'chai';
import { houseStyleOf } from '../../src/app/scorecards/house-style.js';
import { inspectWorkspace, loadWorkspace } from '../../src/rulebook/load-workspace.js';
import { readLogo } from '../../src/rulebook/logo.js';
import { whatOf } from '../support/worded.js';
import { inFolder } from './workspace-folder.js';

const canvas = createCanvas(300, 100);
const pen = canvas.getContext('2d');
for (let i = 0; i < 60; i++) {
  pen.fillStyle = `rgb(${i * 4}, ${(i * 77) % 256}, 90)`;
  pen.fillRect(i * 5, i, 40, 40);
}
const png = canvas.toBuffer('image/png');
const jpeg = canvas.toBuffer('image/jpeg');
const half = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length >> 1);
const oneByteOff = Buffer.from(png);
oneByteOff.writeUInt8(255 - png.readUInt8(png.length >> 1), png.length >> 1);

const harmed: Readonly<Record<string, Buffer>> = {
  'header.png': png.subarray(0, 37),
  'half.png': half(png),
  'one-byte-off.png': oneByteOff,
  'half.jpg': half(jpeg),
  'frame-header.jpg': Buffer.from('ffd8ffc0001108006400c803012200021101031101ffd9', 'hex'),
};

describe('a logo', () => {
  const whatIs = (name: string, bytes: Buffer) =>
    inFolder({ files: { [name]: bytes } }, async directory => {
      const read = await readLogo(directory, name);
      return typeof read === 'string' ? read : [read.extension, read.width, read.height];
    });

  it('is a whole PNG or JPEG picture', async () => {
    expect(await whatIs('logo.png', png)).to.deep.equal(['png', 300, 100]);
    expect(await whatIs('logo.jpg', jpeg)).to.deep.equal(['jpeg', 300, 100]);
    const preview = Buffer.concat([jpeg.subarray(0, 2), Buffer.from('ffe10008ffdaffd90000', 'hex'), jpeg.subarray(2)]);
    expect(await whatIs('with-preview.jpg', preview)).to.deep.equal(['jpeg', 300, 100]);
    expect(await whatIs('half-with-preview.jpg', half(preview))).to.equal('damaged');
  });

  it('that is cut off or harmed is refused when the workspace is checked', async () => {
    for (const [name, bytes] of Object.entries(harmed)) {
      expect(await whatIs(name, bytes), name).to.equal('damaged');
      const settings = `time_zone: UTC\nhandout: { logo: ${name} }\n`;
      await inFolder({ files: { 'plumbline.yaml': settings, [name]: bytes } }, async directory => {
        const { faults } = await inspectWorkspace(directory);
        const [wrong] = faults.filter(({ code }) => code === 'handout_logo_wrong');
        expect(wrong && whatOf(wrong)).to.equal(`The logo ${name} is damaged or incomplete and cannot be drawn.`);
      });
    }
  });

  it('that was harmed since is left out of what is handed over', () =>
    inFolder(
      { files: { 'plumbline.yaml': 'time_zone: UTC\nhandout: { logo: logo.png, font: Arial }\n', 'logo.png': png } },
      async directory => {
        const workspace = await loadWorkspace(directory);
        expect((await houseStyleOf(workspace))?.logo).to.deep.include({ width: 300, height: 100 });
        writeFileSync(path.join(directory, 'logo.png'), half(png));
        expect(await houseStyleOf(workspace)).to.deep.equal({ font: 'Arial' });
      },
    ));

  it('is a file: a pipe is not waited for, a folder is none', async function () {
    if (process.platform === 'win32') this.skip();
    await inFolder({ files: { 'folder/logo.png': png } }, async directory => {
      execFileSync('sh', ['-c', 'mkfifo "$0"', path.join(directory, 'pipe.png')]);
      expect(await readLogo(directory, 'pipe.png')).to.equal('no_picture');
      expect(await readLogo(directory, 'folder')).to.equal('no_picture');
    });
  });
});
