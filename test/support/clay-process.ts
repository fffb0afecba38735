import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type ClayBehaviour, type Received, startClay } from './clay.ts'

/** A stand-in for Clay in a process of its own, so that nobody's work delays its clock. */
export type ClayProcess = Readonly<{
  origin: string
  webhookUrl(name?: string): string
  /** Everything that arrived, in order of arrival. */
  log(): Promise<Received[]>
  /** The longest it was late to notice anything, in milliseconds. */
  delayMs(): Promise<number>
  stop(): Promise<void>
}>

type Question = 'log' | 'delay'
type Reply = { origin: string } | { log: Received[] } | { delay: number }

async function ask<T>(child: ChildProcess, question: Question): Promise<T> {
  const replied = once(child, 'message')
  child.send(question)
  return (await replied)[0] as T
}

/** Starts a stand-in in a process of its own. */
export async function startClayProcess(behaviour: ClayBehaviour = {}): Promise<ClayProcess> {
  const child = fork(fileURLToPath(import.meta.url), [JSON.stringify(behaviour)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const exited = once(child, 'exit')
  const [{ origin }] = (await once(child, 'message')) as [{ origin: string }]
  return {
    origin,
    webhookUrl: (name = 'rows') => `${origin}/v3/sources/webhook/${name}`,
    log: async () => (await ask<{ log: Received[] }>(child, 'log')).log,
    delayMs: async () => (await ask<{ delay: number }>(child, 'delay')).delay,
    stop: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** What the process of its own does. */
async function main(): Promise<void> {
  const clay = await startClay(JSON.parse(process.argv[2] ?? '{}') as ClayBehaviour)
  const reply = (message: Reply) => process.send?.(message)
  process.on('message', (question: Question) => {
    reply(question === 'log' ? { log: [...clay.log] } : { delay: clay.delayMs() })
  })
  // Whoever started it is gone: nobody is left to ask.
  process.on('disconnect', () => process.exit(0))
  reply({ origin: clay.origin })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
