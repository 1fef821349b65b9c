/** Where requests come from, as far as it is remembered and counted. */
import { isIP, isIPv6 } from 'node:net';

/** @returns null for what is no address: a proxy that is believed can send anything */
export function knownAddress(address: string): string | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(plain) === 0 ? null : plain;
}

/** What one person can hold: an IPv4 address, or the 2^64 addresses that a provider gives to one line with IPv6. */
export function addressGroup(address: string): string {
  const known = knownAddress(address);
  if (known === null) return 'unknown';
  return isIPv6(known) ? `${firstHalf(known)}::/64` : known;
}

function firstHalf(address: string): string {
  // An address in a URL is written in one way only: small letters, no leading zeros, the longest run of zeros as `::`.
  const written = new URL(`http://[${address.replace(/%.*/, '')}]`).hostname.slice(1, -1);
  const [start = '', end] = written.split('::');
  const groups = start === '' ? [] : start.split(':');
  const last = end === undefined || end === '' ? [] : end.split(':');
  const zeros = Array.from({ length: end === undefined ? 0 : 8 - groups.length - last.length }, () => '0');
  return [...groups, ...zeros, ...last].slice(0, 4).join(':');
}
