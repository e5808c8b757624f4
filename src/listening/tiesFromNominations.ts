import type { Nomination } from '../model/nomination.js'
import type { Tie, TieKind } from '../model/tie.js'
import type { Village } from '../model/village.js'
import { deepFreeze } from '../support/freeze.js'
import type { TimeInput } from '../support/instants.js'
import { type OptionShape, oneOf, optionsOf } from '../support/options.js'
import { compareText } from '../support/order.js'
import { checkGiven } from '../village/given.js'
import { believedRows } from '../village/revise.js'
import type { Snapshot } from '../village/snapshot.js'
import { rowsOf } from '../village/village.js'

/** What nominations become. */
export interface NominationOptions {
  /** The kind of the ties; `influence` when absent. */
  readonly kind?: Extract<TieKind, 'influence' | 'informs'> | undefined
}

const NOMINATION_OPTIONS: OptionShape<NominationOptions> = { kind: oneOf('influence', 'informs') }

/**
 * The ties that nominations tell of, for `record`: whoever is named moves whoever named them.
 *
 * Of each nominator and question the latest nomination counts. There is one tie from each nominee to the nominator, of weight 1 and basis
 * `stated`, since the first day on which a nomination that counts names them; it is learned when that nomination was, and trusted as far.
 * Who names themselves makes no tie. Of a village the function sees what is believed last, of a snapshot what holds then. Nothing is
 * written, and ties recorded from earlier answers stay until `setTie` ends them.
 *
 * @returns ties in order of the nominator and the nominee
 * @throws InvalidArgumentError for a kind that nominations cannot become
 * @see D. Krackhardt and J. R. Hanson, "Informal networks: the company behind the chart", Harvard Business Review 71 (1993), on what to ask
 * @example
 * import { createVillage, power, record, snapshot } from 'account-village'
 * import { tiesFromNominations } from 'account-village/listening'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }],
 *   nominations: [{ stakeholder: 'bo', at: '2026-03-02', nominates: ['ann'], question: 'Whom do you ask for advice?' }],
 * })
 * const ties = tiesFromNominations(village)
 * ties //=> [{ from: 'ann', to: 'bo', kind: 'influence', weight: 1, since: '2026-03-02', basis: 'stated' }]
 * power(snapshot(record(village, { ties }), '2026-03-03'))[0]?.share //=> 0.4
 */
export function tiesFromNominations(source: Village | Snapshot, options?: NominationOptions): readonly Tie<TimeInput>[] {
  checkGiven('tiesFromNominations', source, ['village', 'snapshot'])
  const { kind = 'influence' } = optionsOf<NominationOptions>('tiesFromNominations', options, NOMINATION_OPTIONS)
  const ties = new Map<string, Tie<TimeInput>>()
  for (const { stakeholder: to, at, nominates, recordedAt, confidence } of latest(nominationsIn(source))) {
    for (const from of nominates) {
      const pair = JSON.stringify([to, from])
      if (from === to || ties.has(pair)) continue
      ties.set(pair, {
        from,
        to,
        kind,
        weight: 1,
        since: at.slice(0, 'YYYY-MM-DD'.length),
        basis: 'stated',
        ...(recordedAt !== undefined && { recordedAt }),
        ...(confidence !== undefined && { confidence }),
      })
    }
  }
  return deepFreeze([...ties.values()].sort((a, b) => compareText(a.to, b.to) || compareText(a.from, b.from)))
}

function nominationsIn(source: Village | Snapshot): readonly Nomination[] {
  if ('asOf' in source) return source.nominations
  return [...believedRows(rowsOf('tiesFromNominations', source).nominations).values()].map(({ fact }) => fact)
}

/** The last nomination of each nominator and question, the earliest first. Stored instants are ordered as texts. */
function latest(nominations: readonly Nomination[]): Nomination[] {
  const inTime = [...nominations].sort((a, b) => compareText(a.at, b.at))
  const last = new Map(inTime.map(each => [JSON.stringify([each.stakeholder, each.question]), each]))
  return inTime.filter(each => last.get(JSON.stringify([each.stakeholder, each.question])) === each)
}
