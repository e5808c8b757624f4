import { foldedText } from '../../support/text.js'
import { NPS_CLASSES } from '../nps.js'

/** What answers in words mean: a sentiment from -1 to 1, or `null` when they say nothing. */
export interface SurveyLabels {
  readonly [label: string]: number | null
}

/** The meaning of answers, whose case, spaces and apostrophes do not matter. */
export type LabelTable = ReadonlyMap<string, number | null>

/** The usual labels, with the caller's in place of their own. */
export function labelTable(overrides: SurveyLabels): LabelTable {
  return withLabels(USUAL, overrides)
}

/** A table with other labels in place of its own. */
export function withLabels(table: LabelTable, overrides: SurveyLabels): LabelTable {
  return new Map([...table, ...Object.entries(overrides).map(([label, value]) => [answerLabelKey(label), value] as const)])
}

/** What a label means, or `undefined` when nothing is known of it. */
export function meaningOf(table: LabelTable, label: string): number | null | undefined {
  return table.get(answerLabelKey(label))
}

function answerLabelKey(label: string): string {
  const text = foldedText(label.normalize('NFC').replaceAll('’', "'"))
  let end = text.length
  while (end > 0 && '.!'.includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}

/**
 * Labels of scales as survey tools offer them, in English, German, French, Spanish, Italian, Dutch and Portuguese.
 *
 * Five steps lie at -1, -0.5, 0, 0.5 and 1, the two between of a scale of seven at thirds. `good` and `bad` alone, as in Zendesk, say only
 * on which side somebody is, so that they stand in its middle; so do the classes of NPS, at the mean of their answers.
 */
const LABELS: readonly (readonly [sentiment: number | null, labels: string])[] = [
  [
    1,
    `extremely satisfied|very satisfied|completely satisfied|highly satisfied|excellent|very good|very positive|strongly agree|very easy
    |extremely easy|sehr zufrieden|äußerst zufrieden|ausgezeichnet|sehr gut|sehr positiv|stimme voll und ganz zu|stimme völlig zu|sehr einfach
    |sehr leicht|très satisfait|très satisfaite|extrêmement satisfait|très bien|très positif|tout à fait d'accord|très facile|muy satisfecho
    |muy satisfecha|excelente|muy bueno|muy positivo|totalmente de acuerdo|muy fácil|molto soddisfatto|molto soddisfatta|eccellente|ottimo
    |molto positivo|completamente d'accordo|molto facile|zeer tevreden|uitstekend|zeer goed|zeer positief|helemaal mee eens|zeer gemakkelijk
    |zeer makkelijk|muito satisfeito|muito satisfeita|muito bom|muito positivo|concordo totalmente|muito fácil`,
  ],
  [2 / 3, 'moderately satisfied|moderately easy'],
  [
    0.5,
    `satisfied|somewhat satisfied|fairly satisfied|good|goodwithcomment|good_with_comment|positive|agree|somewhat agree|easy|somewhat easy
    |zufrieden|eher zufrieden|gut|positiv|stimme zu|stimme eher zu|einfach|eher einfach|leicht|satisfait|satisfaite|plutôt satisfait
    |plutôt satisfaite|bien|bon|positif|d'accord|plutôt d'accord|facile|plutôt facile|satisfecho|satisfecha|algo satisfecho|bueno|positivo
    |de acuerdo|fácil|soddisfatto|soddisfatta|abbastanza soddisfatto|buono|d'accordo|tevreden|goed|positief|mee eens|gemakkelijk|makkelijk
    |satisfeito|satisfeita|bom|concordo`,
  ],
  [1 / 3, 'slightly satisfied|slightly easy|slightly agree'],
  [NPS_CLASSES.promoter, 'promoter|promoters'],
  [NPS_CLASSES.passive, 'passive|passives'],
  [
    0,
    `neutral|neither satisfied nor dissatisfied|neither agree nor disagree|neither easy nor difficult|neither|average|fair|okay|mixed
    |weder zufrieden noch unzufrieden|weder noch|teils/teils|teils teils|mittel|neutre|ni satisfait ni insatisfait|ni satisfaite ni insatisfaite
    |ni d'accord ni pas d'accord|moyen|ni satisfecho ni insatisfecho|ni de acuerdo ni en desacuerdo|regular|neutrale
    |né soddisfatto né insoddisfatto|neutraal|niet tevreden en niet ontevreden|neutro|nem satisfeito nem insatisfeito`,
  ],
  [-1 / 3, 'slightly dissatisfied|slightly difficult|slightly disagree'],
  [NPS_CLASSES.detractor, 'detractor|detractors'],
  [
    -0.5,
    `dissatisfied|unsatisfied|somewhat dissatisfied|fairly dissatisfied|bad|badwithcomment|bad_with_comment|poor|negative|disagree
    |somewhat disagree|difficult|hard|somewhat difficult|unzufrieden|eher unzufrieden|schlecht|negativ|stimme nicht zu|stimme eher nicht zu
    |schwierig|eher schwierig|schwer|insatisfait|insatisfaite|plutôt insatisfait|mécontent|mécontente|mauvais|négatif|pas d'accord
    |plutôt pas d'accord|difficile|insatisfecho|insatisfecha|algo insatisfecho|malo|negativo|en desacuerdo|difícil|insoddisfatto|insoddisfatta
    |scarso|in disaccordo|ontevreden|slecht|negatief|mee oneens|moeilijk|insatisfeito|insatisfeita|ruim|mau|discordo`,
  ],
  [-2 / 3, 'moderately dissatisfied|moderately difficult'],
  [
    -1,
    `extremely dissatisfied|very dissatisfied|completely dissatisfied|terrible|very bad|very poor|very negative|strongly disagree
    |very difficult|extremely difficult|sehr unzufrieden|äußerst unzufrieden|sehr schlecht|sehr negativ|stimme überhaupt nicht zu|sehr schwierig
    |sehr schwer|très insatisfait|très insatisfaite|très mécontent|très mauvais|très négatif|pas du tout d'accord|très difficile
    |muy insatisfecho|muy insatisfecha|muy malo|muy negativo|totalmente en desacuerdo|muy difícil|molto insoddisfatto|molto insoddisfatta
    |pessimo|molto negativo|completamente in disaccordo|molto difficile|zeer ontevreden|zeer slecht|zeer negatief|helemaal mee oneens
    |zeer moeilijk|muito insatisfeito|muito insatisfeita|muito ruim|muito mau|muito negativo|discordo totalmente|muito difícil`,
  ],
  [
    null,
    `n/a|na|not applicable|don't know|do not know|prefer not to say|no opinion|keine angabe|weiß nicht|trifft nicht zu|ne sait pas|sans opinion
    |non applicable|no sabe|no aplica|non so|weet ik niet|niet van toepassing|não sei|não se aplica`,
  ],
]

const USUAL: LabelTable = new Map(
  LABELS.flatMap(([sentiment, labels]) => labels.split('|').map(label => [answerLabelKey(label), sentiment] as const)),
)
