import { mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const memory = '/dev/shm'
/** What statfs says of a file system that lives in memory. */
const tmpfsMagic = 0x01021994
/** Several times what the whole suite holds at any moment; a machine with less uses its disk. */
const roomyBytes = 3 * 2 ** 30

/** True when a throwaway cluster may live in memory instead of on a disk. */
export function hasRoomInMemory(): boolean {
  return process.availableMemory() >= roomyBytes
}

function isRoomy(path: string): boolean {
  try {
    const { type, bavail, bsize } = statfsSync(path)
    return type === tmpfsMagic && bavail * bsize >= roomyBytes && hasRoomInMemory()
  } catch {
    return false
  }
}

/**
 * A new directory for a throwaway cluster: in memory where there is plenty, since every clone of
 * a template is hundreds of files, made and deleted. What is durable, or is measured, lies on the
 * disk.
 */
export function throwawayDirectory(durable: boolean): string {
  const parent = !durable && isRoomy(memory) ? memory : tmpdir()
  return mkdtempSync(join(parent, 'pipeline-postgres-'))
}
