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
}
