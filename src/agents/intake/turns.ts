import { foldedText } from '../../support/text.js'
import type { Span } from './sourceText.js'

/** What one person says without a break, in a transcript or a mail. */
export interface Turn extends Span {
  /** The speaker as the text names them. */
  readonly speaker: string
}

/**
 * Who says what in a text: of a transcript what follows a name and a colon, a name with the time on a line of its own, or the name of a voice of
 * WebVTT, `<v Bo Berg>`; of a mail the part below `From:`, and of what a mail
 * quotes the one who `wrote` it. What comes before the first of these is in no turn.
 *
 * @param isKnown whether a name is that of a person of the account or of ours
 */
export function turnsIn(text: string, isKnown: (name: string) => boolean): readonly Turn[] {
  const isMail = MAIL_FROM.test(text)
  // A line of a name and a time is one of a transcript where the name of one is known.
  const hasOwnLines = !isMail && (text.match(/[^\n]+/g) ?? []).some(line => isKnown(ownLineOf(line) ?? ''))
  const turns: Turn[] = []
  let outer: string | undefined
  let quoted: string | undefined
  let current: { readonly speaker: string; readonly start: number } | undefined
  const begin = (speaker: string | undefined, start: number): void => {
    if (speaker === current?.speaker) return
    if (current !== undefined && start > current.start) turns.push({ ...current, end: start })
    current = speaker === undefined ? undefined : { speaker, start }
  }
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g)) {
    const bare = line.replace(/^(?:[ \t]*>)+[ \t]?/, '')
    const isQuoted = bare.length < line.length
    const from = isMail ? MAIL_FROM_LINE.exec(bare)?.[1]?.trim() : undefined
    const wrote = WROTE.exec(bare)
    if (from !== undefined) {
      if (isQuoted) quoted = from
      else outer = from
      begin(undefined, index)
      begin(from, index)
    } else if (wrote !== null) {
      quoted = (wrote.groups?.before ?? wrote.groups?.after ?? wrote.groups?.wrote)?.trim()
      begin(outer, index)
    } else if (isQuoted) {
      begin(quoted ?? UNKNOWN, index)
    } else {
      const label = labelOf(line, isMail, isKnown) ?? (hasOwnLines ? ownLineOf(line) : undefined)
      if (label !== undefined) {
        outer = label
        // The name itself is no part of what they say.
        begin(undefined, index)
      }
      begin(outer, index)
    }
  }
  begin(undefined, text.length)
  return turns
}

/** The turn in which all of a part is. */
export function turnAt(turns: readonly Turn[], { start, end }: Span): Turn | undefined {
  return turns.find(turn => turn.start <= start && end <= turn.end)
}

/** Whoever wrote what a mail quotes without saying whom. */
const UNKNOWN = '?'

const MAIL_FROM = /^[ \t>]{0,20}\*?(?:from|von|de)\*?[ \t]{0,4}:[^\n@]{0,200}@/im
const MAIL_FROM_LINE = /^[ \t]*\*?(?:from|von|de)\*?[ \t]*:[ \t]*(.+)$/i
/** `On … Bo Example <bo@…> wrote:` and the like in three languages. */
const WROTE =
  /^[ \t]*(?:on\b.*?\d.*?[,>\d][ \t]+(?<before>[^,\d][^,]*?)[ \t]+wrote|am\b.*\bschrieb[ \t]+(?<after>[^:]+?)(?:[ \t]+folgendes)?|le\b.*?\d.*?[,\d][ \t]+(?<wrote>[^,\d][^,]*?)[ \t]+a[ \t]+écrit)[ \t]*:[ \t]*$/iu

/** The name with which a line of a transcript begins, if it is one. */
function labelOf(line: string, isMail: boolean, isKnown: (name: string) => boolean): string | undefined {
  const voice = VOICE.exec(line)?.[1]?.trim()
  if (voice !== undefined && !isMail) return voice
  const found = LABEL.exec(line)
  const name = found?.groups?.name?.trim()
  if (name === undefined || NO_NAMES.has(foldedText(name))) return undefined
  if (isKnown(name)) return name
  // In a mail, a line that begins with a word and a colon is one like any other.
  return !isMail && (found?.groups?.time !== undefined || looksLikeName(name)) ? name : undefined
}

/** The name on a line that holds nothing but a name and a time. */
function ownLineOf(line: string): string | undefined {
  const bare = line.trim()
  const name = OWN_LINES.map(form => form.exec(bare)?.groups?.name).find(each => each !== undefined)
  return name !== undefined && looksLikeName(name) ? name : undefined
}

const LABEL =
  /^[ \t]*(?<time>[[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?[ \t]*[-–]?[ \t]*)?\*{0,2}(?<name>[\p{L}][\p{L}\p{M}.'’ -]{0,60}?)(?:[ \t]*\([^)\n]{0,60}\)|,[^:\n]{0,40})?(?:[ \t]*[[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?)?\*{0,2}[ \t]*:\*{0,2}(?:[ \t]|$)/u

const NAME = "(?<name>\\p{L}[\\p{L}\\p{M}.'’ -]{0,60}?)"
const TIME = '[[(]?\\d{1,2}:\\d{2}(?::\\d{2})?[\\])]?(?: ?[ap]\\.?m\\.?)?'
/** A name on a line of its own, with the time after it or before it. */
const OWN_LINES = [
  new RegExp(`^\\[?${NAME}\\]?[ \\t]{1,9}[-–|]?[ \\t]{0,9}${TIME}$`, 'iu'),
  new RegExp(`^${TIME}[ \\t]{1,9}[-–|]?[ \\t]{0,9}\\[?${NAME}\\]?$`, 'iu'),
]
/** The name of a voice of WebVTT. */
const VOICE = /^[ \t]*<v(?:\.[^ \t>]{1,40})?[ \t]+([^<>\n]{1,80})>/

/** Words and colons that begin a line and are no speakers. */
const NO_NAMES = new Set(
  (
    'note,notes,ps,p.s.,nb,re,aw,tr,fwd,fw,wg,subject,betreff,objet,to,an,à,cc,bcc,date,datum,sent,gesendet,envoyé,reply-to,hinweis,achtung,' +
    'anmerkung,notiz,remarque,important,wichtig,agenda,action,actions,todo,summary,zusammenfassung,résumé,call,meeting,participants,attendees,' +
    'teilnehmer,anwesend,présents,ort,place,lieu,time,zeit,heure,update,question,answer,frage,antwort,réponse,example,beispiel'
  ).split(','),
)

/** Whether each word begins with a capital letter, but for the small words within names. */
function looksLikeName(name: string): boolean {
  const words = name.split(/\s+/)
  return (
    words.length <= 5 &&
    words.every((word, i) => /^\p{Lu}/u.test(word) || (i > 0 && /^(?:de|da|di|du|del|la|le|van|von|der|den|zu|el|al|y)$/.test(word)))
  )
}
