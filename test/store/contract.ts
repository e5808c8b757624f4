import { createVillage, eraseStakeholder, parseVillage, revise, type Village } from 'account-village'
import { fromPipedrive } from 'account-village/pipedrive'
import { importIn, reapplyErasures, recordIn, type VillageStore } from 'account-village/store'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { planted, plantings } from '../support/canaries.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { casesAmong } from '../support/law.js'
import { refusedLater } from '../support/refusal.js'

/** An empty place for a store, which several programs may open. */
export interface Place {
  /** Opens the store once more, as another program would. */
  open(): Promise<VillageStore>
  /** All bytes that are kept of it; what SQL gives where the bytes are those of a server. */
  bytes(): Promise<Buffer>
  remove(): Promise<void>
}

const SALT = 'drawn at random: 7f3a'
const person = (i: number) => ({ stakeholders: [{ id: `p${i}`, name: `Person ${i}` }] })
const reading = (note: string, sentiment = 0.4) => ({
  observations: [{ stakeholder: 'ann', at: '2026-03-02', sentiment, via: 'meeting' as const, note }],
})
const acme = () => createVillage({ account: { id: 'acme', name: 'Acme' }, stakeholders: [{ id: 'ann', name: 'Ann Lee' }, { id: 'bo' }] })

