import { snapshot, type Village } from 'account-village'

/** What villages hold at a moment, as one can see it: by account, in an order of its own. */
export function heldIn(villages: readonly Village[], on: string): object {
  const held = villages.flatMap(village => {
    const s = snapshot(village, on)
    const known = new Set(village.stakeholders.map(({ id }) => id))
    const present = s.stakeholders.filter(({ id }) => known.has(id))
    // Who is only named by what is over is history.
    const { name, owner, segment } = s.account
    const named = new Set([owner, ...s.interactions.flatMap(({ ours = [] }) => ours), ...s.moves.filter(isLiveMove).map(({ by }) => by)])
    const people = new Set(present.map(({ id }) => id))
    const there = {
      account: text({ name, owner, segment }),
      people: present.map(({ id, name, title, email, unit }) => text({ id, name, title, email, unit })),
      roles: village.roles
        .filter(({ stakeholder, retractedAt }) => people.has(stakeholder) && retractedAt === undefined)
        .map(({ stakeholder, role, decision }) => text({ stakeholder, role, decision })),
      decisions: s.decisions.map(({ id, name, value, expectedAt, outcome }) => text({ id, name, value, expectedAt, outcome })),
      plans: s.moves
        .filter(isLiveMove)
        .map(({ id, statement, with: people = [], decision, by, dueAt, status }) =>
          text({ id, statement, with: [...people].sort(), decision, by, dueAt, status }),
        ),
      ours: believed(village.teammates)
        .filter(({ id }) => named.has(id))
        .map(({ id, name, email, leftAt }) => text({ id, name, email, leftAt })),
      // With whom a meeting was of those who are there.
      met: s.interactions.map(({ id, at, decision, ours, participants }) =>
        text({ id, at, decision, ours, participants: participants.filter(each => people.has(each)).sort() }),
      ),
    }
    const { account: _, ...lists } = there
    return Object.values(lists).every(list => list.length === 0) ? [] : [[village.account.id, sorted(there)] as const]
  })
  return Object.fromEntries(held)
}

const isLiveMove = ({ status = [] }: { readonly status?: readonly { readonly state: string }[] | undefined }): boolean =>
  status.every(({ state }) => state === 'started')

const believed = <Fact extends { readonly retractedAt?: string | undefined }>(facts: readonly Fact[]): readonly Fact[] =>
  facts.filter(({ retractedAt }) => retractedAt === undefined)

function text(value: object): string {
  return JSON.stringify(value)
}

function sorted(there: { readonly [name: string]: string | readonly string[] }): object {
  return Object.fromEntries(
    Object.entries(there).map(([name, value]) => [name, typeof value === 'string' ? value : [...new Set(value)].sort()]),
  )
}

/** Who reports to whom in which account. */
export function tiesIn(villages: readonly Village[], on: string): readonly string[] {
  return villages.flatMap(village => {
    const s = snapshot(village, on)
    return s.ties.map(({ from, to, kind }) => text({ account: village.account.id, from, to, kind })).sort()
  })
}
