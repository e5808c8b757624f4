import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import type { Reading } from './reading.js'
import { readings } from './readings.js'

/** The last reading of each person that shares no error with others: what they said themselves. */
export function lastOwnWords(s: Snapshot): ReadonlyMap<string, Reading> {
  return remembered(s, computeLastOwnWords)
}

function computeLastOwnWords(s: Snapshot): ReadonlyMap<string, Reading> {
  return new Map(readings(s).flatMap(reading => (reading.shared === undefined ? [[reading.stakeholder, reading]] : [])))
}
