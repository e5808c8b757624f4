import { chao1, type Richness } from '../math/richness.js'
import type { Saturation } from '../math/saturation.js'
import { CLASS_ORDER, type RoleClass } from '../model/role.js'
import { deepFreeze } from '../support/freeze.js'
import type { Instant } from '../support/instants.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import { type Mention, mentions } from './mentions.js'
import { saturation } from './saturation.js'
import { classIn, inOrder, type Snapshots, shareIn } from './several.js'

/** Something that people brought up. */
export interface Theme {
  /** As it was first written. */
  readonly theme: string
  /** How many people brought it up. */
  readonly people: number
  /** In how many readings, comments and interviews. */
  readonly mentions: number
  /** `mentions` by the kind of fact in which the theme stands; they sum to it. */
  readonly bySource: { readonly observation: number; readonly comment: number; readonly interview: number }
  /** How many people of each class, those who decide first; classes without any are left out. */
  readonly byClass: readonly { readonly class: RoleClass; readonly people: number }[]
  /** Their share of all power, 0..1; of several accounts, the mean over all. Those who have left have none. */
  readonly share: number
  /** Whether only one person brought it up. */
  readonly rare: boolean
  /** Who brought it up, in order of account and id. */
  readonly voices: readonly { readonly account: string; readonly stakeholder: string }[]
  /** When it was first brought up, by anybody of the accounts. */
  readonly firstAt: Instant
  /** When it was last brought up; the same as `firstAt` where it came up once. */
  readonly lastAt: Instant
}

/** What came up. */
export interface Themes {
  /** How many people brought anything up. */
  readonly people: number
  /** What most people brought up first, and of those what has most power behind it. Nothing is left out. */
  readonly themes: readonly Theme[]
  /** What only one person brought up, the most powerful first: the odd answer that may change everything. */
  readonly rare: readonly Theme[]
  /** How many themes there are, those that nobody has brought up yet included; absent where there is none. */
  readonly richness?: Richness
  /** Whether further interviews still bring new themes; its numbers count interviews. */
  readonly saturation: Saturation
}

/**
 * What came up in readings, comments and interviews of an account or of several, by people, class and power, and what only one person said.
 *
 * Counts are of people, so that nobody's favourite theme counts more for being repeated. Case and spaces do not tell themes apart.
 *
 * @throws InvalidArgumentError when an account is there twice
 * @see `chao1` for how many themes there are
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { themes } from 'account-village/listening'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }],
 *   observations: [{ stakeholder: 'ann', at: '2026-03-01', sentiment: 0.4, via: 'survey', themes: ['Speed'] }],
 *   comments: [{ id: 'c1', stakeholder: 'bo', at: '2026-03-02', text: 'Slow, and billed by the call.', themes: ['speed', 'internal charge'] }],
 * })
 * const found = themes(snapshot(village, '2026-03-02'))
 * found.themes.map(({ theme, people, share }) => [theme, people, share]) //=> [['Speed', 2, 1], ['internal charge', 1, 0.8571]]
 * found.rare.map(({ theme }) => theme) //=> ['internal charge']
 */
export function themes(snapshots: Snapshots): Themes {
  const accounts = inOrder('themes', snapshots)
  const byKey = new Map<string, { readonly s: Snapshot; readonly mention: Mention }[]>()
  for (const s of accounts) {
    for (const mention of mentions(s)) pushTo(byKey, mention.key, { s, mention })
  }
  const all = [...byKey].map(([key, found]) => ({ key, theme: themeOf(found, accounts.length) }))
  const inRank = all
    .sort((a, b) => b.theme.people - a.theme.people || b.theme.share - a.theme.share || compareText(a.key, b.key))
    .map(({ theme }) => theme)
  const rare = inRank.filter(theme => theme.rare)
  const richness = chao1(inRank.map(({ people }) => people))
  return deepFreeze({
    people: new Set(inRank.flatMap(({ voices }) => voices.map(voiceKey))).size,
    themes: inRank,
    rare,
    ...(richness !== undefined && { richness }),
    saturation: saturation(accounts),
  })
}

function pushTo<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [item])
  else list.push(item)
}

function themeOf(found: readonly { readonly s: Snapshot; readonly mention: Mention }[], accounts: number): Theme {
  const inTime = [...found].sort((a, b) => compareText(a.mention.at, b.mention.at))
  const people = new Map(
    found.map(({ s, mention }) => [voiceKey({ account: s.account.id, stakeholder: mention.stakeholder }), { s, mention }]),
  )
  const voices = [...people].sort(([a], [b]) => compareText(a, b)).map(([, each]) => each)
  const classes = voices.map(({ s, mention }) => classIn(s, mention.stakeholder))
  const count = (source: Mention['source']): number => found.filter(({ mention }) => mention.source === source).length
  return {
    theme: inTime[0]?.mention.theme ?? '',
    people: voices.length,
    mentions: found.length,
    bySource: { observation: count('observation'), comment: count('comment'), interview: count('interview') },
    byClass: CLASS_ORDER.flatMap(each => {
      const number = classes.filter(own => own === each).length
      return number === 0 ? [] : [{ class: each, people: number }]
    }),
    share: voices.reduce((sum, { s, mention }) => sum + shareIn(s, mention.stakeholder), 0) / accounts,
    rare: voices.length === 1,
    voices: voices.map(({ s, mention }) => ({ account: s.account.id, stakeholder: mention.stakeholder })),
    firstAt: inTime[0]?.mention.at ?? '',
    lastAt: inTime.at(-1)?.mention.at ?? '',
  }
}

function voiceKey({ account, stakeholder }: { readonly account: string; readonly stakeholder: string }): string {
  return JSON.stringify([account, stakeholder])
}
