import { badReceiver, type ChaosOptions } from '../test/support/chaos.ts'
import { fullLeads, type LeadSizes } from './leads-data.ts'

/** How much each workload does. */
export interface Sizes {
  landing: {
    rounds: number
    /** Payloads per round, arm and number of connections. */
    payloads: { connections: number; count: number }[]
  }
  bulk: { payloads: number; rounds: number }
  baseline: { rounds: number; baselinePayloads: number; pipelinePayloads: number }
  growth: { small: number; large: number; rounds: number; payloads: number }
  repeat: { payloads: number; rounds: number }
  peopleBulk: Sizes['bulk']
  peopleBaseline: Sizes['baseline']
  peopleGrowth: Sizes['growth']
  customersBulk: Sizes['bulk']
  customersBaseline: Sizes['baseline']
  leads: LeadSizes & { runs: number }
  outbound: {
    rounds: number
    jobs: number
    singles: number
    /** What does not get done in this time is not waited for. */
    seconds: number
    /** Jobs on an idle queue, where a worker is told of them and where it looks for them. */
    idle: { told: number; looking: number }
  }
  /** The snapshot is held for all windows. */
  outboundSnapshot: { windows: number; windowSeconds: number; backlog: number }
  outboundChaos: {
    chaos: Omit<ChaosOptions, 'guests' | 'onProgress'>
    /** Deliveries to a receiver that only is slow. */
    steady: number
  }
}

/** The sizes that the targets are stated for. */
export const fullSizes: Sizes = {
  landing: {
    rounds: 9,
    payloads: [
      { connections: 1, count: 500 },
      { connections: 8, count: 1500 },
    ],
  },
  bulk: { payloads: 20_000, rounds: 3 },
  baseline: { rounds: 5, baselinePayloads: 25, pipelinePayloads: 400 },
  growth: { small: 10_000, large: 1_000_000, rounds: 10, payloads: 200 },
  repeat: { payloads: 2000, rounds: 3 },
  peopleBulk: { payloads: 20_000, rounds: 3 },
  peopleBaseline: { rounds: 5, baselinePayloads: 50, pipelinePayloads: 400 },
  peopleGrowth: { small: 10_000, large: 1_000_000, rounds: 10, payloads: 200 },
  customersBulk: { payloads: 20_000, rounds: 3 },
  customersBaseline: { rounds: 5, baselinePayloads: 50, pipelinePayloads: 400 },
  leads: { ...fullLeads, runs: 40 },
  outbound: {
    rounds: 3,
    jobs: 20_000,
    singles: 2000,
    seconds: 10,
    idle: { told: 200, looking: 40 },
  },
  outboundSnapshot: { windows: 12, windowSeconds: 15, backlog: 2000 },
  outboundChaos: {
    chaos: {
      deliveries: 5000,
      rate: 10,
      killEveryMs: 5000,
      behaviour: badReceiver,
      // A killed worker costs each of its deliveries an attempt: there must be enough of them, and
      // the pauses between them must not grow to an hour.
      job: { max_attempts: 50, backoff_cap_seconds: 30 },
      limitMs: 60 * 60_000,
    },
    steady: 600,
  },
}

/** A smoke run: shows that everything works; its numbers say nothing. */
export const quickSizes: Sizes = {
  landing: {
    rounds: 2,
    payloads: [
      { connections: 1, count: 10 },
      { connections: 8, count: 24 },
    ],
  },
  bulk: { payloads: 200, rounds: 1 },
  baseline: { rounds: 1, baselinePayloads: 3, pipelinePayloads: 10 },
  growth: { small: 100, large: 1000, rounds: 1, payloads: 20 },
  repeat: { payloads: 20, rounds: 1 },
  peopleBulk: { payloads: 200, rounds: 1 },
  peopleBaseline: { rounds: 1, baselinePayloads: 5, pipelinePayloads: 10 },
  peopleGrowth: { small: 100, large: 1000, rounds: 1, payloads: 20 },
  customersBulk: { payloads: 200, rounds: 1 },
  customersBaseline: { rounds: 1, baselinePayloads: 5, pipelinePayloads: 10 },
  leads: { people: 3000, companies: 1000, jobs: 2500, customers: 200, runs: 2 },
  outbound: { rounds: 1, jobs: 200, singles: 20, seconds: 1, idle: { told: 3, looking: 1 } },
  outboundSnapshot: { windows: 3, windowSeconds: 0.3, backlog: 200 },
  outboundChaos: {
    chaos: {
      deliveries: 60,
      rate: 40,
      killEveryMs: 700,
      maxKills: 1,
      // Each that hangs takes the ten seconds that a worker waits for it.
      behaviour: { ...badReceiver, hangingShare: 0, retryAfterSeconds: 1 },
      job: { max_attempts: 50, backoff_base_seconds: 0.2, backoff_cap_seconds: 1 },
      leaseSeconds: 2,
      limitMs: 60_000,
    },
    steady: 25,
  },
}
