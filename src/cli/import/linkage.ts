import type { GroupLinks } from '../../crm/groupLinks.js'
import type { Scratch } from '../disk.js'
import { fingerprintOf } from './fingerprint.js'
import { openUnion } from './union.js'

/** Finds out which records hang together by the ids that they have and name. */
export interface Linkage {
  /** Notes a record and its size in bytes. */
  add(links: GroupLinks, size: number): void
  /**
   * The numbers of the groups of all records, in the order in which they were noted; `all` for what every record may need. No two records of
   * different groups have an id in common, and each group is of about a size, or of a single set of records that all hang together.
   */
  groups(size: number): Iterable<number | 'all'>
}

/**
 * A linkage of which only ids are in the memory that several records have; all the others stand on the disk.
 *
 * Ids stand there as fingerprints. Where two of them are the same by chance, records are in one group that need not be.
 */
export function openLinkage(scratch: Scratch): Linkage {
  const met = openMeetings()
  return {
    add({ ids, isForAll }, size) {
      const marks = isForAll ? [] : [...new Set(ids.map(fingerprintOf))]
      for (const mark of marks) met.add(mark)
      scratch.append(new Uint8Array(Float64Array.of(marks.length, isForAll ? FOR_ALL : size, ...marks).buffer))
    },
    *groups(size) {
      const union = openUnion()
      for (const record of recordsIn(scratch)) union.join(record.marks.filter(met.isRepeated), record.size)
      const { groupOf, count } = union.packed(size)
      // Records that hang together with no other fill groups of their own.
      let [alone, filled] = [count, 0]
      for (const record of recordsIn(scratch)) {
        const shared = record.marks.find(met.isRepeated)
        if (record.size === FOR_ALL) yield 'all'
        else if (shared !== undefined) yield groupOf(shared)
        else {
          if (filled > 0 && filled + record.size > size) [alone, filled] = [alone + 1, 0]
          filled += record.size
          yield alone
        }
      }
    },
  }
}

/** What stands for the size of a record that every other may need. */
const FOR_ALL = -1

interface LinkedRecord {
  readonly size: number
  readonly marks: readonly number[]
}

function* recordsIn(scratch: Scratch): Generator<LinkedRecord> {
  for (const piece of scratch.pieces()) {
    const numbers = new Float64Array(piece.buffer, piece.byteOffset, piece.length / 8)
    for (let at = 0; at < numbers.length; ) {
      const end = at + 2 + (numbers[at] ?? 0)
      yield { size: numbers[at + 1] ?? 0, marks: [...numbers.subarray(at + 2, end)] }
      at = end
    }
  }
}

/** Which numbers were met more than once. Of some that were met once it says so too; none that was met twice is missed. */
interface Meetings {
  add(mark: number): void
  readonly isRepeated: (mark: number) => boolean
}

/** So many bits for each question: 4 MB. */
const BITS = 2 ** 25

function openMeetings(): Meetings {
  const [once, twice] = [new Uint8Array(BITS / 8), new Uint8Array(BITS / 8)]
  const isIn = (bits: Uint8Array, mark: number): boolean => (((bits[(mark % BITS) >>> 3] ?? 0) >> (mark & 7)) & 1) === 1
  return {
    add(mark) {
      const bits = isIn(once, mark) ? twice : once
      bits[(mark % BITS) >>> 3] = (bits[(mark % BITS) >>> 3] ?? 0) | (1 << (mark & 7))
    },
    isRepeated: mark => isIn(twice, mark),
  }
}
