import { createVillage, snapshot, type Village, type VillageInput } from 'account-village'
import {
  feedbackLoop,
  openComments,
  recordComment,
  recordCommentAction,
  recordSharedBack,
  recurringIssues,
  redactComment,
  routeComment,
} from 'account-village/listening'
import { describe, expect, test } from 'vitest'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { callLoosely, refused } from '../support/refusal.js'

const BASE: VillageInput = {
  account: 'acme',
  units: [
    { id: 'works', name: 'Works', kind: 'site' },
    { id: 'team', name: 'Team', kind: 'team', parent: 'works' },
  ],
  stakeholders: [{ id: 'ann', unit: 'team' }, { id: 'bo' }],
}
const comment = (id: string, at: string, stakeholder = 'ann', more: object = {}) => ({
  id,
  at,
  stakeholder,
  text: `text of ${id}`,
  ...more,
})
const of = (...comments: ReturnType<typeof comment>[]): Village => createVillage({ ...BASE, comments })
const see = (village: Village, day = '2026-03-02') => snapshot(village, day)
const action = (at: string, by = 'us') => ({ at, by, statement: 's' })

describe('the way of a comment', () => {
  test('is captured in one call, passed on, acted upon and told, and each day shows what was done by then', () => {
    let village = recordComment(createVillage(BASE), comment('c', '2026-02-02'))
    village = routeComment(village, 'c', [{ group: 'support' }], '2026-02-04').village
    village = recordCommentAction(village, 'c', action('2026-02-10'))
    village = recordSharedBack(village, 'c', '2026-02-20')
    const states = ['2026-02-01', '2026-02-03', '2026-02-05', '2026-02-11', '2026-02-21'].map(
      day => openComments(see(village, day))[0]?.state,
    )
    expect(states).toEqual([undefined, 'unrouted', 'unanswered', 'untold', undefined])
    expect(openComments(see(village, '2026-02-05'))[0]).toMatchObject({ groups: ['support'], days: 3, stakeholder: 'ann' })
  })

  test('may be shorter: an action without passing it on, or telling without an action', () => {
    expect(
      openComments(see(recordCommentAction(of(comment('c', '2026-02-02')), 'c', action('2026-02-10')))).map(({ state }) => state),
    ).toEqual(['untold'])
    expect(openComments(see(recordSharedBack(of(comment('c', '2026-02-02')), 'c', '2026-02-10')))).toEqual([])
  })

  test('stands with the oldest first', () => {
    const village = of(comment('b', '2026-02-02'), comment('a', '2026-02-02'), comment('c', '2026-01-02'))
    expect(openComments(see(village)).map(({ comment: id }) => id)).toEqual(['c', 'a', 'b'])
    // Of two of one instant, by id; a village has them in the order of theirs, in which a later one may be first.
    const mixed = of(comment('a', '2026-02-02'), comment('b', '2026-01-02'), comment('c', '2026-01-02'))
    expect(openComments(see(mixed)).map(({ comment: id }) => id)).toEqual(['b', 'c', 'a'])
  })

  test('tells themes and groups only where there are any, those in order', () => {
    const routed = ['b', 'a', 'b'].map((group, i) => ({ group, at: `2026-02-0${i + 3}` }))
    const found = openComments(see(of(comment('c', '2026-02-02'), comment('d', '2026-02-02', 'bo', { routedTo: routed }))))
    expect(found.map(({ themes, groups }) => [themes, groups])).toEqual([
      [[], []],
      [[], ['a', 'b']],
    ])
  })

  test('is refused for a comment that is not there, or a date that is none', () => {
    const village = of(comment('c', '2026-02-02'))
    expect(refused(() => recordSharedBack(village, 'x', '2026-02-10')).name).toBe('InvalidArgumentError')
    expect(refused(() => recordSharedBack(village, 'c', 'soon')).name).toBe('InvalidDateError')
    expect(refused(() => recordCommentAction(village, 'c', action('soon'))).name).toBe('InvalidDateError')
    expect(refused(() => routeComment(village, 'x', [], '2026-02-10')).name).toBe('InvalidArgumentError')
    for (const act of [
      () => recordSharedBack(village, 'c', 'soon'),
      () => recordCommentAction(village, 'c', action('soon')),
      () => routeComment(village, 'c', [{ group: 'a' }], 'soon'),
    ]) {
      expect(refused(act)).toMatchObject({ code: 'invalidDate', paths: ['at'] })
    }
    expect(refused(() => callLoosely(recordCommentAction, village, 'c', null)).message).toBe(
      'recordCommentAction: action: is not an action; pass { at, by, statement }',
    )
    expect(refused(() => recordSharedBack(village, 'x', '2026-02-10')).message).toMatch(/^recordSharedBack: comment: /)
    expect(refused(() => recordComment(village, comment('d', '2026-02-02', 'eve'))).name).toBe('UnknownStakeholderError')
  })
})

