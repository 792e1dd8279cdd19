import { lookup, type LookupAddress, type LookupAllOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { fault } from '../faults/make.js';
import { remoteFaults } from '../faults/remote.js';
import { Stop } from '../faults/stop.js';
import { type AddressRange, isWithin } from '../network/address-range.js';

/** Loopback, link-local, private and shared ranges (RFC 6890): what a name in public DNS should never lead to. */
const inside: readonly AddressRange[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
  // With all that carry an IPv4 address, which may be one of the above: compatible, translated, 6to4 and Teredo.
  ['::', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
];

/** Whether an address is one that a name in public DNS should never lead to. */
export const isPrivateAddress = isWithin(inside);

/** Whether a URL's host is itself an address, or this machine by its name: then the config has named it. */
const isNamed = (host: string): boolean => isIP(host.replace(/^\[|\]$/g, '')) !== 0 || host === 'localhost';

/**
 * Finds the addresses of a host for a connection, and refuses (`fetch_address_private`) those inside this network unless config names
 * them: the connection goes to the very address that was looked at.
 */
export function lookupFor(host: string, allowed: readonly AddressRange[] = []): LookupFunction {
  const isOwn = isWithin(allowed);
  const isAllowed = ({ address }: LookupAddress): boolean => isNamed(host) || isOwn(address) || !isPrivateAddress(address);
  return (hostname, options, done) => {
    const all: LookupAllOptions = { ...options, all: true };
    lookup(hostname, all, (failure, found) => {
      const [first] = failure === null ? found : [];
      const refused = failure === null ? found.find(one => !isAllowed(one)) : undefined;
      if (failure !== null || first === undefined) done(failure ?? new Error(`${hostname} has no address`), '', 4);
      else if (refused !== undefined) {
        done(new Stop(3, [fault(remoteFaults, 'fetch_address_private', { host, address: refused.address })]), '', 4);
      } else if (options.all === true) done(null, found);
      else done(null, first.address, first.family);
    });
  };
}

/** The address of a host to connect to; stops as `lookupFor` does. */
export function addressOf(host: string, allowed?: readonly AddressRange[]): Promise<string> {
  const bare = host.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    lookupFor(host, allowed)(bare, {}, (failure, address) => {
      if (failure !== null) reject(failure);
      else if (typeof address === 'string') resolve(address);
    });
  });
}
