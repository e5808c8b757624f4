import { BUYING_ROLES, createVillage, parseVillage, record, snapshot } from 'account-village'
import { suggestRoles, TITLE_RULES } from 'account-village/listening'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { always } from '../support/law.js'

const villageOf = (title: string) => createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', title }] })
const rolesFor = (title: string): string[] => suggestRoles(villageOf(title)).map(({ role }) => role.role)

describe('the role that a title suggests', () => {
  it.each([
    ['CFO', 'economicBuyer'],
    ['VP, Finance', 'economicBuyer'],
    ['Kaufmännische Leiterin', 'economicBuyer'],
    ['Leiter Finanzen und Controlling', 'economicBuyer'],
    ['Directrice financière', 'economicBuyer'],
    ['Directora financiera', 'economicBuyer'],
    ['Dyrektor Finansowy', 'economicBuyer'],
    ['SVP, Procurement', 'procurement'],
    ['Senior Buyer', 'procurement'],
    ['Strategischer Einkäufer', 'procurement'],
    ['EINKAUFSLEITUNG', 'procurement'],
    ['Acheteuse', 'procurement'],
    ['Responsabile acquisti', 'procurement'],
    ['Inkoopmanager', 'procurement'],
    ['General Counsel', 'legalCompliance'],
    ['Datenschutzbeauftragte', 'legalCompliance'],
    ['Rechtsanwältin', 'legalCompliance'],
    ['Juriste', 'legalCompliance'],
    ['Radca prawny', 'legalCompliance'],
    ['CIO', 'technicalBuyer'],
    ['Head of IT', 'technicalBuyer'],
    ['IT-Leiterin', 'technicalBuyer'],
    ['Chief Information Security Officer', 'technicalBuyer'],
    ['Responsable informatique', 'technicalBuyer'],
    ['Geschäftsführer', 'decisionMaker'],
    ['Managing Director', 'decisionMaker'],
    ['Amministratrice delegata', 'decisionMaker'],
    ['Prezes zarządu', 'decisionMaker'],
    ['Executive Assistant to the CFO', 'gatekeeper'],
    ['Assistentin der Geschäftsführung', 'gatekeeper'],
    ['Secrétaire', 'gatekeeper'],
    ['Personal Assistant', 'gatekeeper'],
    ['CEO Assistant', 'gatekeeper'],
    ['CEO’s Assistant', 'gatekeeper'],
    ['Assistant to the CEO', 'gatekeeper'],
    ['Assistent Geschäftsführung', 'gatekeeper'],
    ['Assistante du PDG', 'gatekeeper'],
    ['Asistente de presidencia', 'gatekeeper'],
    ['Assistente do presidente', 'gatekeeper'],
    ['Asystentka prezesa', 'gatekeeper'],
    ['Maintenance Engineer', 'user'],
    ['Instandhaltungstechniker', 'user'],
    ['Ingénieure', 'user'],
    ['Inżynier utrzymania ruchu', 'user'],
    ['Financieel medewerker', 'user'],
  ])('%s: %s', (title, role) => {
    expect(rolesFor(title)).toEqual([role])
  })

  it.each([
    ['Vice President', 'a rank alone'],
    ['Head of Maintenance', 'leads those who use'],
    ['Engineering Manager', 'leads those who use'],
    ['Product Owner', 'owns no company'],
    ['Chief of Staff to the CEO', 'works for the one who decides'],
    ['CEO Office Manager', 'works for the one who decides'],
    ['Advisor to the President', 'works for the one who decides'],
    ['Referentin der Geschäftsführung', 'works for those who decide'],
    ['Büroleiter des Vorstandsvorsitzenden', 'works for the one who decides'],
    ['Directeur de cabinet du président', 'works for the one who decides'],
    ['Jefe de gabinete del presidente', 'works for the one who decides'],
    ['Assistant CFO', 'is not yet'],
    ['Generalsekretär', 'is no secretary'],
    ['Home buyer consultant', 'advises those who buy homes'],
    ['Conseillère achat immobilier', 'advises those who buy homes'],
    ['Former CFO', 'is no longer'],
    ['Praktikantin Einkauf', 'is not yet'],
    ['Ex-Geschäftsführer', 'is no longer'],
    ['Verkaufsleiter', 'sells'],
    ['Consultant', 'may be anything'],
    ['', 'nothing'],
    ['Blocker', 'is no role'],
    ['Champion', 'is an attitude'],
    ['🙂', 'is no title'],
  ])('%s: none, because it %s', title => {
    expect(rolesFor(title)).toEqual([])
  })

  it('may be several, when the title says so', () => {
    expect(rolesFor('Head of Legal & Procurement')).toEqual(['procurement', 'legalCompliance'])
    expect(rolesFor('Founder and CTO')).toEqual(['decisionMaker', 'technicalBuyer'])
  })

  it('names the rule that fired, the words, and their language', () => {
    expect(suggestRoles(villageOf('Strategische Einkäuferin'))).toMatchObject([{ rule: 'procurement', words: '*einkauf*', language: 'de' }])
  })
})

