import { isThis } from './equivalents.mjs'

/** No more than this share of the faults of a run may be called equivalent. */
const MOST_EQUIVALENT = 0.02

/** The table by file, what is left, and whether the list of equivalent faults holds, which only all faults of the files tell. */
export function report(faults, equivalents, sources, { all, isWhole }) {
  const judged = faults.filter(({ verdict }) => verdict !== 'loading')
  const left = judged.filter(fault => isLeft(fault.verdict))
  const isEquivalent = fault => isLeft(fault.verdict) && equivalents.some(entry => isThis(entry, fault))
  const rows = [
    ...sources.map(file => [file, judged.filter(fault => fault.file === file)]),
    ...(sources.length > 1 ? [['together', judged]] : []),
  ]
  const columns = ['faults', 'found', ...(all ? ['all cases'] : []), 'endless', 'no input', 'left', 'only loading']
  const table = [
    `| file | ${columns.join(' | ')} |`,
    `|---|${columns.map(() => '---|').join('')}`,
    ...rows.map(([name, own]) => {
      const found = own.filter(({ verdict }) => !isLeft(verdict))
      const cells = [
        own.length,
        shareOf(found.length, own.length),
        ...(all ? [shareOf(own.filter(fault => !isLeft(fault.all)).length, own.length)] : []),
        own.filter(({ verdict }) => verdict === 'endless').length,
        own.filter(isEquivalent).length,
        own.filter(fault => isLeft(fault.verdict) && !isEquivalent(fault)).length,
        faults.filter(({ file, verdict }) => verdict === 'loading' && (name === 'together' || file === name)).length,
      ]
      return `| ${name} | ${cells.join(' | ')} |`
    }),
  ]
  const stale = equivalents.filter(entry => isWhole && sources.includes(entry.file) && !left.some(fault => isThis(entry, fault)))
  const equivalent = left.filter(isEquivalent).length
  const isWithin = equivalent <= MOST_EQUIVALENT * judged.length
  const text = [
    ...left.filter(fault => !isEquivalent(fault)).map(fault => toldFault(fault)),
    ...stale.map(({ file, original, replacement }) => `called equivalent, but not left: ${file} ${original} → ${replacement}`),
    '',
    ...table,
    '',
    `${equivalent} of ${judged.length} faults are told apart by no input (${percent(equivalent, judged.length)}); ${isWithin ? 'at most' : 'that is more than'} 2 % may be`,
  ]
  return { text: text.join('\n'), isFine: stale.length === 0 && isWithin }
}

function toldFault({ file, line, column, mutator, original, replacement, verdict, all, untried = 0 }) {
  const how = howLeft({ verdict, all, untried })
  return `${file}:${line}:${column} ${mutator}: ${short(original)} → ${short(replacement)}${how}`
}

function howLeft({ verdict, all, untried }) {
  if (verdict === 'unreached') return ' (no test reaches it)'
  if (all !== undefined && !isLeft(all)) return ' (all cases find it)'
  return untried > 0 ? ` (${untried} costly tests not tried)` : ''
}

function isLeft(verdict) {
  return verdict === 'left' || verdict === 'unreached'
}

function shareOf(count, of) {
  return `${count} (${percent(count, of)})`
}

function percent(count, of) {
  return of === 0 ? '-' : `${((100 * count) / of).toFixed(1)} %`
}

function short(text) {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text
}
