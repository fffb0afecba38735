import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Rooms whose tests mostly wait: for workers, limits, leases, processes that start. */
const waitingRooms = /\/test\/(bench|migrations|outbound|scripts)\//

/**
 * Spreads the files that wait evenly among those that compute, so that there is always something
 * to compute while some wait. The longest come first, as far as a former run or their size tells.
 */
export class Mixed extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isWaiting = ({ moduleId }: TestSpecification) => waitingRooms.test(moduleId)
    const rooms = [sorted.filter(isWaiting), sorted.filter((file) => !isWaiting(file))]
    return rooms
      .flatMap((room) => room.map((file, position) => ({ file, place: position / room.length })))
      .sort((one, other) => one.place - other.place)
      .map(({ file }) => file)
  }
}