describe('passing on', () => {
  const themed = of(comment('c', '2026-02-02', 'ann', { themes: ['Late  Answers', 'price'], via: 'hallway' }))
  const groups = (rules: Parameters<typeof routeComment>[2], village = themed) =>
    routeComment(village, 'c', rules, '2026-02-10').routes.map(({ group }) => group)

  test('goes by theme, by unit and its parts, and by both', () => {
    expect(groups([{ group: 'support', themes: ['late answers'] }])).toEqual(['support'])
    expect(groups([{ group: 'works', units: ['works'] }])).toEqual(['works'])
    expect(groups([{ group: 'both', units: ['team'], themes: ['PRICE'] }])).toEqual(['both'])
    expect(groups([{ group: 'neither', units: ['team'], themes: ['colour'] }])).toEqual([])
    expect(groups([{ group: 'never', themes: [] }])).toEqual([])
    expect(
      groups([
        { group: 'one', units: ['elsewhere', 'works'] },
        { group: 'none', units: ['elsewhere'] },
      ]),
    ).toEqual(['one'])
  })

  test('goes by the unit of whoever made the comment, also of one who has left, and tells what there is', () => {
    const village = createVillage({
      ...BASE,
      stakeholders: [
        { id: 'ann', unit: 'works' },
        { id: 'bo', unit: 'team', leftAt: '2026-02-05' },
        { id: 'cy' },
        { id: 'di', unit: 'team', joinedAt: '2026-06-01' },
      ],
      comments: [comment('c', '2026-02-02', 'bo'), comment('d', '2026-02-02', 'cy'), comment('e', '2026-02-02', 'di')],
    })
    const rules = [{ group: 'team', units: ['team'] }, { group: 'works', units: ['works'] }, { group: 'rest' }]
    const route = (id: string) => routeComment(village, id, rules, '2026-02-10').routes
    expect(route('c').map(({ group, comment: { unit } }) => [group, unit])).toEqual([
      ['team', 'team'],
      ['works', 'team'],
    ])
    expect(route('d').map(({ group, comment: about }) => [group, about])).toStrictEqual([
      ['rest', { id: 'd', at: '2026-02-02T00:00:00.000Z', stakeholder: 'cy', themes: [], text: 'text of d' }],
    ])
    // Whoever is not there yet is in no unit.
    expect(route('e').map(({ group }) => group)).toEqual(['rest'])
    expect(village.comments.every(each => each.routedTo === undefined)).toBe(true)
    expect(routeComment(village, 'd', rules, '2026-02-10').village.comments.find(({ id }) => id === 'd')?.routedTo).toEqual([
      { group: 'rest', at: '2026-02-10T00:00:00.000Z' },
    ])
    expect(routeComment(village, 'd', rules.slice(0, 2), '2026-02-10')).toEqual({ village, routes: [] })
  })

  test('leaves to a rule without themes and units only what no other takes', () => {
    const rules = [{ group: 'rest' }, { group: 'support', themes: ['price'] }]
    expect(groups(rules)).toEqual(['support'])
    expect(groups(rules, of(comment('c', '2026-02-02')))).toEqual(['rest'])
  })

  test('gives what a queue can take, once for each group', () => {
    const { village, routes } = routeComment(
      themed,
      'c',
      [
        { group: 'b', themes: ['price'] },
        { group: 'a', units: ['works'] },
        { group: 'b', units: ['team'] },
      ],
      '2026-02-10',
    )
    expect(routes).toEqual(
      ['a', 'b'].map(group => ({
        type: 'commentRouted',
        id: JSON.stringify(['acme', 'c', group]),
        account: 'acme',
        group,
        routedAt: '2026-02-10T00:00:00.000Z',
        comment: {
          id: 'c',
          at: '2026-02-02T00:00:00.000Z',
          stakeholder: 'ann',
          unit: 'team',
          via: 'hallway',
          themes: ['Late  Answers', 'price'],
          text: 'text of c',
        },
      })),
    )
    expect(JSON.parse(JSON.stringify(routes))).toEqual(routes)
    const again = routeComment(village, 'c', [{ group: 'a', units: ['works'] }], '2026-02-12')
    expect(again).toEqual({ village, routes: [] })
    expect(again.village).toBe(village)
    expect(routeComment(village, 'c', [{ group: 'z', units: ['works'] }], '2026-02-12').village.comments[0]?.routedTo).toHaveLength(3)
  })

  test('takes a day on which the comment was made later in the day', () => {
    const late = of(comment('c', '2026-02-02T15:00:00Z'))
    const { village, routes } = routeComment(late, 'c', [{ group: 'a' }], '2026-02-02')
    expect(routes[0]?.routedAt).toBe('2026-02-02T15:00:00.000Z')
    expect(openComments(see(village)).map(({ state }) => state)).toEqual(['unanswered'])
  })

  test('holds with hostile ids, and refuses a rule without a group', () => {
    for (const id of HOSTILE_IDS) {
      const village = createVillage({
        account: id,
        units: [{ id, name: 'U', kind: 'team' }],
        stakeholders: [{ id, unit: id }],
        comments: [{ id, at: '2026-02-02', stakeholder: id, text: id, themes: [id] }],
      })
      const { routes } = routeComment(village, id, [{ group: id, themes: [id], units: [id] }], '2026-02-10')
      expect(routes.map(({ group, account }) => [group, account])).toEqual([[id, id]])
    }
    expect(refused(() => routeComment(themed, 'c', [{ group: 'a' }, { group: '' }], '2026-02-10')).paths).toEqual(['rules[1].group'])
    expect(refused(() => callLoosely(routeComment, themed, 'c', [{ group: 7 }], '2026-02-10')).paths).toEqual(['rules[0].group'])
  })
})

