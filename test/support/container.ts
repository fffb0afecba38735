import { execFile } from 'node:child_process'
import { PostgreSqlContainer } from '@testcontainers/postgresql'
import { throwawaySettings } from '../../scripts/cluster.ts'
import { hasRoomInMemory } from '../../scripts/throwaway.ts'

/** Built by scripts/container-image.sh; any other image by TEST_POSTGRES_IMAGE. */
export const image = process.env.TEST_POSTGRES_IMAGE ?? 'pipeline-postgres:15'

/** The embedded server has no just-in-time compiler, which takes seconds per plan. */
const settings = Object.entries({ ...throwawaySettings, jit: 'off' })

/** A PostgreSQL 15 in a container, with plpgsql_check. */
export interface PostgresContainer {
  url: string
  image: string
  stop(): Promise<void>
}

function docker(...args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    execFile('docker', args, { timeout: 10_000 }, (error) => resolve(error === null))
  })
}

/** Why no container can be started here, in words for a skipped test; null when one can. */
export async function engineReason(): Promise<string | null> {
  if (!(await docker('version', '--format', '{{.Server.Version}}'))) {
    return 'no container engine answers'
  }
  if (!(await docker('image', 'inspect', image))) {
    return `the container engine has no image ${image}: run scripts/container-image.sh`
  }
  return null
}

/** Starts a container that is removed by `stop`, and by the engine when it exits. */
export async function startContainer(): Promise<PostgresContainer> {
  // The reaper is an image of its own, from a registry that may be out of reach.
  process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true'
  const container = await new PostgreSqlContainer(image)
    .withDatabase('postgres')
    .withUsername('postgres')
    .withPassword('postgres')
    .withAutoRemove(true)
    // No shell in between: when a check times out on a busy machine the engine kills what it
    // started, and what that leaves behind becomes a child of PostgreSQL, which takes its end for
    // the crash of a backend and restarts.
    .withHealthCheck({
      test: ['CMD', 'pg_isready', '--host', 'localhost', '--username', 'postgres'],
      interval: 250,
      timeout: 10_000,
      retries: 1000,
    })
    .withTmpFs(hasRoomInMemory() ? { '/var/lib/postgresql/data': 'rw' } : {})
    .withCommand(settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]))
    .start()
  // The engine may answer under an address of its own; the server speaks no TLS.
  return {
    url: `${container.getConnectionUri()}?sslmode=disable`,
    image,
    stop: async () => {
      await container.stop()
    },
  }
}
