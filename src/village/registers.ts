import { LimitExceededError } from '../errors.js'
import { REGISTER_NAMES, REGISTERS, type RegisterName, type Registers, VILLAGE_LIMITS } from '../model/village.js'
import { badDate, formatInstant, isStored, parseInstant } from '../support/instants.js'
import { type Draft, draftsAt, type Form, isDraft, type Report } from './form.js'

/** Nothing beside facts. */
export const NO_REGISTERS = registersBy(() => undefined)

/** What a village holds beside its facts. Whatever makes it must give lists that came through the schema of their register. */
export function registersBy(make: (name: RegisterName) => readonly object[] | undefined): Registers {
  const filled = REGISTER_NAMES.flatMap(name => {
    const lists = make(name)
    return lists === undefined || lists.length === 0 ? [] : [[name, lists] as const]
  })
  const registers: object = Object.fromEntries(filled)
  if (!areRegisters(registers)) throw new TypeError('there is no such register')
  return registers
}

/** What a village, or something that could be recorded in one, holds beside its facts. */
export function registersOf(given: Registers): Registers {
  return registersBy(name => given[name])
}

/** What was given beside facts: times become instants, and the lists canonical. */
export function registersIn(form: Form, report: Report): Registers {
  return registersBy(name => {
    const { lists, isSound } = form.register(name)
    let isTimely = true
    const late: Report = (path, message, code) => {
      isTimely = false
      report(path, message, code)
    }
    for (const [i, list] of lists.entries()) {
      const { entries } = REGISTERS[name]
      for (const [j, entry] of entriesOf(name, list ?? {}).entries())
        if (isDraft(entry)) settleTimes(name, entry, [name, i, entries, j], late)
    }
    return isSound && isTimely ? REGISTERS[name].united(lists.filter(isDraft)) : []
  })
}

function settleTimes(name: RegisterName, entry: Draft, path: readonly PropertyKey[], report: Report): void {
  const { times, timesWithin } = REGISTERS[name]
  settle(entry, times, path, report)
  for (const [within, own] of timesWithin) {
    for (const { part, place } of draftsWithin(entry, within)) settle(part, own, [...path, ...place], report)
  }
}

/** The objects to which a path of fields leads, through lists too. */
function draftsWithin(entry: Draft, path: string): ReturnType<typeof draftsAt> {
  const here: readonly PropertyKey[] = []
  const start = [{ part: entry, place: here }]
  return path
    .split('.')
    .reduce(
      (parts, field) =>
        parts.flatMap(({ part, place }) =>
          draftsAt(part[field], field).map(each => ({ part: each.part, place: [...place, ...each.place] })),
        ),
      start,
    )
}

function settle(entry: Draft, times: readonly string[], path: readonly PropertyKey[], report: Report): void {
  for (const field of times) {
    const given = entry[field]
    if (given === undefined) continue
    const instant = parseInstant(given)
    if (instant === undefined) report([...path, field], badDate(given), 'invalidDate')
    else if (!isStored(given)) entry[field] = formatInstant(instant)
  }
}

/**
 * What is known and what is new, in one: a union that depends on no order.
 *
 * @returns what is known itself, field by field, where nothing is new
 * @throws LimitExceededError
 */
export function unitedRegisters(where: string, known: Registers, added: Registers): Registers {
  if (REGISTER_NAMES.every(name => added[name] === undefined)) return known
  const united = registersBy(name => unitedIn(where, name, known[name] ?? [], added[name] ?? []))
  return areSame(united, known) ? known : united
}

/** Whether nothing has changed. */
function areSame(registers: Registers, known: Registers): boolean {
  return REGISTER_NAMES.every(name => registers[name] === known[name])
}

function unitedIn(where: string, name: RegisterName, known: readonly object[], added: readonly object[]): readonly object[] {
  if (added.length === 0) return known
  const united = REGISTERS[name].united([...known, ...added])
  const entries = united.flatMap(list => entriesOf(name, list))
  if (entries.length > VILLAGE_LIMITS.facts) {
    throw new LimitExceededError(where, `entries in ${name}`, VILLAGE_LIMITS.facts, entries.length, 'Split the account.')
  }
  const before = known.flatMap(list => entriesOf(name, list))
  // Where two entries say the same, the one that was known is kept.
  return entries.length === before.length && entries.every((entry, i) => entry === before[i]) ? known : united
}

/** The entries of a list of a register. */
function entriesOf(name: RegisterName, list: object): readonly unknown[] {
  const entries: unknown = Reflect.get(list, REGISTERS[name].entries)
  return Array.isArray(entries) ? entries : []
}

function areRegisters(value: object): value is Registers {
  return Object.keys(value).every(key => REGISTER_NAMES.some(name => name === key))
}