describe('an issue that comes back', () => {
  const acted = comment('c1', '2026-01-10', 'ann', { themes: ['late', 'price'], actions: [action('2026-01-20', 'support')] })

  test('is a theme that came up after an action was declared for it, wherever it came up', () => {
    const village = createVillage({
      ...BASE,
      comments: [acted, comment('c2', '2026-02-10', 'bo', { themes: ['LATE'] })],
      observations: [{ id: 'o', stakeholder: 'ann', at: '2026-02-12', sentiment: 0, via: 'survey', themes: ['late'] }],
      interviews: [{ id: 'i', at: '2026-02-14', stakeholder: 'bo', answers: [{ question: 'q', summary: 's', themes: [' late'] }] }],
    })
    expect(recurringIssues(see(village))).toEqual([
      {
        theme: 'late',
        action: { comment: 'c1', at: '2026-01-20T00:00:00.000Z', by: 'support' },
        actions: 1,
        recurrences: [
          { source: 'comment', fact: 'c2', stakeholder: 'bo', at: '2026-02-10T00:00:00.000Z' },
          { source: 'observation', fact: 'o', stakeholder: 'ann', at: '2026-02-12T00:00:00.000Z' },
          { source: 'interview', fact: 'i', stakeholder: 'bo', at: '2026-02-14T00:00:00.000Z' },
        ],
        stakeholders: ['ann', 'bo'],
        before: 1,
      },
    ])
    expect(recurringIssues(see(village, '2026-02-09'))).toEqual([])
  })

  test('is none before the action, on its day, or without any', () => {
    expect(recurringIssues(see(of(acted, comment('c2', '2026-01-15', 'bo', { themes: ['late'] }))))).toEqual([])
    expect(recurringIssues(see(of(acted, comment('c2', '2026-01-20', 'bo', { themes: ['late'] }))))).toEqual([])
    expect(
      recurringIssues(
        see(of(comment('c1', '2026-01-10', 'ann', { themes: ['late'] }), comment('c2', '2026-02-10', 'bo', { themes: ['late'] }))),
      ),
    ).toEqual([])
  })

  test('counts from the first action that did not prevent it', () => {
    const again = comment('c2', '2026-02-10', 'bo', { themes: ['late'], actions: [action('2026-02-15', 'product')] })
    expect(recurringIssues(see(of(acted, again)))[0]).toMatchObject({ actions: 2, action: { by: 'support' } })
    expect(recurringIssues(see(of(acted, again, comment('c3', '2026-02-20', 'bo', { themes: ['late'] }))))[0]?.recurrences).toHaveLength(2)
  })

  test('counts from the first of several actions, by the comment and by who declared it where they are of one instant', () => {
    const with2 = (id: string, at: string, ...actions: ReturnType<typeof action>[]) => comment(id, at, 'bo', { themes: ['Late'], actions })
    const later = comment('z', '2026-02-20', 'bo', { themes: ['late'] })
    const first = (...all: ReturnType<typeof comment>[]) => recurringIssues(see(of(...all, later)))[0]
    const [early, late] = [action('2026-01-20', 'early'), action('2026-01-25', 'late')]
    expect(first(with2('a', '2026-01-01', late), with2('b', '2026-01-02', early))?.action).toMatchObject({ comment: 'b', by: 'early' })
    expect(first(with2('b', '2026-01-01', early), with2('a', '2026-01-02', early))?.action).toMatchObject({ comment: 'a' })
    expect(first(with2('a', '2026-01-01', action('2026-01-20', 'y'), action('2026-01-20', 'x')))?.action).toMatchObject({ by: 'x' })
    // What came up at the very instant of the action came up before it.
    expect(first(with2('a', '2026-01-01', early), comment('c', '2026-01-20', 'ann', { themes: ['late'] }))).toMatchObject({
      theme: 'Late',
      before: 2,
      recurrences: [{ fact: 'z' }],
    })
  })
})

