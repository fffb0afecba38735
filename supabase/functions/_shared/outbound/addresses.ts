/**
 * Which addresses of the internet a delivery may go to. Everything that the registries of IANA set
 * aside is refused, since it leads to this machine, to its network or nowhere.
 */

/** IPv4 ranges that are not for everybody: [network, bits of the prefix]. */
const SPECIAL_V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // between a provider and its customers
  ['127.0.0.0', 8], // this machine
  ['168.63.129.16', 32], // the host below a virtual machine of Azure
  ['169.254.0.0', 16], // link-local; metadata of cloud machines
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.31.196.0', 24], // AS112
  ['192.52.193.0', 24], // AMT
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16], // private
  ['192.175.48.0', 24], // AS112
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, broadcast
]

/** IPv6 ranges inside global unicast (2000::/3) that are not for everybody. */
const SPECIAL_V6: readonly (readonly [string, number])[] = [
  ['2001::', 23], // protocol assignments: Teredo, ORCHID, benchmarks
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4: an IPv4 address in disguise
  ['2620:4f:8000::', 48], // AS112
  ['3fff::', 20], // documentation
]

/** An IPv4 address in plain dotted decimal as a number; null for any other notation. */
function numberOfV4(address: string): bigint | null {
  const parts = address.split('.')
  const isPlain = parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part))
  if (!isPlain || parts.some((part) => Number(part) > 255)) return null
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n)
}

/** An IPv6 address as a number; null for a zone id and for anything that is no address. */
function numberOfV6(address: string): bigint | null {
  if (!/^[0-9a-f:.]+$/i.test(address) || !URL.canParse(`http://[${address}]/`)) return null
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1)
  const [head = '', tail] = canonical.split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':'))
  const [left, right] = [groups(head), groups(tail ?? '')]
  const zeros = Array<string>(tail === undefined ? 0 : 8 - left.length - right.length).fill('0')
  const all = [...left, ...zeros, ...right]
  return all.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n)
}

function isWithin(address: bigint, network: bigint | null, prefix: number, size: number): boolean {
  const shift = BigInt(size - prefix)
  return network !== null && address >> shift === network >> shift
}

/**
 * True for an address that anybody on the internet could be reached under.
 *
 * IPv4 in plain dotted decimal, IPv6 in any of its spellings; anything else is not public. An IPv6
 * address that carries an IPv4 one (mapped, 6to4, Teredo) is not public either, but for NAT64
 * (64:ff9b::/96), which networks without IPv4 answer: there the address inside decides.
 */
export function isPublicAddress(address: string): boolean {
  const v4 = numberOfV4(address)
  if (v4 !== null) {
    return !SPECIAL_V4.some(([network, bits]) => isWithin(v4, numberOfV4(network), bits, 32))
  }
  const v6 = numberOfV6(address)
  if (v6 === null) return false
  if (isWithin(v6, numberOfV6('64:ff9b::'), 96, 128)) {
    const inner = [24n, 16n, 8n, 0n].map((shift) => (v6 >> shift) & 255n).join('.')
    return isPublicAddress(inner)
  }
  const isGlobal = isWithin(v6, numberOfV6('2000::'), 3, 128)
  return (
    isGlobal && !SPECIAL_V6.some(([network, bits]) => isWithin(v6, numberOfV6(network), bits, 128))
  )
}
