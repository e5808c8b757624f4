import { snapshot, type Village } from 'account-village'

/** What villages hold at a moment, as one can see it: by account, in an order of its own. */
export function heldIn(villages: readonly Village[], on: string): object {
  const held = villages.flatMap(village => {
    const s = snapshot(village, on)
    const known = new Set(village.stakeholders.map(({ id }) => id))
    const present = s.stakeholders.filter(({ id }) => known.has(id))
    const people = new Set(present.map(({ id }) => id))
    const there = {
      name: s.account.name,
      people: present.map(({ id, name, title, email, unit }) => text({ id, name, title, email, unit })),
      roles: s.roles
        .filter(({ stakeholder }) => people.has(stakeholder))
        .map(({ stakeholder, role, decision }) => text({ stakeholder, role, decision })),
      ties: s.ties.filter(({ from, to }) => people.has(from) && people.has(to)).map(({ from, to, kind }) => text({ from, to, kind })),
      decisions: s.decisions.map(({ id, name, value, expectedAt, outcome }) => text({ id, name, value, expectedAt, outcome })),
      met: s.interactions.map(({ id, at, participants, decision }) =>
        text({ id, at, participants: participants.filter(each => people.has(each)).sort(), decision }),
      ),
    }
    const { name: _, ...lists } = there
    return Object.values(lists).every(list => list.length === 0) ? [] : [[village.account.id, sorted(there)] as const]
  })
  return Object.fromEntries(held)
}

function text(value: object): string {
  return JSON.stringify(value)
}

function sorted(there: { readonly [name: string]: string | readonly string[] }): object {
  return Object.fromEntries(
    Object.entries(there).map(([name, value]) => [name, typeof value === 'string' ? value : [...new Set(value)].sort()]),
  )
}
