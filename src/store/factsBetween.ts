import { FACT_ARRAYS, REGISTER_NAMES, type Village, type VillageFacts } from '../model/village.js'

/** The facts that a village has beyond the one it was recorded in: recorded there again, they give the same village. */
export function factsBetween(before: Village, after: Village): VillageFacts {
  const arrays = FACT_ARRAYS.flatMap(name => {
    const known = new Set<object>(before[name])
    const added = after[name].filter(fact => !known.has(fact))
    return added.length > 0 ? [[name, added] as const] : []
  })
  const registers = REGISTER_NAMES.flatMap(name => (after[name] === before[name] ? [] : [[name, after[name]] as const]))
  const { account, formerAccounts } = after
  const isSame = account === before.account && formerAccounts?.length === before.formerAccounts?.length
  const own = isSame ? {} : { account, ...(formerAccounts !== undefined && { formerAccounts }) }
  return { ...own, ...Object.fromEntries([...arrays, ...registers]) }
}
