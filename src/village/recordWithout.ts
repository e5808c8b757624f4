import type { ImportedRecord } from '../model/imports.js'

/** A record of an import without what it says of others who are to be named no longer; the record itself where it names none of them. */
export function recordWithout(record: ImportedRecord, isOut: (person: string) => boolean): ImportedRecord {
  const { links, ties, interaction, places, ...rest } = record
  const isKept = ({ person }: { readonly person?: string | undefined }): boolean => person === undefined || !isOut(person)
  const left = {
    links: kept(links, isKept),
    ties: kept(ties, ({ from, to }) => !isOut(from) && !isOut(to)),
    interaction: interaction === undefined ? undefined : interactionWithout(interaction, isOut),
    places: kept(places, isKept),
  }
  const isSame = left.links === links && left.ties === ties && left.interaction === interaction && left.places === places
  if (isSame) return record
  return {
    ...rest,
    ...(left.links !== undefined && left.links.length > 0 && { links: left.links }),
    ...(left.ties !== undefined && left.ties.length > 0 && { ties: left.ties }),
    ...(left.interaction !== undefined && { interaction: left.interaction }),
    ...(left.places !== undefined && { places: left.places }),
  }
}

/** The items that are kept; the list itself where all are. */
function kept<Item>(items: readonly Item[] | undefined, isKept: (item: Item) => boolean): readonly Item[] | undefined {
  return items === undefined || items.every(isKept) ? items : items.filter(isKept)
}

type ImportedInteraction = NonNullable<ImportedRecord['interaction']>

/** What took place without some of those who took part; itself where none of them did, and nothing where nobody else did. */
function interactionWithout(interaction: ImportedInteraction, isOut: (person: string) => boolean): ImportedInteraction | undefined {
  const { participants, drivenBy, ...rest } = interaction
  const others = participants.filter(id => !isOut(id))
  const isDriverOut = drivenBy !== undefined && isOut(drivenBy)
  if (others.length === participants.length && !isDriverOut) return interaction
  if (others.length === 0) return undefined
  return { ...rest, participants: others, ...(drivenBy !== undefined && !isDriverOut && { drivenBy }) }
}
