import { pageLogo, pageStyle } from '../../app/service/page-style.js';
import { houseStyleSchema } from '../../contract/house-style.js';
import { fault } from '../../faults/make.js';
import { serviceFaults } from '../../faults/service.js';
import { prefix } from '../register.js';
import { Refusal } from '../refusal.js';
import { type Route, route } from '../route.js';

const logoPath = '/house-style/logo';

/** It is the same for everybody, and asked for again at each visit. */
const forAll = { 'Cache-Control': 'public, no-cache' } as const;

/** How the firm wants its pages to look, for whoever is at the sign-in or answers a survey. */
export const houseStyleRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/house-style',
    tag: 'Sign-in',
    summary: 'The firm’s logo, colour and font on the pages',
    roles: 'public',
    answers: { 200: { description: 'As plumbline.yaml says under `handout`', schema: houseStyleSchema } },
    handle: async ({ deps: { workspace } }) => ({ json: await pageStyle(workspace), headers: forAll }),
  }),
  route({
    method: 'get',
    path: logoPath,
    tag: 'Sign-in',
    summary: 'The firm’s logo, a PNG or JPEG picture',
    roles: 'public',
    answers: { 200: { description: 'The picture', type: 'image/*' }, 404: { description: 'There is none' } },
    handle: async ({ deps: { workspace } }) => {
      const logo = await pageLogo(workspace);
      if (logo === undefined) throw new Refusal(404, fault(serviceFaults, 'path_unknown', { path: prefix + logoPath }));
      return { picture: { type: `image/${logo.extension}`, bytes: logo.bytes }, headers: forAll, etag: logo.hash };
    },
  }),
];
