import type { AccountReport } from '../../report/accountReport.js'
import { element } from '../../support/markup.js'
import { type Names, nameOf } from '../names.js'
import { plain } from '../plain.js'
import type { Section } from './section.js'
import { unbroken } from './unbroken.js'

/** Whom to hear next, why, and through whom to reach them. */
export function interviewsSection({ interviews }: AccountReport, names: Names): Section {
  const worth = interviews.filter(({ enough }) => !enough)
  return {
    id: 'next',
    title: 'Whom to hear next',
    body:
      worth.length === 0
        ? element('p', {}, 'Enough was heard for now.')
        : element(
            'ol',
            { class: 'next' },
            ...worth.map(({ stakeholder, reason, path }) =>
              element(
                'li',
                {},
                element('strong', {}, nameOf(names, stakeholder)),
                ': ',
                unbroken(plain(reason)),
                path.length > 0 && ` Reach them through ${path.map(id => nameOf(names, id)).join(', then ')}.`,
              ),
            ),
          ),
  }
}
