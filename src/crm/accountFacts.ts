import type { Account } from '../model/account.js'
import type { Comment } from '../model/comment.js'
import type { Decision } from '../model/decision.js'
import type { Expectation } from '../model/expectation.js'
import type { Recorded } from '../model/fact.js'
import type { Interaction } from '../model/interaction.js'
import type { Move } from '../model/move.js'
import type { Observation } from '../model/observation.js'
import type { RoleFact } from '../model/role.js'
import type { Stakeholder } from '../model/stakeholder.js'
import type { Teammate } from '../model/teammate.js'
import type { Tie } from '../model/tie.js'
import type { VetoFact } from '../model/veto.js'

/** The facts of one account, but for its units. */
export interface AccountFacts {
  readonly account: Account
  readonly stakeholders: readonly Stakeholder[]
  readonly roles: readonly Recorded<RoleFact>[]
  readonly vetoes: readonly Recorded<VetoFact>[]
  readonly ties: readonly Recorded<Tie>[]
  readonly observations: readonly Recorded<Observation>[]
  readonly interactions: readonly Recorded<Interaction>[]
  readonly decisions: readonly Decision[]
  readonly comments: readonly Comment[]
  readonly expectations: readonly Expectation[]
  readonly teammates: readonly Teammate[]
  readonly moves: readonly Recorded<Move>[]
}
