import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Deps } from '../app/deps.js';
import { isWithin, rangeOf } from '../network/address-range.js';

/** Whether an address is that of a proxy that `trust_proxy` of the settings in force names. */
export function trustedProxies(deps: () => Deps): (address: string) => boolean {
  let known: { readonly written: readonly string[]; readonly isTrusted: (address: string) => boolean } | undefined;
  return address => {
    const written = deps().workspace.settings.trust_proxy;
    if (known?.written !== written) {
      known = { written, isTrusted: isWithin(written.map(rangeOf).filter(range => range !== undefined)) };
    }
    return known.isTrusted(address);
  };
}

/** Logs, once an address, that a proxy speaks for others whose word is not believed: then limits count all of them as one. */
export function notingStrangeProxies(log: Logger, isTrusted: (address: string) => boolean): RequestHandler {
  const noted = new Set<string>();
  return (request, _response, next) => {
    const address = request.socket.remoteAddress ?? '';
    const isForwarded = ['x-forwarded-for', 'x-forwarded-proto'].some(name => request.headers[name] !== undefined);
    if (isForwarded && noted.size < mostNoted && !noted.has(address) && !isTrusted(address)) {
      noted.add(address);
      log.warn(
        { address },
        'A request came through a proxy that is not trusted, so its X-Forwarded headers are ignored. If the proxy is yours, name its address in `trust_proxy` of plumbline.yaml.',
      );
    }
    next();
  };
}

const mostNoted = 20;
