import { type AccountReport, accountReport, byStakeholder, createVillage, sentiments, snapshot, type VillageInput } from 'account-village'
import { type HtmlOptions, toHtmlReport } from 'account-village/render'
import { expect, it } from 'vitest'
import { tooWide, violations } from '../../support/audit.js'
import { board } from '../../support/boards.js'
import { describeInBrowser, type OpenPage, openPage } from '../../support/browser.js'
import { collisions, FONTS, setFont, smallestText } from '../../support/collisions.js'
import { foundry } from '../../support/foundry.js'
import { harbour } from '../../support/harbour.js'
import { lookedBack, stanceByHand } from '../../support/page.js'
import { planned } from '../../support/planned.js'

/** A page, the report that it shows, and what went before. */
interface Shown {
  readonly report: AccountReport
  readonly html: string
  readonly history: NonNullable<HtmlOptions['history']>
}

const made = new Map<string, Shown>()

/** The page of a village, made once. */
function shown(name: string, input: VillageInput): Shown {
  const known = made.get(name)
  if (known !== undefined) return known
  const { now, history = [], ...options } = lookedBack(input)
  const report = accountReport(now)
  const found = { report, history, html: toHtmlReport(report, { ...options, history }) }
  made.set(name, found)
  return found
}

const boardOf = (size: number): Shown => shown(`board ${size}`, board(size))
const few = (people: number): Shown =>
  shown(`few ${people}`, { account: 'Acme', stakeholders: Array.from({ length: people }, (_, i) => ({ id: `p${i}` })) })

/** The five questions of the first page, and the evidence below, of a board. */
const FIRST = ['will', 'who', 'changed', 'monday', 'gaps'] as const
const EVIDENCE = [
  'deciders',
  'handover',
  'expectations',
  'moves',
  'village',
  'levels',
  'time',
  'attention',
  'findings',
  'change',
  'told-1',
  'next',
  'beliefs',
  'unknown',
  'forecasts',
] as const

/** What is lit up on the map: people by place, ties by their ends and kind. */
interface Lit {
  readonly focus: number | null
  readonly tracing: boolean
  readonly people: readonly number[]
  readonly ties: readonly string[]
}

const LIT = `(() => {
  const map = document.querySelector('#map-figure svg')
  const kind = node => ['influence', 'conflict', 'reporting'].find(name => node.classList.contains(name))
  return {
    focus: document.activeElement.dataset.person === undefined ? null : Number(document.activeElement.dataset.person),
    tracing: map.classList.contains('tracing'),
    people: [...map.querySelectorAll('.person.lit')].map(node => Number(node.dataset.person)).sort((a, b) => a - b),
    ties: [...map.querySelectorAll('.tie.lit')].map(node => kind(node) + ' ' + node.dataset.from + ' ' + node.dataset.to).sort(),
  }
})()`

const DRAWN = `[...document.querySelectorAll('#map-figure .tie[data-from]')].map(node => ({
  kind: ['influence', 'conflict', 'reporting'].find(name => node.classList.contains(name)),
  from: Number(node.dataset.from),
  to: Number(node.dataset.to),
}))`

interface DrawnTie {
  readonly kind: 'influence' | 'conflict' | 'reporting'
  readonly from: number
  readonly to: number
}

