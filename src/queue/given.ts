import { errorFor } from '../errors.js'
import { wrong } from '../support/options.js'
import { reading } from '../support/reading.js'
import type { PortfolioResults } from './ports.js'

/** Refuses what lacks a function that is needed of it. */
export function checkHas(where: string, path: string, given: object, names: readonly string[], comesFrom: string): void {
  const has = reading(
    where,
    path,
    () => typeof given === 'object' && given !== null && names.every(name => typeof Reflect.get(given, name) === 'function'),
  )
  if (!has) throw errorFor(where, [wrong(path, `lacks ${names.join(', ')}; ${comesFrom}`)])
}

export function checkResults(where: string, results: PortfolioResults): void {
  checkHas(where, 'results', results, ['put', 'get'], 'redisResults(client) gives results')
}
