/** The first of many items in an order; holds no more than a few times as many as are wanted. */
export class Leading<Item> {
  readonly #most: number
  readonly #compare: (a: Item, b: Item) => number
  #items: Item[] = []
  #count = 0

  constructor(most: number, compare: (a: Item, b: Item) => number) {
    this.#most = most
    this.#compare = compare
  }

  /** How many came. */
  get count(): number {
    return this.#count
  }

  add(item: Item): void {
    this.#count++
    this.#items.push(item)
    if (this.#items.length > 2 * this.#most + SPARE) this.#items = this.first()
  }

  first(): Item[] {
    return this.#items.sort(this.#compare).slice(0, this.#most)
  }
}

/** So many more are held before they are put in order. */
const SPARE = 1000
