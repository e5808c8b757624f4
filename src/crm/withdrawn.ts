import { compareText, sortedByText } from '../support/order.js'
import type { Draft } from './draft.js'
import type { Ledger } from './ledger.js'
import type { Withdrawn } from './result.js'

/** What the payload alone says is there no more. */
export function withdrawnIn(draft: Draft, { leftOut }: Ledger): Withdrawn {
  const isTold = (id: string): boolean => !draft.withheld.has(id)
  const merged = [...draft.masters].map(([from, into]) => ({ from, into })).filter(({ from, into }) => isTold(from) && isTold(into))
  return {
    retracted: [...draft.gone].filter(id => isTold(id) && !draft.masters.has(id)).sort(compareText),
    merged: sortedByText(merged, ({ from }) => from),
    moved: sortedByText(movesIn(draft), ({ stakeholder, from }) => JSON.stringify([stakeholder, from])),
    erased: leftOut.shouldForget + leftOut.optedOutOfProcessing + leftOut.optedOutOfProfiling,
  }
}

/** Who left one account and is at home in another, as their own record tells. */
function movesIn({ memberships, withheld }: Draft): Withdrawn['moved'] {
  const homes = new Map(
    memberships.flatMap(({ kind, isActive, person, account }) => (kind === 'home' && isActive ? [[person, account]] : [])),
  )
  return memberships.flatMap(({ person, account, isActive, until, from }) => {
    const to = homes.get(person)
    const hasLeft = !isActive && until !== undefined && from.id === person && to !== undefined && to !== account
    return hasLeft && !withheld.has(person) ? [{ stakeholder: person, from: account, to }] : []
  })
}