describe('a suggestion', () => {
  const village = createVillage({
    account: 'Acme',
    stakeholders: [
      { id: 'ann', title: 'Engineer', recordedAt: '2026-02-03' },
      { id: 'bo', title: 'CFO', roles: ['influencer'] },
      { id: 'cem', title: 'CFO', leftAt: '2026-01-01' },
      { id: 'dee' },
    ],
  })

  it('is only for those of whom no role is known and who are there', () => {
    expect(suggestRoles(village).map(({ role }) => role.stakeholder)).toEqual(['ann'])
    expect(suggestRoles(snapshot(village, '2025-12-01')).map(({ role }) => role.stakeholder)).toEqual(['cem'])
  })

  it('is an inferred fact, known no earlier than the title', () => {
    const [suggestion] = suggestRoles(village)
    expect(suggestion?.role).toMatchObject({ basis: 'inferred', source: 'title', role: 'user', recordedAt: '2026-02-03T00:00:00.000Z' })
    const agreed = record(village, { roles: suggestRoles(village).map(({ role }) => role) })
    expect(snapshot(agreed, '2026-02-02').roles.map(({ stakeholder }) => stakeholder)).not.toContain('ann')
    expect(snapshot(agreed, '2026-02-03').roles.map(({ stakeholder }) => stakeholder)).toContain('ann')
    expect(suggestRoles(agreed)).toEqual([])
  })

  it('is written nowhere', () => {
    const before = JSON.stringify(village)
    suggestRoles(village)
    expect(JSON.stringify(village)).toBe(before)
  })

  it('can be made by rules of one’s own', () => {
    const rules = [{ id: 'boss', role: 'decisionMaker', words: { en: ['boss'] } }] as const
    const boss = villageOf('The Boss')
    expect(suggestRoles(boss, { rules }).map(({ rule }) => rule)).toEqual(['boss'])
    expect(suggestRoles(boss)).toEqual([])
  })

  it('can be recorded, whatever the title', () => {
    const words = TITLE_RULES.flatMap(rule => Object.values(rule.words).flat())
    const titles = fc
      .array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary' })), { maxLength: 5 })
      .map(parts => parts.join(' '))
    always(
      titles,
      title => {
        const given = villageOf(title)
        const roles = suggestRoles(given).map(({ role }) => role)
        expect(parseVillage(JSON.parse(JSON.stringify(record(given, { roles })))).roles).toHaveLength(roles.length)
        expect(roles.every(({ basis, role }) => basis === 'inferred' && BUYING_ROLES.includes(role))).toBe(true)
      },
      300,
    )
  })
})

describe('the rules', () => {
  it('speak eight languages each, and write words as they are looked for', () => {
    for (const { words } of TITLE_RULES) {
      expect(Object.keys(words)).toEqual(['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl'])
      for (const phrase of Object.values(words).flat()) expect(phrase).toMatch(/^\*?[a-z]+\*?(?: \*?[a-z]+\*?)*$/)
    }
  })
})
