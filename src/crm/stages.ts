import { foldedText } from '../support/text.js'

/** Whether something is open, or how it ended. */
export type StageState = 'open' | 'won' | 'lost' | 'noDecision'
export const STAGE_STATES: readonly StageState[] = ['open', 'won', 'lost', 'noDecision']

/** What stages and states mean, by their label or id. */
export interface StageLabels {
  readonly [label: string]: StageState
}

/** Stages by what they are looked up by. */
export type StageTable = ReadonlyMap<string, StageState>

/** The usual stages, with others in their place. */
export function stageTable(...tables: readonly StageLabels[]): StageTable {
  return new Map(tables.flatMap(table => Object.entries(table).map(([label, state]) => [stageKey(label), state] as const)))
}

/**
 * What a stage means; `undefined` when nothing is known of it.
 *
 * Web pages write the pipeline behind the label, `Closed won (Sales Pipeline)`. A label of which every word says that something is closed and
 * how it ended says so, in any of seven languages.
 *
 * @param tables the caller's first
 */
export function stageOf(stage: string, tables: readonly StageTable[]): StageState | undefined {
  for (const label of new Set([stage, withoutPipeline(stage), stage.split(' (')[0] ?? stage])) {
    const found = [...tables, USUAL].flatMap(table => table.get(stageKey(label)) ?? [])[0] ?? saidByWords(label)
    if (found !== undefined) return found
  }
  return undefined
}

/** Case, spaces and the signs between words do not tell stages apart. */
function stageKey(label: string): string {
  return foldedText(label.normalize('NFC')).replace(/[\s_/.,&'’–—-]+/g, '')
}

function withoutPipeline(stage: string): string {
  const label = stage.trimEnd()
  const start = label.endsWith(')') ? label.lastIndexOf('(') : -1
  return start < 0 ? label : label.slice(0, start)
}

function saidByWords(label: string): StageState | undefined {
  const words = foldedText(label.normalize('NFC'))
    .split(/[\s_/.,&–—-]+/)
    .filter(word => word !== '')
  const said = words.map(word => WORDS.get(word))
  if (words.length === 0 || said.includes(undefined)) return undefined
  const states = new Set(said.flatMap(each => (each === undefined || each === 'closed' ? [] : each)))
  const [state] = states
  return states.size === 1 ? state : undefined
}

/** Words by which sources say that something is closed, and how it ended, in English, German, French, Spanish, Italian, Portuguese, Dutch. */
const WORDS: ReadonlyMap<string, 'won' | 'lost' | 'closed'> = new Map([
  ...'won|win|gewonnen|gagné|gagnée|remporté|remportée|ganado|ganada|vinto|vinta|ganho|ganha'
    .split('|')
    .map(word => [word, 'won'] as const),
  ...'lost|loss|verloren|perdu|perdue|perdido|perdida|perso|persa'.split('|').map(word => [word, 'lost'] as const),
  ...`closed|close|abgeschlossen|geschlossen|fermé|fermée|clos|close|clôturé|clôturée|conclu|conclue|cerrado|cerrada|cierre|chiuso|chiusa|fechado
    |fechada|gesloten|afgesloten|deal|and|und|et|y|e|en|as|als`
    .split('|')
    .map(word => [word.trim(), 'closed'] as const),
])

/**
 * The stages that Salesforce and HubSpot come with, by their label or id and as their web pages translate them, and the states of Dynamics
 * and Pipedrive.
 */
const OPEN = `prospecting|qualification|needs analysis|value proposition|id. decision makers|perception analysis|proposal/price quote
  |negotiation/review|proposal|negotiation|in progress|on hold|appointment scheduled|qualified to buy|presentation scheduled
  |decision maker bought-in|contract sent|open
  |interessentenermittlung|qualifizierung|bedarfsanalyse|angebot|verhandlung|verhandlung/prüfung|angebot/preisanfrage|in bearbeitung
  |termin vereinbart|qualifiziert für kauf|zum kauf qualifiziert|präsentation geplant|präsentation vereinbart|entscheidungsträger überzeugt
  |entscheidungsträger eingebunden|vertrag gesendet|vertrag verschickt|vertrag versendet|offen
  |prospection|analyse des besoins|proposition de valeur|négociation|en cours|rendez-vous planifié|rendez-vous programmé|qualifié pour l'achat
  |qualifié à l'achat|présentation planifiée|présentation programmée|décideur convaincu|contrat envoyé|ouvert|ouverte
  |prospección|calificación|análisis de necesidades|propuesta|negociación|en curso|cita programada|calificado para comprar
  |cualificado para comprar|presentación programada|responsable de la toma de decisiones convencido|contrato enviado|abierto|abierta
  |ricerca|qualificazione|analisi delle esigenze|proposta|negoziazione|trattativa|in corso|appuntamento programmato|appuntamento fissato
  |qualificato per l'acquisto|presentazione programmata|decisore convinto|contratto inviato|aperto|aperta
  |prospecção|qualificação|análise de necessidades|negociação|em andamento|compromisso agendado|reunião agendada|qualificado para comprar
  |apresentação agendada|tomador de decisão convencido|aberto|aberta
  |prospectie|kwalificatie|behoefteanalyse|voorstel|onderhandeling|lopend|afspraak gepland|gekwalificeerd om te kopen|presentatie gepland
  |beslisser overtuigd|contract verzonden|contract verstuurd`

const NO_DECISION = `no decision|closed no decision|keine entscheidung|canceled|cancelled|storniert|abgebrochen|annulé|annulée|cancelado|cancelada|annullato
  |annullata|geannuleerd`

const USUAL: StageTable = new Map([
  ...OPEN.split('|').map(label => [stageKey(label), 'open'] as const),
  ...NO_DECISION.split('|').map(label => [stageKey(label), 'noDecision'] as const),
  ['closedwon', 'won'] as const,
  ['closedlost', 'lost'] as const,
])

/** What the state of something is, from flags and from a stage. */
export interface SaidState {
  /** Whether it is closed, and whether it was won; `undefined` where no flag tells. */
  readonly isClosed?: boolean | undefined
  readonly isWon?: boolean | undefined
  readonly isLost?: boolean | undefined
  /** What the stage means; `undefined` when nothing is known of it, or there is none. */
  readonly byStage: StageState | undefined
}

/** The state that flags tell, or else the stage; `undefined` when neither does. Being closed does not say how it ended. */
export function stateFrom({ isClosed, isWon, isLost, byStage }: SaidState): StageState | undefined {
  if (isWon === true) return 'won'
  if (isClosed === false) return 'open'
  if (byStage === 'noDecision' || byStage === 'won') return byStage
  if (isLost === true || (isClosed === true && isWon === false)) return 'lost'
  return isClosed === true && byStage === 'open' ? undefined : byStage
}
