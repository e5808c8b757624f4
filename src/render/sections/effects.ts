import type { MoveEffect } from '../../moves/moveEffects.js'
import type { PooledEffect } from '../../moves/pooledEffect.js'
import type { AccountReport } from '../../report/accountReport.js'
import { type Names, nameOf } from '../names.js'
import { count, day, finite, percent, signed } from '../numbers.js'
import { plain } from '../plain.js'
import type { ReportSection } from './reportSection.js'

/** So many rows are told, the clearest first. */
const MOST = 5

/** How people think of us after moves with them, where any was done with somebody who is there. */
export function effects(report: AccountReport, names: Names): readonly ReportSection[] {
  const { effects: all, pooled, others } = report.effects
  if (all.length === 0) return []
  const statements = new Map(report.plan.moves.map(({ move, statement }) => [move, statement]))
  const shown = [...all].sort((a, b) => RANK[a.verdict] - RANK[b.verdict] || Math.abs(b.beyond ?? 0) - Math.abs(a.beyond ?? 0))
  const left = all.length - MOST
  return [
    {
      title: 'After what we did',
      lines: [
        ...shown.slice(0, MOST).map(each => effectLine(each, statements.get(each.move) ?? each.move, names)),
        ...(left > 0 ? [`and ${left} more`] : []),
        ...(pooled.n === 0 ? [] : [pooledLine(pooled, others)]),
        'What came after a move need not have come from it.',
      ],
    },
  ]
}

const RANK = { worse: 0, better: 1, unclear: 2, notHeardSince: 3 } as const satisfies { readonly [Each in MoveEffect['verdict']]: number }

function effectLine(effect: MoveEffect, statement: string, names: Names): string {
  const { stakeholder, doneAt, verdict, beyond, probabilityBetter: better, sharedWith } = effect
  const who = nameOf(names, stakeholder)
  const after = `${plain(statement)} (${day(doneAt)})`
  if (verdict === 'notHeardSince' || beyond === undefined || better === undefined) return `${after}: ${who} was not heard since.`
  const sure = percent(finite(verdict === 'worse' ? 1 - better : better))
  const shared = sharedWith === 0 ? '' : ` Heard after ${count(sharedWith, 'other move', 'other moves')} as well.`
  const told = `${signed(beyond).trim()} beyond the drift that was due`
  if (verdict === 'unclear') return `${after}: how ${who} thinks of us has not clearly changed, ${told}.${shared}`
  return `${after}: ${who} thinks ${verdict} of us, ${told}, with a probability of ${sure}.${shared}`
}

function pooledLine(pooled: PooledEffect, others: PooledEffect): string {
  const beside = others.n === 0 ? '' : `; where we did nothing, ${meanOf(others)}`
  return `On average ${meanOf(pooled)}${beside}.`
}

function meanOf({ n, beyond = Number.NaN, sd = Number.NaN }: PooledEffect): string {
  return `${signed(beyond).trim()} ±${finite(sd).toFixed(2)} over ${count(n, 'change', 'changes')}`
}
