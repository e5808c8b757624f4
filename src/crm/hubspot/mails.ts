import { groupedBy } from '../../support/grouping.js'
import { compareText } from '../../support/order.js'
import { foldedText } from '../../support/text.js'
import { textOf } from '../record.js'
import type { Context } from './context.js'

/** Contacts by their mail addresses. Whoever was archived or is left out is among them, so that no answer of theirs seems to be lost. */
export function peopleByMail({ source }: Context): ReadonlyMap<string, readonly string[]> {
  const mails = (source.all.get('contact') ?? []).flatMap(contact => {
    const own = [textOf(contact, 'email') ?? '', ...(textOf(contact, 'hs_additional_emails') ?? '').split(';')].map(foldedText)
    return [...new Set(own)].flatMap(mail => (mail === '' ? [] : { mail, id: source.masters.get(contact.id) ?? contact.id }))
  })
  return new Map(
    [...groupedBy(mails, ({ mail }) => mail)].map(([mail, own]) => [mail, [...new Set(own.map(({ id }) => id))].sort(compareText)]),
  )
}
