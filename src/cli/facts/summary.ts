import { quoted } from '../../errors.js'
import { FACT_ARRAYS } from '../../model/village.js'
import { count, grouped } from '../../render/numbers.js'
import { factCount, nounOf } from './kinds.js'
import type { RecordedIn } from './recordIn.js'
import type { Fate } from './takeIn.js'

/** What was recorded, in a line. */
export function summary({ fates }: RecordedIn, refused: number, isSingle: boolean): string {
  const number = (fate: Fate): number => fates.filter(each => each.fate === fate).length
  const [only] = fates
  if (isSingle && only !== undefined) return `${nounOf(only.array)} ${quoted(only.id)} ${WORDS[only.fate]}`
  const recorded = FACT_ARRAYS.flatMap(array => {
    const own = fates.filter(each => each.array === array && each.fate === 'recorded').length
    return own === 0 ? [] : [factCount(array, own)]
  })
  const parts = [
    `${listed(recorded)} recorded`,
    ...(['revised', 'known', 'takenBack'] as const).flatMap(fate =>
      number(fate) === 0 ? [] : [`${grouped(number(fate))} ${WORDS[fate]}`],
    ),
    `${count(refused, 'row', 'rows')} refused`,
  ]
  return parts.join(', ')
}

function listed(counts: readonly string[]): string {
  const last = counts.at(-1) ?? 'nothing'
  return counts.length < 2 ? last : `${counts.slice(0, -1).join(', ')} and ${last}`
}

const WORDS: { readonly [Of in Fate]: string } = {
  recorded: 'recorded',
  revised: 'revised',
  known: 'known already',
  takenBack: 'taken back before, which --revise would undo',
}
