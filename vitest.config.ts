import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { Mixed } from './test/support/sequencer.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    // Every file has a database of its own, so files run side by side.
    pool: 'forks',
    // What files share is in PostgreSQL, under names of their own: a process runs one after the
    // other and reads the same modules once. A file that changes what modules hold resets them.
    isolate: false,
    // One more than there are cores: at any moment some of them wait for a clock.
    maxWorkers: Math.max(2, availableParallelism()) + 1,
    sequence: { sequencer: Mixed },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 60_000,
  },
})