/** What every store does, whatever it keeps villages in. */
export function contract(name: string, makePlace: () => Promise<Place>): void {
  describe(`a store in ${name}`, () => {
    let place: Place
    let store: VillageStore
    beforeEach(async () => {
      place = await makePlace()
      store = await place.open()
    })
    afterEach(async () => {
      await store.close()
      await place.remove()
    })

    const villageOf = async (account: string, of = store): Promise<Village | undefined> => (await of.load(account))?.village
    const accountsOf = async (options?: Parameters<VillageStore['accounts']>[0]): Promise<string[]> => {
      const ids: string[] = []
      for await (const { account } of store.accounts(options)) ids.push(account)
      return ids
    }

    it('has nothing at first, and makes an account at revision 0', async () => {
      expect(await store.load('acme')).toBeUndefined()
      expect(await accountsOf()).toEqual([])
      const revision = await store.append('acme', acme(), { revision: 0 })
      expect(await store.load('acme')).toEqual({ village: acme(), revision })
      expect(await store.append('bode', person(1), { revision: 0 })).toBeGreaterThan(0)
      expect((await villageOf('bode'))?.account).toEqual({ id: 'bode', name: 'bode' })
    })

    it('gives each change a new revision, and refuses one that was made from another', async () => {
      const first = await store.append('acme', acme(), { revision: 0 })
      const second = await store.append('acme', reading('a'), { revision: first })
      expect(second).not.toBe(first)
      for (const revision of [0, first, second + 1]) {
        const { name: error, code } = await refusedLater(() => store.append('acme', reading('b'), { revision }))
        expect([error, code]).toEqual(['StaleRevisionError', 'staleRevision'])
      }
      expect((await villageOf('acme'))?.observations.map(({ note }) => note)).toEqual(['a'])
    })

    it('changes nothing for facts that are known, and for none that do not fit', async () => {
      await recordIn(store, 'acme', acme())
      await recordIn(store, 'acme', reading('a'))
      const before = await store.load('acme')
      await recordIn(store, 'acme', reading('a'))
      expect(await store.append('acme', reading('a'), { revision: before?.revision ?? 0 })).toBe(before?.revision)
      const stranger = { observations: [{ stakeholder: 'zed', at: '2026-03-02', sentiment: 0, via: 'text' as const }] }
      expect((await refusedLater(() => recordIn(store, 'acme', stranger))).name).toBe('UnknownStakeholderError')
      expect((await refusedLater(() => store.append('acme', stranger, { revision: before?.revision ?? 0 }))).code).toBe(
        'unknownStakeholder',
      )
      expect((await refusedLater(() => recordIn(store, 'acme', { account: 'bode' }))).code).toBe('invalidVillage')
      expect(await store.load('acme')).toEqual(before)
    })

    it('holds after a hundred batches what recording them all gives, in whatever order, and when it is opened again', async () => {
      const notes = Array.from({ length: 100 }, (_, i) => `note ${(i * 37) % 100}`)
      await recordIn(store, 'acme', acme())
      for (const note of notes) await recordIn(store, 'acme', reading(note))
      const all = { observations: notes.flatMap(note => reading(note).observations) }
      await recordIn(store, 'all', createVillage({ ...acme(), account: { id: 'all', name: 'Acme' } }))
      await recordIn(store, 'all', all)
      const other = await place.open()
      const [one, whole] = [await villageOf('acme', other), await villageOf('all', other)]
      await other.close()
      expect(one?.observations).toHaveLength(100)
      expect(one?.observations).toEqual(whole?.observations)
      expect(await villageOf('acme')).toEqual(one)
      expect(parseVillage(JSON.parse(JSON.stringify(one)))).toEqual(one)
    })

    it('keeps corrections, taken back facts and renamed accounts', async () => {
      const before = await recordIn(store, 'acme', acme())
      const renamed = revise(before, { account: { id: 'acme', name: 'Acme Ltd' } }, { recordedAt: '2026-03-03' })
      const revised = revise(renamed, { stakeholders: [{ id: 'ann', title: 'CFO' }] }, { recordedAt: '2026-03-05' })
      expect(await recordIn(store, 'acme', revised)).toEqual(revised)
      const other = await place.open()
      expect(await villageOf('acme', other)).toEqual(revised)
      for await (const { name: shown } of other.accounts()) expect(shown).toBe('Acme Ltd')
      await other.close()
    })

    it('keeps the changes of several programs to one account', async () => {
      await recordIn(store, 'acme', acme())
      const programs = [store, await place.open(), await place.open()]
      const notes = programs.flatMap((_, i) => Array.from({ length: 20 }, (__, j) => `${i}-${j}`))
      await Promise.all(
        programs.map(async (program, i) => {
          for (const note of notes.filter(each => each.startsWith(`${i}-`))) await recordIn(program, 'acme', reading(note))
        }),
      )
      await Promise.all(programs.slice(1).map(program => program.close()))
      expect((await villageOf('acme'))?.observations.map(({ note }) => note).sort()).toEqual(notes.sort())
    })

    it('lists accounts in pages, by their ids', async () => {
      const ids = ['b', 'B', 'a', 'ä', 'a b', '~', '😀', '\ufb00', 'Ab', 'aB']
      for (const id of ids) await recordIn(store, id, person(1))
      const sorted = [...ids].sort()
      expect(await accountsOf()).toEqual(sorted)
      expect(await accountsOf({ limit: 3 })).toEqual(sorted.slice(0, 3))
      expect(await accountsOf({ after: sorted[2] ?? '', limit: 4 })).toEqual(sorted.slice(3, 7))
      expect(await accountsOf({ after: 'aA' })).toEqual(sorted.filter(id => id > 'aA'))
      expect(await accountsOf({ after: '\uffff' })).toEqual([])
      for await (const head of store.accounts()) {
        expect(head).toEqual({
          account: head.account,
          name: head.account,
          revision: (await store.load(head.account))?.revision,
          updatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        })
      }
    })

    it('replaces and removes villages, all or none', async () => {
      await recordIn(store, 'acme', acme())
      await recordIn(store, 'bode', person(1))
      const [a, b] = [await store.load('acme'), await store.load('bode')]
      const other = createVillage({ account: 'acme', stakeholders: [{ id: 'cy' }] })
      const changes = [
        { account: 'acme', village: other, revision: a?.revision ?? 0 },
        { account: 'bode', village: undefined, revision: 5 },
      ]
      expect((await refusedLater(() => store.replace(changes))).name).toBe('StaleRevisionError')
      expect([await villageOf('acme'), await villageOf('bode')]).toEqual([a?.village, b?.village])
      const [, second] = await store.replace(
        [changes[0], { account: 'bode', village: undefined, revision: b?.revision ?? 0 }].flatMap(c => c ?? []),
      )
      expect(second).toBe(0)
      expect([await villageOf('acme'), await villageOf('bode')]).toEqual([other, undefined])
      // Whoever saw the account that is gone does not write to the one that comes after it.
      await recordIn(store, 'bode', person(2))
      expect((await refusedLater(() => store.append('bode', person(3), { revision: b?.revision ?? 0 }))).name).toBe('StaleRevisionError')
    })

    it('erases a person in every byte, keeps them out, and what others said', async () => {
      await recordIn(store, 'acme', acme())
      await recordIn(store, 'acme', reading('canary one'))
      await recordIn(store, 'acme', { comments: [{ id: 'c', stakeholder: 'bo', at: '2026-03-02', text: 'Ask Ann Lee' }] })
      const before = await store.load('acme')
      const expected = eraseStakeholder(before?.village ?? acme(), 'ann', { salt: SALT })
      expect((await place.bytes()).includes('canary one')).toBe(true)
      expect(await store.erase('acme', 'ann', { salt: SALT })).toEqual(expected.receipt)
      const after = await store.load('acme')
      expect(after?.village).toEqual(expected.village)
      expect(after?.revision).not.toBe(before?.revision)
      for (const canary of ['canary one', 'Ann Lee']) expect((await place.bytes()).includes(canary)).toBe(false)
      expect((await refusedLater(() => recordIn(store, 'acme', { stakeholders: [{ id: 'ann' }] }))).name).toBe('ErasedStakeholderError')
      expect((await store.erase('acme', 'ann')).tombstones).toEqual([])
      expect((await refusedLater(() => store.erase('acme', 'zed'))).name).toBe('UnknownStakeholderError')
      expect((await refusedLater(() => store.erase('bode', 'ann'))).code).toBe('invalidArgument')
    })

    it('leaves no byte of a person of whom something was in every text of every kind of fact, in documents and in batches', async () => {
      for (const planting of casesAmong(plantings, 12)) {
        const { village, person, canaries } = planted(planting)
        const { id } = village.account
        const written = canaries.map(each => JSON.stringify(each).slice(1, -1))
        await recordIn(store, id, village)
        await recordIn(store, id, { comments: [{ id: 'late', stakeholder: person, at: '2026-03-02', text: `late ${canaries[0]}` }] })
        const before = await place.bytes()
        expect(written.filter(each => before.includes(each)).length).toBeGreaterThan(70)
        await store.erase(id, person)
        const after = await place.bytes()
        expect(written.filter(each => after.includes(each))).toEqual([])
        const stored = await store.load(id)
        await store.replace([{ account: id, village: undefined, revision: stored?.revision ?? 0 }])
      }
    })

    it('erases again whom a backup brought back, by its own tombstones and by those that were kept elsewhere', async () => {
      const everybody = createVillage({
        account: 'acme',
        stakeholders: [{ id: 'ann', name: 'Ann Lee' }, { id: 'bo', email: 'bo@acme.example' }, { id: 'cy' }],
      })
      await recordIn(store, 'acme', everybody)
      await recordIn(store, 'bode', { stakeholders: [{ id: 'x', email: 'Bo@acme.example' }] })
      const backup = await store.load('acme')
      await store.erase('acme', 'ann', { salt: SALT, at: '2026-03-02' })
      await store.erase('bode', 'x', { salt: SALT, at: '2026-03-02' })
      const erased = await store.load('acme')
      const kept = erased?.village.erasures ?? []
      await store.replace([{ account: 'acme', village: backup?.village, revision: erased?.revision ?? 0 }])
      expect(await reapplyErasures(store, { erasures: kept })).toEqual({ accounts: ['acme'], people: 2 })
      expect((await villageOf('acme'))?.stakeholders).toEqual([{ id: 'cy' }])
      expect((await place.bytes()).includes('Ann Lee')).toBe(false)
      expect(await reapplyErasures(store, { erasures: kept })).toEqual({ accounts: [], people: 0 })
    })

    it('takes in imports, later ones too, and those whom they ask to forget are gone', async () => {
      const organizations = [{ id: 7, name: 'Lindqvist' }]
      const mira = { id: 1, name: 'Mira Holm', org_id: 7 }
      const first = fromPipedrive({ organizations, persons: [mira, { id: 2, name: 'Nils Berg', org_id: 7 }] })
      await importIn(store, first, { recordedAt: '2026-03-02' })
      const later = fromPipedrive({
        persons: [
          { ...mira, job_title: 'CFO' },
          { id: 2, is_deleted: true },
        ],
      })
      const { withdrawn } = await importIn(store, later, { recordedAt: '2026-03-09' })
      expect(withdrawn.retracted).toEqual(['pipedrive:person:2'])
      const village = await villageOf('pipedrive:organization:7')
      const believed = village?.stakeholders.filter(({ retractedAt }) => retractedAt === undefined)
      expect(believed?.map(({ name: own, title }) => [own, title])).toEqual([['Mira Holm', 'CFO']])
      await store.erase('pipedrive:organization:7', 'pipedrive:person:1', { salt: SALT })
      await importIn(store, first, { recordedAt: '2026-03-16' })
      expect((await place.bytes()).includes('Mira')).toBe(false)
    })

    it('holds any id of an account and any text apart from every other', async () => {
      const ids = [
        ...HOSTILE_IDS,
        "'; DROP TABLE village_accounts; --",
        'x'.repeat(5000),
        'X'.repeat(5000),
        '\ud800',
        '\udc00',
        '\0',
        'con',
        '%',
        '../a',
      ]
      const distinct = [...new Set(ids)].filter(id => id !== '')
      for (const id of distinct) await recordIn(store, id, { stakeholders: [{ id, name: id }] })
      expect(await accountsOf()).toEqual([...distinct].sort())
      for (const id of distinct) expect((await villageOf(id))?.stakeholders).toEqual([{ id, name: id }])
      for (const id of distinct) await recordIn(store, id, { comments: [{ id: 'c', stakeholder: id, at: '2026-03-02', text: id }] })
      const other = await place.open()
      for (const id of distinct) expect((await villageOf(id, other))?.comments.map(({ text }) => text)).toEqual([id])
      await other.close()
    })
  })
}