describe('issues that come back', () => {
  test('stand with the one that came back most often first, then by theme', () => {
    const acted = comment('c1', '2026-01-10', 'ann', { themes: ['late', 'price', 'noise'], actions: [action('2026-01-20')] })
    const again = (id: string, ...themes: string[]) => comment(id, '2026-02-10', 'bo', { themes })
    const issues = recurringIssues(see(of(acted, again('c2', 'price', 'noise', 'late'), again('c3', 'price'))))
    expect(issues.map(({ theme, recurrences }) => [theme, recurrences.length])).toEqual([
      ['price', 2],
      ['late', 1],
      ['noise', 1],
    ])
  })
})

describe('the feedback loop', () => {
  const village = of(
    comment('c1', '2026-01-01', 'ann', {
      routedTo: [
        { group: 'a', at: '2026-01-05' },
        { group: 'b', at: '2026-01-03' },
      ],
      actions: [action('2026-01-11')],
      sharedBackAt: '2026-01-21',
    }),
    comment('c2', '2026-02-01', 'ann', { actions: [action('2026-02-05')] }),
    comment('c3', '2026-02-20', 'bo'),
    comment('c4', '2026-02-25', 'bo', { sharedBackAt: '2026-02-26' }),
  )
  const loop = feedbackLoop(see(village))

  test('has the days between each step, done and open', () => {
    // As of 2 March: c2 waits for 25 days to be told since its action, c3 for 10 days for everything.
    expect(loop.toRouting).toMatchObject({ done: 1, open: 2, median: 2 })
    expect(loop.toAction).toMatchObject({ done: 2, open: 1, median: 7 })
    expect(loop.fromActionToSharingBack).toMatchObject({ done: 1, open: 1, median: 10 })
    expect(loop.toSharingBack).toMatchObject({ done: 2, open: 2, median: 10.5 })
    expect([loop.comments, loop.open, loop.oldestOpen?.comment]).toEqual([4, 2, 'c2'])
  })

  test('counts what is open as taking at least as long as it has waited', () => {
    // Told after 1 and 20 days; open since 10 and 29: after 1 day three quarters are left, after 20 days 3/8.
    expect(loop.toSharingBack.medianWithOpen).toBe(20)
    const neglected = of(
      comment('c1', '2026-01-01', 'ann', { sharedBackAt: '2026-01-02' }),
      ...['x', 'y', 'z'].map(id => comment(id, '2026-01-01')),
    )
    const { median, medianWithOpen } = feedbackLoop(see(neglected)).toSharingBack
    expect([median, medianWithOpen]).toEqual([1, undefined])
  })

  test('names who was never told, and how each originator fared', () => {
    expect(loop.neverTold).toEqual([])
    expect(feedbackLoop(see(village, '2026-02-22')).neverTold).toEqual(['bo'])
    expect(
      loop.byOriginator.map(({ stakeholder, comments, told, open, lastToldAt }) => [
        stakeholder,
        comments,
        told,
        open,
        lastToldAt?.slice(0, 10),
      ]),
    ).toEqual([
      ['ann', 2, 1, 1, '2026-01-21'],
      ['bo', 2, 1, 1, '2026-02-26'],
    ])
  })

  test('tells of each originator, those with most open comments first, then with most, then by id', () => {
    const people = ['ann', 'bo', 'cy', 'di', 'ed']
    const told = { sharedBackAt: '2026-02-26' }
    const by = (who: string, ...all: object[]) => all.map((more, i) => comment(`${who} ${i}`, `2026-02-0${i + 1}`, who, more))
    const comments = [
      ...by('bo', told, { sharedBackAt: '2026-02-20' }),
      ...by('ann', told),
      ...by('cy', {}),
      ...by('di', {}, {}),
      ...by('ed', {}),
    ]
    const { byOriginator, oldestOpen, neverTold } = feedbackLoop(
      see(createVillage({ account: 'acme', stakeholders: people.map(id => ({ id })), comments })),
    )
    expect(
      byOriginator.map(({ stakeholder, comments: count, open, lastToldAt = '' }) => [stakeholder, count, open, lastToldAt.slice(0, 10)]),
    ).toEqual([
      ['di', 2, 2, ''],
      ['cy', 1, 1, ''],
      ['ed', 1, 1, ''],
      ['bo', 2, 0, '2026-02-26'],
      ['ann', 1, 0, '2026-02-26'],
    ])
    expect(byOriginator[0]).not.toHaveProperty('lastToldAt')
    expect([oldestOpen?.comment, neverTold]).toEqual(['cy 0', ['cy', 'di', 'ed']])
    const routed = [
      { group: 'a', at: '2026-02-09' },
      { group: 'b', at: '2026-02-04' },
    ]
    const actions = [action('2026-02-08'), action('2026-02-03')]
    const early = feedbackLoop(see(of(comment('c', '2026-02-01', 'ann', { routedTo: routed, actions }))))
    expect([early.toRouting.median, early.toAction.median]).toEqual([3, 2])
  })

  test('of no comments has nothing to say', () => {
    expect(feedbackLoop(see(createVillage(BASE)))).toStrictEqual({
      comments: 0,
      open: 0,
      toRouting: { done: 0, open: 0 },
      toAction: { done: 0, open: 0 },
      fromActionToSharingBack: { done: 0, open: 0 },
      toSharingBack: { done: 0, open: 0 },
      neverTold: [],
      byOriginator: [],
    })
  })
})

