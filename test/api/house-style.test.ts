import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import type { HouseStyle } from '../../src/contract/house-style.js';
import { logoPicture } from '../support/house-logo.js';
import { twoClientsFiles } from '../support/two-clients.js';
import { workspaceWith } from '../support/workspaces.js';
import { type Serving, serving } from './serving.js';

const styled = (handout: string) => ({
  ...twoClientsFiles,
  'plumbline.yaml': `${twoClientsFiles['plumbline.yaml'] ?? ''}handout: ${handout}\n`,
});

/** Without a line of its own a workspace is called as its folder is. */
const nameless = (twoClientsFiles['plumbline.yaml'] ?? '').replace(/^organisation:.*\n/m, '');

describe('the house style over REST', () => {
  let service: Serving;
  let file: string;
  const picture = logoPicture();
  before(async () => {
    const directory = await workspaceWith(styled('{ colour: "#7A1F3D", font: Georgia }'));
    file = path.join(directory, 'logo.png');
    await writeFile(file, picture);
    await writeFile(
      path.join(directory, 'plumbline.yaml'),
      styled('{ logo: logo.png, colour: "#7A1F3D", font: Georgia }')['plumbline.yaml'],
    );
    service = await serving(directory);
  });
  after(() => service.close());

  it('is there without a key: whose pages, whose logo, which colours, which font', async () => {
    const style = (await (await service.ask('/house-style')).json()) as HouseStyle;
    expect(style.logo).to.deep.equal({ organisation: { en: 'Demo', zh: '示例' }, width: 360, height: 120 });
    expect(style.organisation).to.deep.equal({ en: 'Demo', zh: '示例' });
    expect(style.font).to.equal('Georgia');
    expect(style.colours?.light.accent).to.equal('7A1F3D');
    expect(style.colours?.dark.accent).to.not.equal('7A1F3D');
  });

  it('gives the logo byte for byte, and nothing to who has it already', async () => {
    const answer = await service.ask('/house-style/logo');
    expect(answer.headers.get('content-type')).to.equal('image/png');
    expect(answer.headers.get('x-content-type-options')).to.equal('nosniff');
    expect(Buffer.from(await answer.arrayBuffer()).equals(picture)).to.equal(true);
    const etag = answer.headers.get('etag') ?? '';
    expect(etag).to.match(/^W\/"[0-9a-f]{64}"$/);
    const again = await service.ask('/house-style/logo', { headers: { 'if-none-match': etag } });
    expect(again.status).to.equal(304);
    expect((await again.arrayBuffer()).byteLength).to.equal(0);
  });

  it('has no logo once its file is too large, harmed or gone, and has the next one', async () => {
    const logo = async (): Promise<unknown> => {
      const { status } = await service.ask('/house-style/logo');
      const style = (await (await service.ask('/house-style')).json()) as HouseStyle;
      return [status, style.logo?.width];
    };
    await writeFile(file, Buffer.concat([picture, Buffer.alloc(1e6)]));
    expect(await logo()).to.deep.equal([404, undefined]);
    await writeFile(file, picture.subarray(0, picture.length >> 1));
    expect(await logo()).to.deep.equal([404, undefined]);
    await writeFile(file, picture);
    expect(await logo()).to.deep.equal([200, 360]);
    await rm(file);
    expect(await logo()).to.deep.equal([404, undefined]);
  });
});

describe('the house style of a workspace that has none', () => {
  it('is nothing, and its logo is not there', async () => {
    const service = await serving(await workspaceWith({ ...twoClientsFiles, 'plumbline.yaml': nameless }));
    const style = (await (await service.ask('/house-style')).json()) as HouseStyle;
    expect(style).to.deep.equal({ organisation: null, logo: null, colours: null, font: null });
    expect((await service.ask('/house-style/logo')).status).to.equal(404);
    await service.close();
  });
});
