import type { ChangeContribution, ChangeExplanation } from '../../../account/explainChange.js'
import { type Names, nameOf, unitNameOf } from '../../names.js'
import { count, finite } from '../../numbers.js'
import { apportioned } from './apportion.js'
import { type Branch, type Fishbone, MOST_TWIGS, type Tone, type Twig } from './fishbone.js'

/** What kinds of reasons are called. */
const KINDS = {
  newReading: 'new readings',
  withdrawnReading: 'readings withdrawn',
  ageing: 'readings grown older',
  silence: 'requests without answer',
  upheaval: 'upheavals',
  weight: 'weights shifted',
  person: 'people joined or left',
  settings: 'other settings',
  hypothesis: 'suppositions',
} as const satisfies { readonly [Kind in ChangeContribution['kind']]: string }

/** Figures are in thousandths: what is shown sums exactly to what is shown. */
const UNIT = 1000

/** Why the sentiment of an account changed, by kind of reason and within it by person or unit. */
export function changeBones({ before, after, contributions }: ChangeExplanation, names: Names, asOf: string | undefined): Fishbone {
  const [start, end] = [Math.round(before * UNIT), Math.round(after * UNIT)]
  const kinds = grouped(contributions, ({ kind }) => kind)
  const figures = apportioned(
    kinds.map(({ sum }) => sum * UNIT),
    end - start,
  )
  const largest = Math.max(...kinds.map(({ sum }) => Math.abs(sum)))
  return {
    title: `${names.account === '' ? '' : `${names.account} · `}why sentiment changed`,
    subtitle: asOf === undefined ? '' : `up to ${asOf}`,
    head: {
      figure: figureOf(end - start),
      tone: toneOf(end - start),
      text: start === end ? 'sentiment hardly moved' : end > start ? 'sentiment rose' : 'sentiment fell',
      notes: [`from ${figureOf(start)} to ${figureOf(end)}`],
    },
    branches: kinds.map(({ first: { kind }, sum, all }, i): Branch => {
      const figure = figures[i] ?? 0
      const weight = largest > 0 ? Math.abs(sum) / largest : 0
      return { name: KINDS[kind], figure: figureOf(figure), tone: toneOf(figure), weight, twigs: twigsOf(all, figure, names) }
    }),
  }
}

/** Some reasons and their sum. */
interface Group {
  readonly first: ChangeContribution
  readonly sum: number
  readonly all: readonly ChangeContribution[]
}

/** Reasons by a key, those that add or take most first. */
function grouped(all: readonly ChangeContribution[], keyOf: (each: ChangeContribution) => string): Group[] {
  const groups = new Map<string, ChangeContribution[]>()
  for (const each of all) {
    const members = groups.get(keyOf(each))
    if (members === undefined) groups.set(keyOf(each), [each])
    else members.push(each)
  }
  const sums = [...groups.values()].flatMap((members): Group[] => {
    const [first] = members
    return first === undefined ? [] : [{ first, sum: members.reduce((sum, { amount }) => sum + amount, 0), all: members }]
  })
  return sums.sort((a, b) => Math.abs(b.sum) - Math.abs(a.sum))
}

/** Each person's and unit's part, and the small ones in one. */
function twigsOf(all: readonly ChangeContribution[], total: number, names: Names): Twig[] {
  const groups = grouped(all, ({ stakeholder, unit }) => JSON.stringify([stakeholder, unit]))
  const worthShowing = groups.filter(({ sum }, i) => i < MOST_TWIGS - 1 && Math.abs(sum) * UNIT >= 0.5)
  const shown = groups.length === worthShowing.length + 1 ? groups : worthShowing
  const rest = groups.slice(shown.length)
  const sums = [...shown.map(({ sum }) => sum), ...(rest.length > 0 ? [rest.reduce((sum, each) => sum + each.sum, 0)] : [])]
  const figures = apportioned(
    sums.map(sum => sum * UNIT),
    total,
  )
  return figures.map((figure, i): Twig => {
    const group = shown[i]
    const text = group === undefined ? count(rest.length, 'smaller one', 'smaller ones') : nameFor(group.first, names)
    return { text, figure: figureOf(figure), tone: toneOf(figure) }
  })
}

function nameFor({ stakeholder, unit, upheaval }: ChangeContribution, names: Names): string {
  if (upheaval !== undefined) return 'what was known before'
  if (stakeholder !== undefined) return nameOf(names, stakeholder)
  return unit === undefined ? 'beliefs of the model' : unitNameOf(names, unit)
}

function figureOf(thousandths: number): string {
  const digits = (Math.abs(finite(thousandths)) / UNIT).toFixed(3)
  return thousandths === 0 ? digits : `${thousandths < 0 ? '−' : '+'}${digits}`
}

function toneOf(figure: number): Tone {
  return figure > 0 ? 'good' : figure < 0 ? 'bad' : 'plain'
}
