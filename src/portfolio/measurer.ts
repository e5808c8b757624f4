import { VillageError } from '../errors.js'
import type { StandingAsk } from '../report/standingOf.js'
import { measureChunk } from './chunk.js'

/** What measures chunks, here or elsewhere. */
export interface Measurer {
  /** How many chunks it takes at a time. */
  readonly most: number
  measure(lines: readonly string[]): Promise<string>
  close(): Promise<void>
}

/** So many threads there may be. */
export const MOST_THREADS = 256

/** So often a chunk is tried in a thread; each time, its thread died. */
const MOST_TRIES = 3

/** Measures in this thread, or in several others. */
export async function openMeasurer(
  ask: StandingAsk,
  threads: number,
  worker: URL = new URL('./portfolioWorker.js', import.meta.url),
): Promise<Measurer> {
  if (threads === 1) return { most: 1, measure: async lines => measureChunk(lines, ask), close: async () => undefined }
  const { Piscina } = await import('piscina')
  const pool = new Piscina<ChunkTask, string | undefined>({
    filename: worker.href,
    name: 'measured',
    minThreads: threads,
    maxThreads: threads,
    // Rows are made of much that dies young.
    resourceLimits: { maxYoungGenerationSizeMb: 64 },
  })
  const measure = async (lines: readonly string[], tries = 1): Promise<string> => {
    let found: string | undefined
    try {
      found = await pool.run({ lines, ask })
    } catch {
      if (tries < MOST_TRIES) return measure(lines, tries + 1)
      const message = `standingsOf: a thread ended ${MOST_TRIES} times while it measured ${lines.length} accounts. Give Node more memory, or fewer threads.`
      throw new VillageError('limitExceeded', message)
    }
    // What a thread refuses is refused here, with the error that tells why.
    return found ?? measureChunk(lines, ask)
  }
  return { most: 2 * threads, measure: lines => measure(lines), close: () => pool.destroy() }
}

/** What a thread is asked. */
export interface ChunkTask {
  readonly lines: readonly string[]
  readonly ask: StandingAsk
}