describe('redacting a comment', () => {
  const named = comment('c', '2026-02-02', 'ann', {
    text: 'José Stone and JOSÉ  stone told Rosestone; Jose\u0301 Stone left. (Stone)',
    themes: ['José Stone', 'price'],
    actions: [{ at: '2026-02-05', by: 'us', statement: 'asked José Stone' }],
  })
  const names = ['Stone', 'José Stone']

  test('leaves no trace of the words, in no version, on no day', () => {
    const before = recordSharedBack(of(named), 'c', '2026-02-20')
    expect(before.comments).toHaveLength(2)
    const after = redactComment(before, 'c', names)
    expect(after.comments).toHaveLength(2)
    expect(JSON.stringify(after)).not.toMatch(/jos|Stone\b(?!;)/i)
    expect(after.comments[0]?.text).toBe('[redacted] and [redacted] told Rosestone; [redacted] left. ([redacted])')
    expect(after.comments[0]?.themes).toEqual(['[redacted]', 'price'])
    expect(after.comments[0]?.actions?.[0]?.statement).toBe('asked [redacted]')
    for (const day of ['2026-02-02', '2026-02-10', '2026-03-02']) expect(JSON.stringify(see(after, day).comments)).not.toMatch(/Stone /)
  })

  test('changes nothing else, and nothing at all where the words are not', () => {
    const before = of(named, comment('d', '2026-02-02', 'ann', { text: 'Stone' }))
    const after = redactComment(before, 'c', names)
    expect(after.comments.find(({ id }) => id === 'd')?.text).toBe('Stone')
    expect({ ...after, comments: [] }).toEqual({ ...before, comments: [] })
    expect(redactComment(before, 'c', ['Eve'])).toBe(before)
    expect(redactComment(after, 'c', names)).toBe(after)
  })

  test('takes words literally, whatever they are made of', () => {
    for (const word of ['a.c', '(x', '[y]', 'z*', '\\d', '$&', 'p|q', 'c++', '田中']) {
      const village = of(comment('c', '2026-02-02', 'ann', { text: `axc ${word} end` }))
      expect(redactComment(village, 'c', [word]).comments[0]?.text).toBe('axc [redacted] end')
    }
  })

  test('takes words as wholes in any case and with any spaces, each of several words of its own', () => {
    const redacted = (text: string, ...words: string[]) =>
      redactComment(of(comment('c', '2026-02-02', 'ann', { text })), 'c', words).comments[0]?.text
    expect(redacted('Stone, stoneware, Rosestone 4Stone Stone4 STONE', 'Stone')).toBe(
      '[redacted], stoneware, Rosestone 4Stone Stone4 [redacted]',
    )
    expect(redacted('Ann\n Lee met Ann-Lee, AnnLee and Ann', ' Ann Lee ')).toBe('[redacted] met Ann-Lee, AnnLee and Ann')
    expect(redacted('Ann Lee Ray, Ann Lee, Ann', 'Ann', 'Ann Lee Ray')).toBe('[redacted], [redacted] Lee, [redacted]')
    expect(redacted('Straße, STRASSE and Strasse', 'strasse')).toBe('[redacted], [redacted] and [redacted]')
    expect(redacted('end of Ann', 'Ann B')).toBe('end of Ann')
    expect(redacted('f(x) and (x', '(x')).toBe('f(x) and [redacted]')
    // The symbol of theta has a small letter alone in common with theta.
    expect(redacted('\u03f4eo', 'Theo', '\u03b8eo')).toBe('[redacted]')
  })

  test('is refused without words, or for a comment that is not there, and names no word', () => {
    expect(refused(() => redactComment(of(named), 'c', [])).paths).toEqual(['names'])
    expect(refused(() => redactComment(of(named), 'c', ['Stone', ' '])).paths).toEqual(['names[1]'])
    expect(refused(() => callLoosely(redactComment, of(named), 'c', [7])).message).toMatch(/^redactComment: names\[0\]: is empty/)
    expect(redactComment(of(named), 'c', Array(10_000).fill('Eve')).comments).toHaveLength(1)
    expect(refused(() => redactComment(of(named), 'x', ['Stone'])).message).toMatch(/^redactComment: comment/)
    const long = refused(() => redactComment(of(named), 'c', ['x'.repeat(200), 'x'.repeat(201)]))
    expect(long).toMatchObject({ paths: ['names[1]'], message: expect.stringContaining('longer than 200 characters') })
    const many = refused(() => redactComment(of(named), 'c', Array(10_001).fill('Stone')))
    expect(many).toMatchObject({ code: 'limitExceeded', message: expect.stringMatching(/^redactComment: .*10\D?001.*a part at a time/) })
    expect(refused(() => redactComment(of(named), 'x', ['Stone'])).message).not.toContain('Stone')
  })
})
