import { isProblem } from '../errors.ts'
import type { Queue } from './queue.ts'

/** The clock of the database is read until it is known this well, */
const GOOD_DOUBT_MS = 3
/** or this often. */
const MAX_READINGS = 30

/**
 * Loads what the first request would wait for, and measures how far the clock of the database is
 * apart (see createClockMap), so that the first start is as exact as the later ones.
 */
export async function warmUp(queue: Queue, isOver: () => boolean): Promise<void> {
  const loading = fetch('data:,').then((response) => response.text())
  for (let readings = 0; readings < MAX_READINGS && !isOver(); readings += 1) {
    const answer = await queue.claim(0, 0)
    if (isProblem(answer) || answer.doubtMs <= GOOD_DOUBT_MS) break
  }
  await loading.catch(() => {})
}
