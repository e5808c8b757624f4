import type { Ledger } from '../crm/ledger.js'
import { isKnownLabel, type RoleLabels, type RoleTable, roleLabelKey, rolesFor, roleTable } from '../crm/roleLabels.js'
import { BUYING_ROLES, type BuyingRole } from '../model/role.js'
import { deepFreeze } from '../support/freeze.js'

/** Labels of roles as sheets have them, by the role. */
const LABELS: { readonly [Role in BuyingRole]: string } = {
  user: `End user|Users|User buyer|Key user|Responsible|R|Anwender|Anwenderin|Nutzer|Nutzerin|Endanwender|Utilisateur|Utilisatrice
    |Utilisateur final|Usuario|Usuario final|Utente|Utente finale|Usuário|Usuário final|Utilizador|Gebruiker|Eindgebruiker|Responsable (R)
    |Verantwortlich (R)`,
  initiator: 'Requester|Requestor|Initiateur|Iniciador|Iniziatore|Initiatorin|Aanvrager',
  champion:
    'Mobilizer|Mobiliser|Advocate|Promoter|Internal champion|Fürsprecher|Fürsprecherin|Förderer|Promotor|Ambassadeur|Defensor|Campeón|Campeão|Sostenitore',
  coach: 'Guide|Insider|Internal coach',
  influencer: `Influencers|Consulted|C|Adviser|Advisor|Recommender|Opinion leader|Beeinflusser|Beeinflusserin|Beeinflussend|Influenceur|Influenceuse|Prescripteur
    |Influenciador|Influenziatore|Beïnvloeder|Adviseur`,
  technicalBuyer: `Technical evaluator|Technical decision maker|Evaluator|Technical lead|Technischer Einkäufer|Technischer Entscheider|Technischer Prüfer|Acheteur technique
    |Comprador técnico|Evaluador técnico|Acquirente tecnico|Valutatore tecnico|Technische koper|Technische beoordelaar`,
  gatekeeper: 'Gate keeper|Türwächter|Torwächter|Gardien|Filtre|Guardián|Guardiano|Guardião|Poortwachter',
  procurement:
    'Purchasing|Purchaser|Buyer|Sourcing|Einkauf|Einkäufer|Einkäuferin|Achats|Acheteur|Acheteuse|Compras|Comprador|Compradora|Acquisti|Acquirente|Inkoop|Inkoper',
  legalCompliance: `Legal|Legal & compliance|Legal and compliance|Compliance|Legal counsel|Recht|Rechtsabteilung|Juristisch|Juridique|Jurídico|Legale|Juridisch|Data protection
    |Datenschutz`,
  approver:
    'Ratifier|Signatory|Signer|Sign-off|Sign off|Genehmiger|Genehmigerin|Freigeber|Unterzeichner|Approbateur|Signataire|Aprobador|Firmante|Approvatore|Firmatario|Aprovador|Goedkeurder',
  decisionMaker: `Decision makers|Decider|Final decision maker|Accountable|A|Entscheider|Entscheiderin|Entscheidungsträger|Décideur|Décideuse|Decisor|Decisora|Tomador de decisiones|Tomador de decisão
    |Decisore|Beslisser|Beslissingsnemer`,
  economicBuyer: `Budget holder|Budget owner|EB|Economic decision maker|Wirtschaftlicher Entscheider|Wirtschaftlicher Käufer|Budgetverantwortlicher|Budgetverantwortliche|Acheteur économique
    |Comprador económico|Comprador econômico|Responsable del presupuesto|Acquirente economico|Responsabile del budget|Economische koper|Budgethouder`,
  executiveSponsor: `Sponsor|Exec sponsor|Project sponsor|Sponsorin|Auftraggeber|Auftraggeberin|Projektsponsor|Sponsor exécutif|Commanditaire|Patrocinador|Patrocinador ejecutivo
    |Sponsor esecutivo|Patrocinador executivo|Opdrachtgever`,
}

/**
 * What labels of roles in sheets of one's own mean, in English, German, French, Spanish, Italian, Portuguese and Dutch. The words and letters
 * of RACI are among them: who is responsible does the work (`user`), who is accountable decides (`decisionMaker`), who is consulted
 * advises (`influencer`), and who is informed plays no part.
 *
 * A blocker is not among them. Being against us is a sentiment and being able to stop us is a veto; neither is a part in the purchase.
 */
export const TABLE_ROLES: RoleLabels = deepFreeze({
  ...Object.fromEntries(
    BUYING_ROLES.flatMap(role => [
      [role, role],
      [role.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`), role],
      ...LABELS[role].split('|').map(label => [label.trim().replace(/\s+/g, ' '), role]),
    ]),
  ),
  Informed: null,
  I: null,
  Informiert: null,
  'To be informed': null,
  None: null,
  Unknown: null,
  Other: null,
})

/** The roles behind labels, those of the caller in place of the usual ones. */
export function tableRoles(overrides: RoleLabels | undefined): RoleTable {
  return roleTable(TABLE_ROLES, overrides)
}

const USUAL = tableRoles(undefined)

/** Whether a label is that of a role, or of a part that is none. */
export function isRoleWord(key: string): boolean {
  return USUAL.has(key)
}

/** Whether most of some cells are labels of roles, so that a column of that name holds buying roles and not titles. */
export function areRoles(cells: readonly string[], table: RoleTable = USUAL): boolean {
  const known = cells.filter(cell => labelsIn(cell, table).some(label => isKnownLabel(table, label)))
  return known.length > 0 && known.length * 2 >= cells.length
}

/** The labels in a cell: the whole, or else what stands between commas, semicolons, slashes and line breaks; of our own words, between blanks. */
export function labelsIn(cell: string, table: RoleTable): readonly string[] {
  if (isKnownLabel(table, cell)) return [cell]
  const parts = cell.split(/[,;/|\n+&]|\band\b|\bund\b/).map(part => part.trim())
  if (parts.length > 1) return parts.filter(part => part !== '').flatMap(part => labelsIn(part, table))
  const words = cell.trim().split(/\s+/)
  return words.length > 1 && words.every(word => BUYING_ROLES.some(role => role === word)) ? words : [cell]
}

/** The roles that a cell says; what nothing is known of is counted under its column. */
export function rolesIn(cell: string, table: RoleTable, column: string, ledger: Ledger): readonly BuyingRole[] {
  return rolesFor(table, labelsIn(cell, table), column, ledger)
}

/** The label of a role that a column is called; a letter behind it in brackets does not matter. */
export function roleHeader(name: string): string {
  return roleLabelKey(name.replace(/\([^()]*\)/g, ' '))
}

/** Whether a column is called like a role. The letters of RACI are too short to tell anything by themselves. */
export function isPlainRoleHeader(name: string): boolean {
  return roleHeader(name).length > 2 && USUAL.has(roleHeader(name))
}
