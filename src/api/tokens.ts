import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  type JSONWebKeySet,
  type JWTPayload,
  jwtVerify,
  type JWTVerifyGetKey,
} from 'jose';
import type { Deps } from '../app/deps.js';
import { subjectPrefix } from '../app/keys/token-subject.js';
import { unstorable } from '../bounds/unstorable-text.js';
import { isPlainName } from '../app/keys/plain-name.js';
import { fault } from '../faults/make.js';
import { serviceFaults } from '../faults/service.js';
import type { TokenCheck } from './authenticate.js';
import type { Limits } from './limits.js';
import { Refusal } from './refusal.js';
import type { Caller } from './route.js';
import type { Role } from '../contract/me.js';

type Issuer = NonNullable<Deps['workspace']['settings']['oidc']>;

/** The first of these that a token may do is what it does. */
const rolesByRank: readonly Role[] = ['admin', 'manager', 'auditor', 'client'];

const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** Checks the tokens of the issuer that the workspace trusts; its keys are fetched when first needed, and again when they change. */
export function tokenChecks(deps: () => Deps, limits: Pick<Limits, 'issuerSeconds'>): () => TokenCheck | undefined {
  let known: { readonly issuer: Issuer; readonly check: TokenCheck } | undefined;
  return () => {
    const { oidc } = deps().workspace.settings;
    if (oidc === undefined) return undefined;
    if (known?.issuer !== oidc) known = { issuer: oidc, check: checkOf(oidc, deps, limits) };
    return known.check;
  };
}

/** How long a token that held is let in without being checked again, and how many are remembered. */
const goodMs = 60_000;
const mostGood = 5000;

function checkOf(issuer: Issuer, deps: () => Deps, limits: Pick<Limits, 'issuerSeconds'>): TokenCheck {
  let keys: JWTVerifyGetKey | undefined;
  const good = new Map<string, { readonly caller: Caller; readonly from: number; readonly until: number }>();
  return async (token, beforeChecking) => {
    const now = deps().clock();
    const known = good.get(token);
    if (known !== undefined && now >= known.from && now < known.until) return known.caller;
    beforeChecking();
    try {
      keys ??= keysOf(issuer, deps().workspace.directory, limits.issuerSeconds * 1000);
      const { payload } = await jwtVerify(token, keys, {
        issuer: issuer.issuer,
        audience: issuer.audience,
        algorithms,
        requiredClaims: ['exp', 'sub'],
        clockTolerance: 30,
        currentDate: new Date(now),
      });
      const caller = callerOf(issuer, payload);
      if (caller === undefined) return undefined;
      if (good.size >= mostGood) good.clear();
      good.set(token, { caller, from: now, until: Math.min(now + goodMs, (payload.exp ?? 0) * 1000) });
      return caller;
    } catch (problem) {
      if (isOfToken(problem)) return undefined;
      const reason = 'issuer_keys_unavailable';
      const unavailable = fault(serviceFaults, 'service_unavailable', { reason });
      throw new Refusal(503, unavailable, { 'Retry-After': '30' }, problem);
    }
  };
}

/** What is wrong with a token, and not with the way to the issuer's keys. */
function isOfToken(problem: unknown): boolean {
  const code = problem instanceof Error && 'code' in problem ? String(problem.code) : '';
  return /^ERR_(?:JWT|JWS|JOSE_ALG|JOSE_NOT|JWKS_NO|JWKS_MULTIPLE)/.test(code);
}

function keysOf({ issuer, keys }: Issuer, directory: string, cooldownDuration: number): JWTVerifyGetKey {
  const where = keys ?? `${issuer.replace(/\/$/, '')}/.well-known/jwks.json`;
  if (/^https?:\/\//.test(where)) return createRemoteJWKSet(new URL(where), { timeoutDuration: 5000, cooldownDuration });
  // Whether it is a set of keys is looked at there.
  return createLocalJWKSet(JSON.parse(readFileSync(path.resolve(directory, where), 'utf8')) as JSONWebKeySet);
}

/** How many clients a token may name, and how long the code of one may be. */
const mostClients = 1000;
const longestCode = 200;
/** As OpenID Connect bounds it. */
const longestSubject = 255;

const isUnfitCode = (code: string): boolean => code.length > longestCode || unstorable(code) !== undefined;

function callerOf(issuer: Issuer, payload: JWTPayload): Caller | undefined {
  const { role_claim = 'roles', clients_claim = 'clients', name_claim = 'sub', roles } = issuer;
  const given = textsOf(claimOf(payload, role_claim)).flatMap(value => (Object.hasOwn(roles, value) ? [roles[value]] : []));
  const role = rolesByRank.find(one => given.includes(one));
  const claimed = claimOf(payload, clients_claim);
  const clients = textsOf(claimed);
  const subject = payload.sub ?? '';
  // A claim that is there and names nobody binds to nobody; a client without one would see everything.
  if (role === undefined || (role === 'client' && clients.length === 0)) return undefined;
  // Both are kept or given to the database as they are.
  if (!isPlainName(subject, longestSubject) || clients.length > mostClients || clients.some(isUnfitCode)) return undefined;
  const [named] = textsOf(claimOf(payload, name_claim));
  // A name that cannot be shown as it is would forge a line of a list.
  const name = [named, subject].find(one => one !== undefined && (one === subject || isPlainName(one)));
  if (name === undefined) return undefined;
  return { key: `${subjectPrefix}${subject}`, name, role, clients: claimed === undefined ? 'all' : clients };
}

/** `realm_access.roles` is a claim inside of one. */
const claimOf = (payload: JWTPayload, name: string): unknown =>
  Object.hasOwn(payload, name)
    ? payload[name]
    : name
        .split('.')
        .reduce<unknown>(
          (at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined),
          payload,
        );

const textsOf = (claim: unknown): readonly string[] =>
  typeof claim === 'string' ? [claim] : Array.isArray(claim) ? claim.filter(one => typeof one === 'string') : [];
