import type { Village } from '../model/village.js'
import { xmlDocument } from '../support/markup.js'
import { optionsOf } from '../support/options.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { movingGexf } from './gexfMoving.js'
import { stillGexf } from './gexfStill.js'
import { FILM_OPTIONS, type FilmOptions } from './moments.js'

/**
 * A village over time, or a snapshot of it, in GEXF 1.3 for Gephi.
 *
 * A snapshot is a graph without time: people in the colour of their sentiment and the size of their power, and every tie. A village is a
 * dynamic graph, which the timeline of Gephi plays: people and ties with the spells of time in which they stood, and for each span of time
 * what was said of a person, the class, the roles, the power and the sentiment among it. Each moment shows what was known then, unless
 * `knownOn` says otherwise. The sentiment is the library's own estimate; since it fades between readings, it is taken when somebody was heard
 * and at every step, and holds until the next.
 *
 * An influence goes from whoever moves to whoever is moved, a reporting line from whoever reports; a conflict is undirected. The kind stands
 * in GEXF's own `kind`, by which Gephi tells parallel edges apart. Ends of spans are inclusive in GEXF, so they stand a millisecond early.
 *
 * @throws InvalidDateError for a date that is none; UnknownDecisionError for a decision not known by the last moment;
 * InvalidArgumentError for a step that is none; LimitExceededError for more than `TIMELINE_LIMIT` moments
 * @see GEXF Working Group, "GEXF 1.3 primer" (2022), https://gexf.net
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { toGexf } from 'account-village/formats'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user', 'economicBuyer'] }, { id: 'bo', joinedAt: '2026-01-15', leftAt: '2026-03-01' }],
 * })
 * toGexf(village).match(/<spell .*?>/g)
 * //=> ['<spell start="2026-01-15T00:00:00.000Z" end="2026-02-28T23:59:59.999Z"/>']
 * toGexf(snapshot(village, '2026-02-01')).includes('<graph mode="static"') //=> true
 */
export function toGexf(source: Village | Snapshot, options?: FilmOptions): string {
  checkGiven('toGexf', source, ['village', 'snapshot'])
  const film = optionsOf('toGexf', options, FILM_OPTIONS)
  return xmlDocument('asOf' in source ? stillGexf(source) : movingGexf(source, film))
}
