import { VillageError } from '../errors.js'
import { namesOf } from '../render/names.js'
import type { AccountReport } from '../report/accountReport.js'
import { checkedReport, madeFrom, refused } from './checkedReport.js'
import { frameOf, type MapModule, pagePart, trouble, waiting } from './contents.js'
import { ELEMENT_STYLE } from './style.js'

/** What the element shows. */
export type AccountVillageView = 'all' | 'page' | 'map'

/** What a program may set on an element `<account-village>`, beside what every element of HTML has. */
export interface AccountVillage {
  /**
   * The report to show, as `accountReport` gives it or as it was read from JSON. Without one, the element shows the report in its child
   * `<script type="application/json">`. What changes within it is shown when it is set again.
   */
  report: AccountReport | undefined
  /** The attribute `view`: page one, the map, or both, which is what it shows without the attribute. */
  view: AccountVillageView
}

/** A style sheet of the browser. */
interface Sheet {
  replaceSync(rules: string): void
}

/** What the element uses of the one that it extends, so that the library needs no types of a browser. */
interface Host {
  readonly isConnected: boolean
  attachShadow(options: { readonly mode: 'open' }): { innerHTML: string; adoptedStyleSheets: readonly Sheet[] }
  querySelector(selector: string): { readonly textContent: string | null } | null
  getAttribute(name: string): string | null
  setAttribute(name: string, value: string): void
  removeAttribute(name: string): void
  dispatchEvent(event: Event): boolean
}

declare const HTMLElement: new () => Host
declare const CSSStyleSheet: new () => Sheet
declare const MutationObserver: new (
  changed: () => void,
) => {
  observe(node: Host, what: { readonly childList: true; readonly subtree: true; readonly characterData: true }): void
  disconnect(): void
}
declare class ErrorEvent extends Event {
  constructor(type: string, options: { readonly error: unknown; readonly message: string })
}

/** The class of the element, which can be made where there is a document only; each name needs one of its own. */
export function accountVillageClass(): new () => Host & AccountVillage {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(ELEMENT_STYLE)
  let map: MapModule | undefined

  return class extends HTMLElement implements AccountVillage {
    static readonly observedAttributes = ['view']
    readonly #own = new CSSStyleSheet()
    readonly #shadow = this.attachShadow({ mode: 'open' })
    readonly #children = new MutationObserver(() => this.#changed())
    #report: AccountReport | undefined
    /** The last of the changes that are to be shown; all of one turn are shown at once. */
    #change = 0

    constructor() {
      super()
      this.#shadow.adoptedStyleSheets = [sheet, this.#own]
    }

    get report(): AccountReport | undefined {
      return this.#report
    }

    set report(given: AccountReport | undefined) {
      this.#report = given ?? undefined
      this.#changed()
    }

    get view(): AccountVillageView {
      const view = this.getAttribute('view')
      return view === 'page' || view === 'map' ? view : 'all'
    }

    set view(view: AccountVillageView | undefined) {
      if (view === undefined || view === null) this.removeAttribute('view')
      else this.setAttribute('view', view)
    }

    connectedCallback(): void {
      // What was set before the element was defined hides the property of the class.
      for (const name of ['report', 'view'] as const) {
        if (!Object.hasOwn(this, name)) continue
        const given = this[name]
        Reflect.deleteProperty(this, name)
        Reflect.set(this, name, given)
      }
      this.#children.observe(this, { childList: true, subtree: true, characterData: true })
      this.#changed()
    }

    disconnectedCallback(): void {
      this.#children.disconnect()
    }

    attributeChangedCallback(): void {
      this.#changed()
    }

    #changed(): void {
      const change = ++this.#change
      queueMicrotask(() => {
        if (change === this.#change && this.isConnected) void this.#show(change)
      })
    }

    /** Shows the report; a map whose drawing is loaded meanwhile is left out when there was another change. */
    async #show(change: number): Promise<void> {
      try {
        const given = this.#report ?? this.#written()
        if (given === undefined) {
          this.#shadow.innerHTML = ''
          return
        }
        const report = checkedReport(given)
        if (this.view !== 'page' && map === undefined) {
          this.#draw(report)
          map = await import('./mapPart.js')
          if (change !== this.#change) return
        }
        this.#draw(report)
      } catch (error) {
        if (change === this.#change) this.#refuse(error)
      }
    }

    #draw(report: AccountReport): void {
      const { view } = this
      const { markup, rules } = madeFrom(() => {
        const names = namesOf(report)
        const drawn = view === 'page' ? undefined : map?.mapPart(report, names)
        const shown = view === 'page' ? undefined : (drawn?.body ?? waiting())
        return { ...frameOf(report, view !== 'map' && pagePart(report, names), shown), rules: drawn?.rules ?? '' }
      })
      this.#own.replaceSync(rules)
      this.#shadow.innerHTML = markup
    }

    /** The report written in the element, if there is one. */
    #written(): unknown {
      const text = this.querySelector('script[type="application/json"]')?.textContent?.trim() ?? ''
      if (text === '') return undefined
      try {
        return JSON.parse(text)
      } catch {
        throw refused('in the script of the element is not JSON. JSON.stringify(report) writes it.')
      }
    }

    /** No message holds personal data; an error that is not of the library may, and is told to listeners alone. */
    #refuse(error: unknown): void {
      const message = error instanceof VillageError ? error.message : 'Something that draws it could not be loaded.'
      this.#shadow.innerHTML = trouble(message).markup
      this.dispatchEvent(new ErrorEvent('error', { error, message }))
    }
  }
}
