import { BlockList, isIP } from 'node:net';

/** Network addresses that begin with the same bits. */
export type AddressRange = readonly [address: string, bits: number];

/** An address, or a range as `10.1.0.0/16`; undefined for what is neither. */
export function rangeOf(text: string): AddressRange | undefined {
  const [address = '', bits] = text.split('/');
  const version = isIP(address);
  const most = version === 6 ? 128 : 32;
  if (version === 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return undefined;
  const length = bits === undefined ? most : Number(bits);
  return length <= most ? [address, length] : undefined;
}

/** Whether an address is in one of some ranges. */
export function isWithin(ranges: readonly AddressRange[]): (address: string) => boolean {
  const list = new BlockList();
  for (const [address, bits] of ranges) list.addSubnet(address, bits, familyOf(address));
  return address => isIP(address) !== 0 && list.check(address, familyOf(address));
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
