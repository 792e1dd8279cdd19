import { csrfOf, endSession, openSession, sessionMillis } from '../../app/keys/sign-in.js';
import { sessionCookie } from '../authenticate.js';
import { type Route, route } from '../route.js';
import { roles, sessionSchema, signInSchema } from '../../contract/me.js';
import { meOf } from './me.js';

/** Over HTTPS the cookie is for HTTPS alone. */
const cookie = (value: string, seconds: number, isSecure: boolean): string =>
  `${sessionCookie}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${isSecure ? '; Secure' : ''}`;

/** Signing in and out in a browser, whose scripts never see the key again. */
export const sessionRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/session',
    tag: 'Sign-in',
    summary: 'Sign in with a key, or once with the link that a start prints: sets a cookie that scripts cannot read',
    roles: 'public',
    body: signInSchema,
    bodyBytes: 4096,
    answers: { 200: { description: 'Signed in', schema: sessionSchema } },
    asService: true,
    handle: async ({ deps, body, signIn }) => {
      const owner = await signIn.owner(body);
      const token = await openSession(deps, owner);
      const { id: key, name, role, clients } = owner;
      return {
        json: { csrf: csrfOf(token), me: meOf(deps, { key, name, role, clients }) },
        headers: { 'Set-Cookie': cookie(token, sessionMillis / 1000, signIn.isSecure) },
      };
    },
  }),
  route({
    method: 'get',
    path: '/session',
    tag: 'Sign-in',
    summary: 'Who is signed in, and the token that changes need',
    roles,
    answers: { 200: { description: 'Signed in', schema: sessionSchema } },
    handle: ({ deps, caller, signIn }) =>
      Promise.resolve({ json: { csrf: signIn.session === undefined ? '' : csrfOf(signIn.session), me: meOf(deps, caller) } }),
  }),
  route({
    method: 'delete',
    path: '/session',
    tag: 'Sign-in',
    summary: 'Sign out',
    roles,
    answers: { 204: { description: 'Signed out' } },
    asService: true,
    handle: async ({ deps, signIn }) => {
      if (signIn.session !== undefined) await endSession(deps, signIn.session);
      signIn.forget();
      return { status: 204, headers: { 'Set-Cookie': cookie('', 0, signIn.isSecure) } };
    },
  }),
];
