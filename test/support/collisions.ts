import type { Page } from 'playwright-core'

/** The families of letters in which pages are looked at: a wide one, a usual one, and one for scripts of all kinds. */
export const FONTS = ['DejaVu Sans', 'Liberation Sans', 'Noto Sans CJK SC'] as const

/** Sets all text of an open page in one family; a page that permits no other style must be opened without its policy. */
export async function setFont(page: Page, family: string): Promise<void> {
  await page.evaluate(`(() => {
    document.getElementById('font')?.remove()
    const style = document.createElement('style')
    style.id = 'font'
    style.textContent = '*{font-family:"${family}",sans-serif!important}'
    document.head.append(style)
  })()`)
}

/** The texts of a page that lie one over the other by more than a pixel and a half, by the boxes in which they are drawn; each pair in words. */
export async function collisions(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(`(() => {
    const SLACK = 1.5
    const boxes = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement
      if (node.textContent.trim() === '' || parent.closest('script,style,title,desc,template,.vh,.skip,details:not([open]) > :not(summary)')) continue
      if (!parent.checkVisibility()) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const { left, right, top, bottom } of range.getClientRects()) {
        // Letters are lower than the line on which they stand.
        const rise = (bottom - top) * 0.18
        if (right - left > 0.5) boxes.push({ text: node.textContent.trim().slice(0, 40), node, left, right, top: top + rise, bottom: bottom - rise })
      }
    }
    boxes.sort((a, b) => a.top - b.top)
    const found = []
    for (const [i, a] of boxes.entries()) {
      for (let j = i + 1; j < boxes.length && boxes[j].top < a.bottom - SLACK; j++) {
        const b = boxes[j]
        if (a.node !== b.node && Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK) found.push(a.text + ' / ' + b.text)
      }
    }
    return found
  })()`)
}

/** The smallest text of an element, in pixels of the screen, with what it says. */
export async function smallestText(page: Page, selector: string): Promise<{ readonly size: number; readonly text: string }> {
  return page.evaluate<{ size: number; text: string }>(`(() => {
    let found = { size: Infinity, text: '' }
    for (const node of document.querySelectorAll(${JSON.stringify(`${selector} text`)})) {
      const scale = node.getScreenCTM().a
      const size = parseFloat(getComputedStyle(node).fontSize) * scale
      if (size < found.size) found = { size, text: node.textContent }
    }
    return found
  })()`)
}
