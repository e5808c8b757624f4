import { accountReport, eraseStakeholder, record } from 'account-village'
import { mergeImport } from 'account-village/import'
import { fromPipedrive } from 'account-village/pipedrive'
import { portfolio, standingOf } from 'account-village/portfolio'
import { fromSurveys } from 'account-village/surveys'
import { fromTable } from 'account-village/table'
import { describe, expect, test } from 'vitest'
import { planted, plantings } from '../support/canaries.js'
import { ARRAYS } from '../support/facts.js'
import { always } from '../support/law.js'
import { allMeasures, seen } from '../support/measures.js'
import { refused } from '../support/refusal.js'
import { viewOf } from '../support/villages.js'

/** The canaries that a value holds. */
function sungIn(value: unknown, canaries: readonly string[]): string[] {
  const written = JSON.stringify(value).normalize('NFC')
  return canaries.filter(each => written.includes(JSON.stringify(each).slice(1, -1)))
}

describe('erasing a person of whom something is in every text of every kind of fact', () => {
  test('leaves nothing of them in any byte, and all else as it was', () => {
    always(
      plantings,
      planting => {
        const { village, person, canaries: all } = planted(planting)
        const canaries = sungIn(village, all)
        expect(canaries.length).toBeGreaterThan(70)
        const { village: erased, receipt } = eraseStakeholder(village, person)
        expect(sungIn([erased, receipt], canaries)).toEqual([])
        for (const name of ARRAYS) {
          const left = new Set(erased[name].map(fact => JSON.stringify(fact)))
          const others = village[name].filter(fact => sungIn(fact, [...canaries, person]).length === 0).map(fact => JSON.stringify(fact))
          expect(others.filter(fact => !left.has(fact))).toEqual([])
        }
      },
      100,
    )
  })

  test('leaves a village of which every measure, the report and the portfolio say nothing of them', () => {
    always(
      plantings,
      planting => {
        const { village, person, canaries } = planted(planting)
        const { village: erased } = eraseStakeholder(village, person)
        const { asOf, options } = viewOf(planting.scene)
        const s = seen(erased, planting.scene)
        const { graph: _, ...measures } = allMeasures(s)
        const standing = standingOf(erased, { asOf, since: '2026-01-01', ...options })
        expect(sungIn([measures, accountReport(s), standing, portfolio([standing])], canaries)).toEqual([])
      },
      40,
    )
  })

  test('keeps them out of what is recorded or imported later, under any id, and counts them', () => {
    always(
      plantings,
      planting => {
        const { village, person, canaries, mail, elsewhere } = planted(planting)
        const { village: erased } = eraseStakeholder(village, person)
        for (const known of [village, { stakeholders: [{ id: 'new', email: ` ${mail.toUpperCase()}` }] }])
          expect(refused(() => record(erased, known)).code).toMatch(/erasedStakeholder|invalidVillage|conflictingFact/)
        const organizations = [{ id: 7, name: 'Acme' }]
        const persons = [
          { id: Number(elsewhere), name: 'Somebody', org_id: 7 },
          { id: 5, name: planting.name, org_id: 7, email: [{ value: mail, primary: true }] },
          { id: 6, name: 'Nils Berg', org_id: 7 },
        ]
        const { villages, changes } = mergeImport([erased], fromPipedrive({ organizations, persons }), { recordedAt: '2026-11-02' })
        expect(sungIn(villages, canaries)).toEqual([])
        expect(villages.flatMap(({ stakeholders }) => stakeholders.map(({ name }) => name))).toContain('Nils Berg')
        expect([changes.withdrawn.erased, changes.keptOut]).toEqual([0, 2])
        const csv = `Response ID,Mail,Recommend,Sent\n1,${mail},9,2026-03-02\n`
        const answers = fromSurveys(csv, {
          known: [erased],
          columns: { id: 'Response ID', mail: 'Mail', at: 'Sent' },
          questions: [{ column: 'Recommend', measure: 'nps' }],
        })
        expect([answers.villages, answers.issues, answers.coverage.leftOut.shouldForget]).toEqual([[], [], 1])
        const rows = [
          { Name: planting.name, 'E-Mail': mail },
          { Name: 'Nils Berg', 'E-Mail': 'nils@acme.example' },
        ]
        const table = fromTable(rows, { person: 'Name', email: 'E-Mail' }, { account: village.account.id })
        const again = mergeImport([erased], table, { recordedAt: '2026-11-02' })
        expect([sungIn(again.villages, canaries), again.changes.keptOut]).toEqual([[], 1])
        expect(again.villages[0]?.stakeholders.map(({ name }) => name)).toContain('Nils Berg')
      },
      40,
    )
  })

  test('reaches whoever was merged into them by an import', () => {
    const organizations = [{ id: 7, name: 'Acme' }]
    const mail = [{ value: 'zoe@acme.example', primary: true }]
    const [first, second] = [
      { id: 1, name: 'Zoe Canary', org_id: 7, email: mail },
      { id: 2, name: 'Zoë Canary', org_id: 7, email: mail },
    ]
    const known = mergeImport([], fromPipedrive({ organizations, persons: [first, second] }), { recordedAt: '2026-03-02' })
    const merging = fromPipedrive({ organizations, persons: [first, { ...second, is_deleted: true, merge_what_id: 1 }] } as object)
    const { villages } = mergeImport(known.villages, merging, { recordedAt: '2026-03-09' })
    const [village] = villages
    if (village === undefined) throw new Error('there is a village')
    expect(village.imports?.[0]?.records.map(({ into }) => into)).toContain('pipedrive:person:1')
    const { village: erased, receipt } = eraseStakeholder(village, 'pipedrive:person:1')
    expect(sungIn(erased, ['Zoe', 'Zoë', 'zoe@'])).toEqual([])
    expect([receipt.removed, receipt.tombstones.length]).toEqual([{ stakeholders: 2 }, 5])
    expect(refused(() => record(erased, { stakeholders: [{ id: 'x', email: 'zoe@acme.example' }] })).name).toBe('ErasedStakeholderError')
  })
})
