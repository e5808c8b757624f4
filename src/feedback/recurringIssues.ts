import { type Mention, mentions } from '../listening/mentions.js'
import type { Instant } from '../support/instants.js'
import { compareText } from '../support/order.js'
import { foldedText } from '../support/text.js'
import { actionsOn } from '../village/actionsOn.js'
import { measured } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'

/** A theme that came up again after we had declared that something was done about it. */
export interface RecurringIssue {
  /** As it was first written. */
  readonly theme: string
  /** The action after which it came up again: the first one that did not prevent it. */
  readonly action: {
    /** The id of the comment that the action was declared for. */
    readonly comment: string
    /** When it was declared, or the move that answers the comment was done. */
    readonly at: Instant
    /** Who declared it; absent for a move of which nobody says who. */
    readonly by?: string
  }
  /** How many actions were declared, those after it came up again included. */
  readonly actions: number
  /** The comments, readings and interviews in which it came up after that action, in order of time. */
  readonly recurrences: readonly {
    /** The kind of fact in which it came up. */
    readonly source: Mention['source']
    /** The id of that fact, in the array of its kind. */
    readonly fact: string
    /** The id of the person who brought it up. */
    readonly stakeholder: string
    /** When it came up; later than `action.at`. */
    readonly at: Instant
  }[]
  /** Whoever brought it up after that action, in order of id. */
  readonly stakeholders: readonly string[]
  /** How often it had come up before. */
  readonly before: number
}

/**
 * The themes that came up again after an action was declared: what was done did not prevent it. Those that came up most often since, first.
 *
 * An action is declared for every theme of its comment, and so is a done move that answers it. Case and spaces do not tell themes apart.
 *
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { recurringIssues } from 'account-village/listening'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann' }, { id: 'bo' }],
 *   comments: [
 *     { id: 'c1', at: '2026-01-10', stakeholder: 'ann', text: 'Late again.', themes: ['lateness'], actions: [{ at: '2026-01-20', by: 'us', statement: 'a second driver' }] },
 *     { id: 'c2', at: '2026-02-20', stakeholder: 'bo', text: 'Still late.', themes: ['Lateness'] },
 *   ],
 * })
 * const [issue] = recurringIssues(snapshot(village, '2026-03-02'))
 * issue?.theme //=> 'lateness'
 * issue?.stakeholders //=> ['bo']
 */
export function recurringIssues(snapshot: Snapshot): readonly RecurringIssue[] {
  return measured('recurringIssues', snapshot, measureRecurringIssues)
}

function measureRecurringIssues(s: Snapshot): readonly RecurringIssue[] {
  const declared = actionsByTheme(s)
  const said = new Map<string, Mention[]>()
  for (const mention of mentions(s)) {
    const own = said.get(mention.key)
    if (own === undefined) said.set(mention.key, [mention])
    else own.push(mention)
  }
  const issues = [...declared].flatMap(([key, actions]): { readonly key: string; readonly issue: RecurringIssue }[] => {
    const all = said.get(key) ?? []
    const last = all.at(-1)?.at ?? ''
    const [failed] = actions.filter(({ at }) => at < last)
    if (failed === undefined) return []
    const since = all.filter(({ at }) => at > failed.at)
    const issue = {
      theme: all[0]?.theme ?? key,
      action: failed,
      actions: actions.length,
      recurrences: since.map(({ source, fact, stakeholder, at }) => ({ source, fact, stakeholder, at })),
      stakeholders: [...new Set(since.map(({ stakeholder }) => stakeholder))].sort(compareText),
      before: all.length - since.length,
    }
    return [{ key, issue }]
  })
  return issues
    .sort((a, b) => b.issue.recurrences.length - a.issue.recurrences.length || compareText(a.key, b.key))
    .map(({ issue }) => issue)
}

/** The actions declared for each theme, in order of time. */
function actionsByTheme(s: Snapshot): ReadonlyMap<string, readonly RecurringIssue['action'][]> {
  const declared = new Map<string, RecurringIssue['action'][]>()
  for (const comment of s.comments) {
    const { id, themes = [] } = comment
    const { actions } = actionsOn(s, comment)
    for (const key of new Set(themes.map(foldedText))) {
      const own = declared.get(key) ?? []
      declared.set(key, own)
      for (const { at, by } of actions) own.push({ comment: id, at, ...(by !== undefined && { by }) })
    }
  }
  const order = (a: RecurringIssue['action'], b: RecurringIssue['action']): number =>
    compareText(a.at, b.at) || compareText(a.comment, b.comment) || compareText(a.by ?? '', b.by ?? '')
  return new Map([...declared].map(([key, own]) => [key, own.sort(order)]))
}
