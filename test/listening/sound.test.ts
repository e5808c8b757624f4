import { byStakeholder, power, type Snapshot, sentiments, snapshot } from 'account-village'
import {
  conclusions,
  expectationSets,
  interviewGuide,
  interviewProgramme,
  listeningCadence,
  listeningSample,
  messageLoad,
  nextInterviews,
  recurringIssues,
  themes,
  unanswered,
} from 'account-village/listening'
import { expect, test } from 'vitest'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { richVillage } from '../support/richVillage.js'
import { scenes } from '../support/villages.js'

/** Villages as they are drawn, and one in which there is something of everything, on days between which it fades. */
function everywhere(check: (s: Snapshot) => void): void {
  for (const day of ['2025-12-03', '2026-03-02', '2027-06-01']) check(snapshot(richVillage(), day))
  always(scenes, scene => check(played(scene).s), 60)
}

const inOrderOf = <Row>(rows: readonly Row[], keys: (row: Row) => readonly (number | string)[]): void => {
  for (const [i, row] of rows.slice(1).entries()) {
    const [before, after] = [keys(rows[i] ?? row), keys(row)]
    const differs = before.findIndex((key, k) => key !== after[k])
    expect(differs >= 0 && (before[differs] ?? 0) < (after[differs] ?? 0), JSON.stringify([before, after])).toBe(true)
  }
}

test('what listening tells holds nothing that JSON would leave out', () => {
  everywhere(s => {
    const told = [
      conclusions,
      expectationSets,
      interviewProgramme,
      listeningCadence,
      listeningSample,
      messageLoad,
      nextInterviews,
      recurringIssues,
      themes,
      unanswered,
    ].map(measure => measure(s))
    expect(told).toStrictEqual(JSON.parse(JSON.stringify(told)))
    expect(expectationSets(s, { of: 'accounts' })).toStrictEqual(JSON.parse(JSON.stringify(expectationSets(s, { of: 'accounts' }))))
  })
})

test('questions are sentences, and stand with the facts, people or units that they are about', () => {
  everywhere(s => {
    const known = [s.comments, s.motives, s.expectations, s.barriers, s.units, s.stakeholders].flatMap(facts => facts.map(({ id }) => id))
    for (const { id } of s.stakeholders.filter(person => !s.placeholders.includes(person.id)).slice(0, 4)) {
      const { questions } = interviewGuide(s, id)
      for (const { topic, question, why, about = [] } of questions) {
        expect(topic).toMatch(/^[a-z]+$/)
        expect(question).toMatch(/^[A-Z].*\w[.?]$/)
        expect(why).toMatch(/^[A-Z].*\w(\.|: .+)$/s)
        expect(known).toEqual(expect.arrayContaining([...about]))
      }
      expect(questions).toStrictEqual(JSON.parse(JSON.stringify(questions)))
    }
  })
})

test('why somebody is heard next is a sentence with what is known of them and what hearing them settles', () => {
  everywhere(s => {
    for (const { reason, path, stakeholder } of nextInterviews(s, { aim: 'account', limit: 3 })) {
      expect(reason).toMatch(
        /^(Nobody is known to be this yet|Never heard|Last heard \d+ days ago), and theirs is (less than 1|\d+) % of all power; hearing them settles (less than 1|\d+) % of what is uncertain about the account's sentiment\.$/,
      )
      const share = byStakeholder(power(s)).get(stakeholder)?.share ?? 0
      if (share >= 0.01) expect(reason).toContain(`theirs is ${Math.round(100 * share)} % of`)
      for (const [i, id] of path.entries()) {
        const pair = [id, path[i + 1] ?? stakeholder].sort()
        expect(s.ties.some(({ from, to, kind }) => kind !== 'conflict' && String([from, to].sort()) === String(pair))).toBe(true)
      }
    }
  })
})

test('a sample differs from the village by half of what the shares of its classes do', () => {
  everywhere(s => {
    const { dissimilarity, groups } = listeningSample(s)
    const apart = groups
      .filter(({ by }) => by === 'class')
      .map(({ shareOfHeard = 0, shareOfPower }) => Math.abs(shareOfHeard - shareOfPower))
    if (dissimilarity !== undefined) expect(dissimilarity).toBeCloseTo(apart.reduce((sum, each) => sum + each, 0) / 2, 12)
  })
})

test('turns stand with the overdue first, the longest waiting, then the more powerful', () => {
  everywhere(s => {
    const rank = { overdue: 0, due: 1, later: 2 }
    const [shares, known] = [byStakeholder(power(s)), byStakeholder(sentiments(s))]
    for (const { stakeholder, share, reliability } of listeningCadence(s).turns)
      expect([share, reliability]).toEqual([shares.get(stakeholder)?.share, known.get(stakeholder)?.reliability])
    inOrderOf(listeningCadence(s).turns, each => [rank[each.status], -each.businessDays, -each.share, each.stakeholder])
  })
})

test('groups stand by size and power, their members by id, and what they expect by how many do', () => {
  everywhere(s => {
    const shares = new Map(power(s).map(({ stakeholder, share }) => [stakeholder, share]))
    const { sets } = expectationSets(s)
    for (const [i, set] of sets.entries()) {
      const [size, before] = [set.members.length, sets[i - 1] ?? set]
      expect(before.members.length > size || (before.members.length === size && before.power >= set.power)).toBe(true)
      inOrderOf(set.members, ({ stakeholder = '' }) => [stakeholder])
      for (const [k, { share }] of set.expectations.entries()) expect(set.expectations[k - 1]?.share ?? 1).toBeGreaterThanOrEqual(share)
      expect(set.power).toBeCloseTo(
        set.members.reduce((sum, { stakeholder = '' }) => sum + (shares.get(stakeholder) ?? 0), 0),
        12,
      )
      expect(set.stability === undefined).toBe(size === 1)
    }
  })
})

test('themes count every fact in which they stand, with the first and the last day, and their voices by id', () => {
  everywhere(s => {
    const facts = [
      ...s.observations.map(({ at, themes: own = [] }) => ({ at, own })),
      ...s.comments.map(({ at, themes: own = [] }) => ({ at, own })),
      ...s.interviews.map(({ at, answers }) => ({ at, own: answers.flatMap(({ themes: said = [] }) => said) })),
    ]
    const keyOf = (theme: string): string => theme.trim().replaceAll(/\s+/g, ' ').toLowerCase()
    for (const { theme, mentions, bySource, firstAt, lastAt, voices } of themes(s).themes) {
      const days = facts.filter(({ own }) => own.some(each => keyOf(each) === keyOf(theme))).map(({ at }) => at)
      expect(mentions).toBe(days.length)
      expect(bySource.observation + bySource.comment + bySource.interview).toBe(days.length)
      expect([firstAt, lastAt]).toEqual([[...days].sort()[0], [...days].sort().at(-1)])
      inOrderOf(voices, ({ stakeholder }) => [stakeholder])
    }
  })
})
