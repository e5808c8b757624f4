import { errorFor } from '../errors.js'
import type { AccountStanding } from '../report/standingIn.js'
import { STANDING_OPTIONS, type StandingAsk, type StandingOptions } from '../report/standingOf.js'
import { checkLength } from '../support/finite.js'
import { deepFreeze } from '../support/freeze.js'
import { type OptionShape, optionsOf, whole, wrong } from '../support/options.js'
import { reading } from '../support/reading.js'
import { type AnalysedAccount, isSource } from './analyseAccounts.js'
import { copiedAsk } from './ask.js'
import { type ChunkRow, chunksOf, inOrder } from './chunk.js'
import { MOST_THREADS, openMeasurer } from './measurer.js'

/** The lines of NDJSON, a village each. */
export type LineSource = Iterable<string> | AsyncIterable<string>

/** When and how accounts are looked at, and by how many threads. */
export interface StandingsOptions extends StandingOptions {
  /** How many threads measure, from 1, which is this one, to 256; 1 when absent. */
  readonly threads?: number | undefined
}

const SHAPE: OptionShape<StandingsOptions> = { ...STANDING_OPTIONS, threads: whole(1, MOST_THREADS) }

/**
 * Where each of many accounts stands, in the order of the source: the rows of `standingOf` for `portfolio`, to the bit the same with any
 * number of threads. Lines that are no village are told with their place, and lines of blanks are passed over.
 *
 * Lines are measured in chunks of a million characters, of which two for each thread are held. A chunk whose thread dies is measured anew.
 * Threads need Node.
 *
 * @param source the lines of an NDJSON file, such as `readline.createInterface` of Node gives
 * @throws InvalidArgumentError for a source that is none or options that make no sense; LimitExceededError for a list of more than a million;
 * the errors of `standingOf`; a VillageError where threads die again and again
 * @example
 * import { createVillage } from 'account-village'
 * import { standingsOf } from 'account-village/portfolio'
 * const lines = [JSON.stringify(createVillage({ account: 'Acme' })), '{"broken']
 * const found: unknown[] = []
 * for await (const each of standingsOf(lines, { asOf: '2026-03-02' })) found.push('result' in each ? each.result.verdict : each.issues[0]?.message)
 * found //=> ['insufficientSignal', 'is not JSON']
 */
export function standingsOf(source: LineSource, options: StandingsOptions): AsyncGenerator<AnalysedAccount<AccountStanding>> {
  const { asOf, since, threads = 1, ...view } = optionsOf('standingsOf', options, SHAPE, ['asOf'])
  if (!reading('standingsOf', 'source', () => isSource(source))) throw errorFor('standingsOf', [wrong('source', 'is no iterable of lines')])
  checkLength('standingsOf', 'source', source)
  return standings(source, copiedAsk('standingsOf', { asOf, since, ...view }), threads)
}

async function* standings(source: LineSource, ask: StandingAsk, threads: number): AsyncGenerator<AnalysedAccount<AccountStanding>> {
  const measurer = await openMeasurer(ask, threads)
  try {
    const chunks = chunksOf(placed(source), ({ line }) => line.length)
    const measured = inOrder(chunks, chunk => measurer.measure(chunk.map(({ line }) => line)), measurer.most)
    for await (const [chunk, text] of measured) {
      const rows: readonly ChunkRow[] = JSON.parse(text)
      for (const [i, row] of rows.entries()) {
        const place = chunk[i]?.place ?? 0
        yield deepFreeze('issues' in row ? { place, issues: row.issues } : { place, account: row.standing.account, result: row.standing })
      }
    }
  } finally {
    await measurer.close()
  }
}

/** Lines with their places, which count from 1; those of blanks are passed over. What is no text is a line that is no village. */
async function* placed(source: LineSource): AsyncGenerator<{ readonly place: number; readonly line: string }> {
  let place = 0
  for await (const each of source) {
    place++
    const line = typeof each === 'string' ? each : '0'
    if (line.trim() !== '') yield { place, line }
  }
}
