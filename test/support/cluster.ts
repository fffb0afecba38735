import { startCluster } from '../../scripts/cluster.ts'
import { redacted } from '../../scripts/db/connection.ts'
import { engineReason, startContainer } from './container.ts'

export { type Cluster, type ClusterOptions, startCluster } from '../../scripts/cluster.ts'

/** A server for the run, however it was obtained. */
export interface TestServer {
  /** Superuser URL of a database that always exists. */
  url: string
  /** What the run prints. */
  description: string
  stop(): Promise<void>
}

async function fromContainer(): Promise<TestServer> {
  const container = await startContainer()
  return {
    url: container.url,
    description: `a container of ${container.image}`,
    stop: container.stop,
  }
}

function fromUrl(url: string): TestServer {
  return { url, description: `TEST_DATABASE_URL ${redacted(url)}`, stop: async () => undefined }
}

async function fromEmbedded(): Promise<TestServer> {
  const cluster = await startCluster()
  return { url: cluster.url(), description: 'embedded PostgreSQL', stop: cluster.stop }
}

/**
 * One cluster per run: a container when an engine answers and has an image, else
 * `TEST_DATABASE_URL`, else embedded PostgreSQL. `TEST_CLUSTER=container|url|embedded` insists.
 */
export async function startTestServer(): Promise<TestServer> {
  const wanted = process.env.TEST_CLUSTER
  const url = process.env.TEST_DATABASE_URL
  if (wanted === 'embedded') return fromEmbedded()
  if (wanted === 'container') return fromContainer()
  if (wanted === 'url') {
    if (!url) throw new Error('TEST_CLUSTER=url needs TEST_DATABASE_URL')
    return fromUrl(url)
  }
  if (wanted) throw new Error(`TEST_CLUSTER=${wanted}: use container, url or embedded`)
  if ((await engineReason()) === null) return fromContainer()
  return url ? fromUrl(url) : fromEmbedded()
}
