import { type LabelTable, labelTable, meaningOf, type SurveyLabels, withLabels } from '../crm/surveys/labels.js'
import { foldedText } from '../support/text.js'

/** What words for an attitude mean: a sentiment from -1 to 1, or `null` when they say nothing. Case does not matter. */
export type AttitudeLabels = SurveyLabels

/**
 * Words for how people stand to us as sheets have them, beside those that surveys offer, in seven languages.
 *
 * What only says on which side a person is stands in the middle of that side, 0.5 or -0.5; colours and faces stand at 0.7 and -0.7, because who
 * uses three of them means more than "rather". `unaware` says nothing: a person who does not know of it has no opinion.
 */
const WORDS: readonly (readonly [sentiment: number | null, words: string])[] = [
  [
    1,
    `champion|champions us|leading|leader|strong supporter|strongly supportive|very supportive|strong support|strongly for|fan|evangelist|++|+++|very high|sehr hoch
    |starker unterstützer|treiber|très favorable|très élevé|muy favorable|muy alto|molto favorevole|molto alto|muito favorável|muito alto|zeer positief|zeer hoog|😍|🤩`,
  ],
  [0.7, `green|grün|vert|verde|groen|g|🟢|💚|✅|😀|😃|😄|😁|😊|🙂|☺|☺️|👍|:)|:-)|=)|:d|:-d|happy|smiley`],
  [
    0.5,
    `supportive|supporter|support|supports|supporting|ally|allied|advocate|in favour|in favor|favourable|favorable|for|pro|friend|friendly|proponent|enthusiast|positive attitude|+|high|h
    |strong|engaged|unterstützer|unterstützerin|unterstützend|befürworter|befürworterin|dafür|wohlwollend|promotor|hoch|stark|favorable|soutien|partisan|élevé|elevé|haut|fort|a favor|apoyo|partidario
    |apoya|alto|alta|fuerte|favorevole|sostenitore|a favore|forte|favorável|apoiador|apoio|voorstander|steunend|ondersteunend|hoog|sterk`,
  ],
  [
    0,
    `amber|yellow|orange|gelb|orangefarben|jaune|ambre|amarillo|ámbar|giallo|arancione|amarelo|laranja|geel|oranje|y|🟡|🟠|💛|😐|😑|😶|:||:-||o|±|+/-|medium|med|m|mid|moderate|undecided|ambivalent|indifferent
    |on the fence|mixed|balanced|passive supporter|neutral/undecided|unentschieden|unentschlossen|abwartend|gleichgültig|mittel|indécis|indécise|moyen|indeciso|indecisa|neutro|neutra|medio|media
    |indifferente|médio|média|neutraal|onbeslist|gemiddeld|midden`,
  ],
  [
    -0.25,
    'sceptic|skeptic|sceptical|skeptical|sceptisch|skeptiker|skeptisch|sceptique|escéptico|scettico|cético|concerned|cautious|reserved|zurückhaltend',
  ],
  [
    -0.5,
    `resistant|resister|resistance|opponent|opposed|opposes|against|unsupportive|critic|critical|unfavourable|unfavorable|adversary|low|l|weak|disengaged|gegner|gegnerin|dagegen
    |ablehnend|kritisch|kritiker|kritikerin|widerständig|niedrig|gering|schwach|opposant|opposé|opposée|défavorable|résistant|faible|bas|opositor|opuesto|en contra|reacio|resistente|bajo|baja|débil
    |contrario|contro|oppositore|basso|bassa|debole|contra|desfavorável|baixo|baixa|fraco|tegenstander|tegen|afwijzend|laag|zwak`,
  ],
  [-0.7, 'red|rot|rouge|rojo|rosso|vermelho|rood|🔴|😞|😟|😠|😡|🙁|☹|☹️|👎|:(|:-(|=(|unhappy|angry|unzufrieden'],
  [
    -1,
    `blocker|blocks|blocking|saboteur|enemy|hostile|strong opponent|strongly opposed|strongly resistant|strongly against|very low|--|---|blockierer|blockiert|sehr niedrig|bloqueur|très faible|bloqueador
    |muy bajo|bloccante|molto basso|muito baixo|zeer laag|will block us`,
  ],
  [
    null,
    'unaware|unknown|not known|?|tbd|tba|unbekannt|inconnu|desconocido|sconosciuto|desconhecido|onbekend|no opinion|grey|gray|grau|white|⚪|not yet met|n.a.',
  ],
]

const OWN: SurveyLabels = Object.fromEntries(WORDS.flatMap(([sentiment, words]) => wordsIn(words).map(word => [word, sentiment] as const)))

/** Words divided by bars; a bar that is part of a face is not a divider. */
function wordsIn(words: string): readonly string[] {
  return words
    .replace(/:(-?)\|/g, ':$1\u0000')
    .split('|')
    .map(word => word.replaceAll('\0', '|').trim().replace(/\s+/g, ' '))
    .filter(word => word !== '')
}

const USUAL = labelTable(OWN)

/** Every usual word with the caller's in place of their own. */
export function attitudeTable(overrides: AttitudeLabels = {}): LabelTable {
  return withLabels(USUAL, overrides)
}

/** What a word means; of `3 - Supportive` and `Supportive (3)` the word counts. `undefined` when nothing is known of it. */
export function attitudeIn(cell: string, table: LabelTable): number | null | undefined {
  return meaningOf(table, cell) ?? meaningOf(table, bareWord(cell))
}

/** The word of `3 - Supportive` and of `Supportive (3)`. */
function bareWord(cell: string): string {
  const text = cell.trim().replace(/^\d{1,2} ?[-–:.=)]/, '')
  const bracket = text.endsWith(')') ? text.lastIndexOf('(') : -1
  return (bracket > 0 ? text.slice(0, bracket) : text).trim()
}

/** How much say a word means, as a share of the most: high, medium and low are three, two and one of three. */
export function levelIn(cell: string): number | undefined {
  return LEVELS.get(foldedText(cell)) ?? LEVELS.get(foldedText(bareWord(cell)))
}

const LEVELS: ReadonlyMap<string, number> = new Map(
  (
    [
      [
        1,
        'very high|high|h|hi|strong|large|key|+++|hoch|sehr hoch|groß|stark|élevé|elevé|élevée|fort|forte|haut|alto|alta|muy alto|molto alto|muito alto|grande|fuerte|hoog|zeer hoog|sterk',
      ],
      [2 / 3, 'medium|med|m|mid|moderate|average|++|mittel|moyen|moyenne|medio|media|médio|média|moderado|moderato|gemiddeld|midden'],
      [1 / 3, 'low|l|lo|weak|small|+|niedrig|gering|klein|schwach|faible|bas|basse|bajo|baja|basso|bassa|baixo|baixa|débil|laag|zwak'],
      [0, 'none|no|zero|keine|keiner|aucun|aucune|ninguno|ninguna|nessuno|nessuna|nenhum|nenhuma|geen'],
    ] as const
  ).flatMap(([level, words]) => words.split('|').map(word => [word, level] as const)),
)
