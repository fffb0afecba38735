import { isPublicAddress } from './addresses.ts'

/**
 * Finds the addresses of a host, A and AAAA.
 *
 * @throws when the name has no address, or a name server does not answer
 */
export type Resolver = (hostname: string) => Promise<readonly string[]>

/** A name server has this long, in milliseconds. */
const RESOLVE_LIMIT_MS = 5000

type Lookup = (hostname: string) => Promise<readonly string[]>
type DenoDns = { resolveDns?: (hostname: string, type: 'A' | 'AAAA') => Promise<string[]> }

/** What both runtimes say when a name has no record of the type asked for. */
const NO_RECORD = new Set(['ENODATA', 'ENOTFOUND', 'NotFound'])

/** The look-ups of this runtime: `Deno.resolveDns` where there is one, else those of Node. */
async function lookups(): Promise<readonly Lookup[]> {
  const { Deno } = globalThis as unknown as { Deno?: DenoDns }
  const resolveDns = Deno?.resolveDns
  if (resolveDns === undefined) {
    const { default: dns } = await import('node:dns/promises')
    return [(hostname) => dns.resolve4(hostname), (hostname) => dns.resolve6(hostname)]
  }
  return [(hostname) => resolveDns(hostname, 'A'), (hostname) => resolveDns(hostname, 'AAAA')]
}

/** No record of one type is no error: most hosts have only one. Everything else is. */
async function addressesOr(lookup: Lookup, hostname: string): Promise<readonly string[]> {
  try {
    return await lookup(hostname)
  } catch (thrown) {
    const { code, name } = thrown as { code?: string; name?: string }
    if (NO_RECORD.has(code ?? '') || NO_RECORD.has(name ?? '')) return []
    throw thrown
  }
}

/** Asks the name servers of this machine; files such as /etc/hosts are not read. */
export const resolveAddresses: Resolver = async (hostname) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the name servers did not answer')), RESOLVE_LIMIT_MS)
  })
  try {
    const asked = (await lookups()).map((lookup) => addressesOr(lookup, hostname))
    const found = (await Promise.race([Promise.all(asked), late])).flat()
    if (found.length === 0) throw new Error('the name has no address')
    return found
  } finally {
    clearTimeout(timer)
  }
}

/**
 * The first address of a host that is not one of the internet, null when all of them are: which of
 * them is called is not ours to choose.
 *
 * @throws when the name has no address, or a name server does not answer
 */
export async function findInnerAddress(hostname: string, resolve: Resolver) {
  const addresses = await resolve(hostname)
  if (addresses.length === 0) throw new Error('the name has no address')
  return addresses.find((address) => !isPublicAddress(address)) ?? null
}
