import { isIP } from 'node:net';

/** An address, or a range as `10.1.0.0/16`; undefined for what is neither. */
export function rangeOf(text: string): readonly [address: string, bits: number] | undefined {
  const [address = '', bits] = text.split('/');
  const version = isIP(address);
  const most = version === 6 ? 128 : 32;
  if (version === 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return undefined;
  const length = bits === undefined ? most : Number(bits);
  return length <= most ? [address, length] : undefined;
}