/** What should be lit up for somebody: whom they move in at most two steps, and who moves them, by the distances between all. */
function litBy(report: AccountReport, drawn: readonly DrawnTie[]): (place: number) => Omit<Lit, 'focus' | 'tracing'> {
  const count = report.people.length
  const places = report.people.map(({ stakeholder: id }) => id)
  const steps = Array.from({ length: count }, (_, i) => Array.from({ length: count }, (_, j) => (i === j ? 0 : Number.POSITIVE_INFINITY)))
  const at = (i: number, j: number): number => steps[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (const { kind, from, to } of report.ties) {
    if (kind === 'conflict' || from === to) continue
    const [mover, moved] = kind === 'reportsTo' ? [to, from] : [from, to]
    steps[places.indexOf(mover)]?.splice(places.indexOf(moved), 1, 1)
  }
  for (let k = 0; k < count; k++)
    for (let i = 0; i < count; i++)
      for (let j = 0; j < count; j++) if (at(i, k) + at(k, j) < at(i, j)) steps[i]?.splice(j, 1, at(i, k) + at(k, j))
  const rivals = (place: number): number[] =>
    report.ties
      .filter(({ kind }) => kind === 'conflict')
      .map(({ from, to }) => [places.indexOf(from), places.indexOf(to)])
      .filter(pair => pair.includes(place))
      .flat()
  return place => ({
    people: places.flatMap((_, i) => (at(place, i) <= 2 || at(i, place) <= 1 || rivals(place).includes(i) ? [i] : [])),
    ties: drawn
      .filter(({ kind, from, to }) => {
        if (kind === 'conflict') return from === place || to === place
        const [mover, moved] = kind === 'reporting' ? [to, from] : [from, to]
        return at(place, mover) <= 1 || moved === place
      })
      .map(({ kind, from, to }) => `${kind} ${from} ${to}`)
      .sort(),
  })
}

describeInBrowser('the page of a report in a browser', browser => {
  const look = async (html: string, work: (open: OpenPage) => Promise<void>, options = {}): Promise<void> => {
    const open = await openPage(browser(), html, options)
    try {
      await work(open)
    } finally {
      await open.close()
    }
  }

  it.each([
    ['nobody', () => few(0)],
    ['one person', () => few(1)],
    ['14 people', () => boardOf(14)],
    ['40 people', () => boardOf(40)],
    ['150 people', () => boardOf(150)],
    ['a plan', () => shown('plan', planned)],
  ])('opens with %s without a complaint, asks for nothing, and shows everybody', async (_, make) => {
    const { html, report } = make()
    await look(html, async ({ page, trouble }) => {
      expect(await page.locator('#map-figure .person').count()).toBe(Math.min(150, report.people.length))
      expect(await page.locator('#controls').isVisible()).toBe(true)
      const took = await page.evaluate<number>('performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd')
      // Only against hanging: how long it takes depends on the machine.
      expect(took).toBeLessThan(10_000)
      for (const width of [390, 1366]) {
        await page.setViewportSize({ width, height: 844 })
        expect(await tooWide(page), `${width} wide`).toBe(0)
      }
      expect(trouble).toEqual([])
    })
  })

  it('lets nothing run, load or style but its own', async () => {
    await look(boardOf(14).html, async ({ page, trouble }) => {
      const { refused, ran, colour, own } = await page.evaluate<{
        refused: string[]
        ran: string[]
        colour: string
        own: boolean
      }>(`(async () => {
        const refused = new Set()
        document.addEventListener('securitypolicyviolation', event => refused.add(event.effectiveDirective))
        window.ran = []
        const add = (name, attributes, text = '') => {
          const node = document.createElement(name)
          for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value)
          node.textContent = text
          document.body.append(node)
          return node
        }
        add('script', {}, 'ran.push("script")')
        add('script', { src: 'http://elsewhere.test/script.js' })
        const box = add('div', { onclick: 'ran.push("handler")', style: 'color: rgb(1, 2, 3)' }, 'x')
        box.click()
        add('style', {}, 'div { color: rgb(1, 2, 3) }')
        add('img', { src: 'http://elsewhere.test/image.png' })
        add('iframe', { src: 'http://elsewhere.test/frame.html' })
        add('object', { data: 'http://elsewhere.test/object' })
        add('a', { href: 'javascript:ran.push("link")' }).click()
        await fetch('http://elsewhere.test/').catch(() => {})
        const form = add('form', { action: 'http://elsewhere.test/form' })
        form.submit()
        setTimeout('ran.push("text")')
        for (let i = 0; i < 100 && refused.size < 10; i++) await new Promise(done => setTimeout(done, 100))
        return { refused: [...refused].sort(), ran, colour: getComputedStyle(box).color, own: !document.getElementById('controls').hidden }
      })()`)
      expect(ran).toEqual([])
      expect(colour).not.toBe('rgb(1, 2, 3)')
      expect(own).toBe(true)
      expect(refused).toEqual([
        'connect-src',
        'form-action',
        'frame-src',
        'img-src',
        'object-src',
        'script-src',
        'script-src-attr',
        'script-src-elem',
        'style-src-attr',
        'style-src-elem',
      ])
      expect(trouble.filter(each => each.startsWith('request'))).toEqual([])
    })
  })

  it('can be read without script', async () => {
    const { html, report } = boardOf(14)
    await look(
      html,
      async ({ page, trouble }) => {
        expect(await page.locator('#controls').isVisible()).toBe(false)
        const sections = await page.locator('main section').all()
        expect(sections).toHaveLength(FIRST.length + EVIDENCE.length)
        for (const section of sections) {
          expect(await section.isVisible()).toBe(true)
          for (const summary of await section.locator('details.twin > summary').all()) await summary.click()
          for (const table of await section.locator('table').all()) expect(await table.isVisible()).toBe(true)
        }
        expect(await page.locator('#village tbody tr').count()).toBe(report.people.length)
        expect(await page.locator('table').count()).toBe(10)
        await page.locator('nav a', { hasText: 'Findings' }).click()
        expect(page.url()).toMatch(/#findings$/)
        expect(trouble).toEqual([])
      },
      { javaScriptEnabled: false },
    )
  })

  it('is reached by keyboard: the skip link, the contents, the controls, the map as one stop', async () => {
    const { html, report } = boardOf(14)
    await look(html, async ({ page }) => {
      const stops: string[] = []
      for (let i = 0; i < 40 && !stops.at(-1)?.startsWith('person'); i++) {
        await page.keyboard.press('Tab')
        stops.push(
          await page.evaluate<string>(
            `(({ className, id, name, dataset, hash }) => dataset.person === undefined ? [hash, id, name, className, '?'].find(text => typeof text === 'string' && text !== '') : 'person ' + dataset.person)(document.activeElement)`,
          ),
        )
      }
      const classes = new Set(report.people.map(({ power }) => power.class))
      // Tables and pictures can be scrolled by keyboard.
      const tables = ['scroll', 'scroll']
      expect(stops).toEqual([
        '#content',
        ...EVIDENCE.map(id => `#${id}`),
        ...tables,
        ...[...classes].map(() => 'class'),
        'date',
        'scroll',
        'person 0',
      ])
      const order = [1, 2, 3]
      for (const place of order) {
        await page.keyboard.press('ArrowRight')
        expect((await page.evaluate<Lit>(LIT)).focus).toBe(place)
      }
      for (const place of [2, 1, 0, report.people.length - 1]) {
        await page.keyboard.press('ArrowUp')
        expect((await page.evaluate<Lit>(LIT)).focus).toBe(place)
      }
      await page.keyboard.press('ArrowDown')
      expect((await page.evaluate<Lit>(LIT)).focus).toBe(0)
      await page.keyboard.press('Tab')
      expect((await page.evaluate<Lit>(LIT)).focus).toBe(null)
      expect((await page.evaluate<Lit>(LIT)).tracing).toBe(false)
      await page.keyboard.press('Shift+Tab')
      expect((await page.evaluate<Lit>(LIT)).focus).toBe(0)
    })
    await look(html, async ({ page }) => {
      await page.keyboard.press('Tab')
      expect(await page.locator('.skip').evaluate(node => node.getBoundingClientRect().left)).toBeGreaterThanOrEqual(0)
      await page.keyboard.press('Enter')
      expect(await page.evaluate('document.activeElement.id')).toBe('content')
    })
  })

  it.each([14, 40, 150])('lights up the paths of whoever has the focus or is pointed at, among %i people', async size => {
    const { html, report } = boardOf(size)
    await look(html, async ({ page, trouble }) => {
      const drawn = await page.evaluate<DrawnTie[]>(DRAWN)
      const influence = drawn
        .filter(({ kind }) => kind === 'influence')
        .map(({ from, to }) => `${report.people[from]?.stakeholder} ${report.people[to]?.stakeholder}`)
      const told = report.ties.filter(({ kind }) => kind === 'influence').map(({ from, to }) => `${from} ${to}`)
      expect(influence.every(tie => told.includes(tie))).toBe(true)
      // A map of many does not draw them all, and lights up people all the same.
      expect(influence.length === told.length).toBe(size === 14)
      const expected = litBy(report, drawn)
      await page.locator('#map-figure .person[tabindex="0"]').focus()
      for (let place = 0; place < Math.min(size, 20); place++) {
        const { focus, tracing, ...lit } = await page.evaluate<Lit>(LIT)
        expect([focus, tracing]).toEqual([place, true])
        expect(lit).toEqual(expected(place))
        await page.keyboard.press('ArrowRight')
      }
      await page.keyboard.press('Escape')
      expect(await page.evaluate<Lit>(LIT)).toMatchObject({ tracing: false, people: [], ties: [] })
      await page.evaluate('document.activeElement.blur()')
      for (const place of [0, 3, 9]) {
        await page.locator(`#map-figure .person[data-person="${place}"]`).hover()
        const { focus, tracing, ...lit } = await page.evaluate<Lit>(LIT)
        expect([focus, tracing]).toEqual([null, true])
        expect(lit).toEqual(expected(place))
      }
      const ninth = report.people[9]?.stakeholder
      const moved = report.ties.flatMap(({ kind, from, to }) =>
        kind === 'influence' && from === ninth ? [to] : kind === 'reportsTo' && to === ninth ? [from] : [],
      )
      const names = moved.map(id => report.people.find(person => person.stakeholder === id)?.name ?? id)
      const says = await page.locator('#told').textContent()
      for (const name of names) expect(says?.split('Moved by')[0]).toContain(name)
      await page.mouse.move(2, 2)
      expect((await page.evaluate<Lit>(LIT)).tracing).toBe(false)
      expect(trouble).toEqual([])
    })
  })

  it('keeps whoever has the focus lit up when the pointer leaves', async () => {
    const { html, report } = boardOf(14)
    await look(html, async ({ page }) => {
      const expected = litBy(report, await page.evaluate<DrawnTie[]>(DRAWN))
      await page.locator('#map-figure .person[data-person="0"]').focus()
      await page.locator('#map-figure .person[data-person="5"]').hover()
      expect((await page.evaluate<Lit>(LIT)).people).toEqual(expected(5).people)
      await page.mouse.move(2, 2)
      expect((await page.evaluate<Lit>(LIT)).people).toEqual(expected(0).people)
    })
  })

  it('leaves out a class with its ties, and the keyboard still reaches the others', async () => {
    const { html, report } = boardOf(40)
    await look(html, async ({ page }) => {
      const classOf = (place: number): string => report.people[place]?.power.class ?? ''
      const drawn = await page.evaluate<DrawnTie[]>(DRAWN)
      for (const each of new Set(report.people.map(({ power }) => power.class))) {
        await page.locator(`#controls input[value="${each}"]`).uncheck()
        const { people, ties, legend } = await page.evaluate<{ people: number[]; ties: number; legend: boolean }>(`(() => {
          const seen = node => getComputedStyle(node).display !== 'none'
          const all = selector => [...document.querySelectorAll('#map-figure ' + selector)]
          return { people: all('.person').filter(seen).map(node => Number(node.dataset.person)).sort((a, b) => a - b), ties: all('.tie[data-from]').filter(seen).length, legend: all('.tie:not([data-from])').every(seen) }
        })()`)
        expect(people).toEqual(report.people.flatMap((_, i) => (classOf(i) === each ? [] : [i])))
        expect(ties).toBe(drawn.filter(({ from, to }) => classOf(from) !== each && classOf(to) !== each).length)
        expect(legend).toBe(true)
        expect(await page.locator('#map-figure .person[tabindex="0"]').getAttribute('data-class')).not.toBe(each)
        expect(await page.locator('#map-figure .person[tabindex="0"]').count()).toBe(1)
        await page.locator(`#controls input[value="${each}"]`).check()
        expect(await page.locator('#map-figure .left-out').count()).toBe(0)
      }
      for (const box of await page.locator('#controls input[name=class]').all()) await box.uncheck()
      expect(await page.locator('#map-figure .person:not(.left-out)').count()).toBe(0)
    })
  })

  it.each([
    ['a harbour, where people come', () => shown('harbour', harbour), harbour],
    ['a board', () => boardOf(14), board(14)],
  ])('moves along the timeline of %s', async (_, make, input) => {
    const { html, report, history } = make()
    const village = createVillage(input)
    expect(history.length).toBeGreaterThan(30)
    await look(html, async ({ page, trouble }) => {
      const absent = new Set<number>()
      for (const place of [...history.keys()].filter(i => i % 3 === 0 || i === history.length - 1)) {
        const at = history[place]?.at ?? ''
        await page.locator('#date').fill(`${place}`)
        const then = sentiments(snapshot(village, at))
        const marks = await page.evaluate<{ there: boolean; stance: string; rings: number }[]>(
          `[...document.querySelectorAll('#map-figure .person')].sort((a, b) => a.dataset.person - b.dataset.person).map(node => ({ there: !node.classList.contains('absent'), stance: node.dataset.stance, rings: node.querySelectorAll('.ring').length }))`,
        )
        marks.forEach(({ there, stance, rings }, i) => {
          const id = report.people[i]?.stakeholder ?? ''
          expect(there, `${id} on ${at}`).toBe(byStakeholder(then).has(id))
          if (there) expect(stance, `${id} on ${at}`).toBe(stanceByHand(byStakeholder(then).get(id)?.value))
          else absent.add(i)
          expect(rings).toBe(1)
        })
        expect(await page.locator('#shown').textContent()).toBe(at)
        expect(await page.locator('#date').getAttribute('aria-valuetext')).toContain(at)
      }
      expect(absent.size > 0).toBe(input === harbour)
      expect(await page.locator('#map-figure .absent').count()).toBe(0)
      // A card tells what is so now; at an earlier date the page says what was so then.
      await page.locator('#date').fill('0')
      await page.locator('#map-figure .person[data-person="0"]').focus()
      expect(await page.locator('#told').textContent()).toContain(`On ${history[0]?.at}: `)
      await page.locator('#date').focus()
      await page.keyboard.press('End')
      expect(await page.locator('#shown').textContent()).toBe(report.asOf)
      expect(trouble).toEqual([])
    })
  })

  it.each([
    ['nobody', () => few(0), 'light', true],
    ['one person', () => few(1), 'dark', true],
    ['14 people', () => boardOf(14), 'light', true],
    ['14 people', () => boardOf(14), 'dark', true],
    ['40 people', () => boardOf(40), 'light', false],
    ['150 people', () => boardOf(150), 'dark', false],
    ['a plan', () => shown('plan', planned), 'light', true],
    ['a plan', () => shown('plan', planned), 'dark', true],
  ] as const)('of %s has nothing that keeps anybody out (%#)', async (_, make, colorScheme, opens) => {
    await look(
      make().html,
      async ({ page }) => {
        expect(await violations(page)).toEqual([])
        if (!opens) return
        await page.evaluate(`for (const details of document.querySelectorAll('details')) details.open = true`)
        expect(await violations(page)).toEqual([])
      },
      { bypassCSP: true, colorScheme },
    )
  })

  it('prints without what paper cannot do', async () => {
    await look(boardOf(14).html, async ({ page }) => {
      await page.emulateMedia({ media: 'print' })
      for (const gone of ['.controls', 'nav', '.skip', '.told', '.twin', '#map-figure', '#forecasts'])
        expect(await page.locator(gone).first().isVisible(), gone).toBe(false)
      for (const each of await page.locator('figure:not(#map-figure) svg').all()) expect(await each.isVisible()).toBe(true)
      // Page one says already how good the forecasts were.
      for (const each of await page.locator('section:not(#forecasts) > h2').all()) expect(await each.isVisible()).toBe(true)
      const paper = await page.evaluate('getComputedStyle(document.body).backgroundColor')
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
      expect([paper, await page.evaluate('getComputedStyle(document.body).backgroundColor')]).toEqual([
        'rgb(255, 255, 255)',
        'rgb(255, 255, 255)',
      ])
    })
  })
})

describeInBrowser('the look of a report', browser => {
  const pages = [
    ['one person', () => few(1), 6],
    ['14 people', () => boardOf(14), 6],
    ['40 people', () => boardOf(40), 10],
    ['a foundry of 26 people', () => shown('foundry', foundry), 10],
    ['a plan', () => shown('plan', planned), 6],
  ] as const

  it.each(pages)(
    'of %s has no text over another in any family of letters, none below eleven pixels, and fits its paper',
    async (name, make, pages) => {
      const { html } = make()
      const { page, close } = await openPage(browser(), html, { bypassCSP: true, viewport: { width: 1440, height: 900 } })
      try {
        for (const family of FONTS) {
          await setFont(page, family)
          expect(await collisions(page), family).toEqual([])
        }
        // The first page is one screen of a laptop and one page of paper, in the widest letters.
        await setFont(page, 'DejaVu Sans')
        const bottom = 'Math.ceil(document.querySelector(".one").getBoundingClientRect().bottom + scrollY)'
        expect(await page.evaluate<number>(bottom)).toBeLessThanOrEqual(SCREEN)
        expect((await smallestText(page, 'figure[id]')).size).toBeGreaterThanOrEqual(11)
        await page.emulateMedia({ media: 'print' })
        for (const { width, height } of [A4, LETTER]) {
          await page.setViewportSize({ width, height })
          expect(await page.evaluate<number>(bottom)).toBeLessThanOrEqual(height)
        }
        for (const format of ['A4', 'Letter'] as const) {
          const pdf = (await page.pdf({ format })).toString('latin1')
          expect(pdf.match(/\/Type \/Page\b/g)?.length, `${name} on ${format}`).toBeLessThanOrEqual(pages)
        }
      } finally {
        await close()
      }
    },
  )

  it.each([
    ['14 people', () => boardOf(14), 1],
    ['40 people', () => boardOf(40), 3],
    ['150 people', () => boardOf(150), 8],
    [
      '150 people of no unit',
      () => shown('flat', { ...board(150), units: [], stakeholders: board(150).stakeholders?.map(({ unit: _, ...person }) => person) }),
      7,
    ],
  ] as const)('of %s has a map that can be read on paper, with everybody on it', async (_, make, maps) => {
    const { html, report } = make()
    const { page, close } = await openPage(browser(), html, { bypassCSP: true, viewport: A4 })
    try {
      await page.emulateMedia({ media: 'print' })
      for (const { width, height } of [A4, LETTER]) {
        await page.setViewportSize({ width, height })
        expect((await smallestText(page, '.paper-only')).size).toBeGreaterThanOrEqual(SMALLEST_ON_PAPER)
        const heights = await page.evaluate<number[]>(
          '[...document.querySelectorAll(".paper-only svg")].map(svg => svg.getBoundingClientRect().height)',
        )
        expect(heights).toHaveLength(maps)
        expect(Math.max(...heights)).toBeLessThanOrEqual(height)
        expect(await collisions(page)).toEqual([])
      }
      // Of several maps the first is an overview, and the others have everybody once.
      const all = await page.evaluate<number[]>(
        '[...document.querySelectorAll(".paper-only figure:only-child .person, .paper-only figure:nth-child(n+2) .person")].map(({ dataset }) => Number(dataset.person)).sort((a, b) => a - b)',
      )
      expect(all).toEqual(report.people.map((_, i) => i))
      const pdf = (await page.pdf({ format: 'Letter' })).toString('latin1')
      expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeLessThanOrEqual(7 + maps)
    } finally {
      await close()
    }
  })

  it('is looked at by an eye that sees one text over another', async () => {
    const html =
      '<!doctype html><body><svg width="300" height="60"><text x="10" y="30">one text</text><text x="30" y="33">over another</text></svg>'
    const { page, close } = await openPage(browser(), html)
    expect(await collisions(page)).toEqual(['one text / over another'])
    await close()
  })
})

/** What a screen of 1440 by 900 shows, with a line to scroll. */
const SCREEN = 940
/** Five and a half points. */
const SMALLEST_ON_PAPER = (5.5 * 96) / 72
/** What is between the margins of paper, in pixels of which an inch has 96. */
const A4 = { width: 688, height: 1032 }
const LETTER = { width: 710, height: 965 }
