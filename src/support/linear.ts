/** A square matrix split into a lower and an upper triangle, so that equations with it are quick to solve. */
export interface Factorised {
  readonly size: number
  /** Both triangles in one, row by row; the diagonal belongs to the upper one. */
  readonly triangles: Float64Array
}

/**
 * Factorises a square matrix whose diagonal is not negative and outweighs the rest of its row, given row by row, by Gaussian elimination.
 * The matrix is overwritten.
 *
 * Such a matrix needs no pivoting; and where nothing beside its diagonal is positive, solving for what is not negative adds up what is not
 * negative, so that nothing is lost to cancellation and no answer falls below 0.
 *
 * `undefined` when the matrix is singular to working precision.
 *
 * @see A. Berman and R. J. Plemmons, "Nonnegative Matrices in the Mathematical Sciences" (1979), chapter 6, on M-matrices
 */
export function factorise(matrix: Float64Array, size: number): Factorised | undefined {
  for (let column = 0; column < size; column++) {
    const head = at(matrix, column * size + column)
    if (!(head > 1e-14)) return undefined
    for (let row = column + 1; row < size; row++) {
      const factor = at(matrix, row * size + column) / head
      matrix[row * size + column] = factor
      if (factor !== 0) subtractRow(matrix, size, row, column, factor)
    }
  }
  return { size, triangles: matrix }
}

/** Solves `matrix x = right`. */
export function solve({ size, triangles }: Factorised, right: Float64Array): Float64Array {
  const x = right.slice()
  for (let row = 1; row < size; row++) x[row] = at(x, row) - dot(triangles, row * size, x, 0, row)
  for (let row = size - 1; row >= 0; row--) {
    const rest = dot(triangles, row * size + row + 1, x, row + 1, size - row - 1)
    x[row] = (at(x, row) - rest) / at(triangles, row * size + row)
  }
  return x
}

/** Solves `matrix' x = right`, with the transposed matrix. */
export function solveTransposed({ size, triangles }: Factorised, right: Float64Array): Float64Array {
  const x = right.slice()
  for (let column = 0; column < size; column++) {
    const value = at(x, column) / at(triangles, column * size + column)
    x[column] = value
    for (let next = column + 1; next < size; next++) x[next] = at(x, next) - value * at(triangles, column * size + next)
  }
  for (let column = size - 1; column > 0; column--) {
    const value = at(x, column)
    for (let before = 0; before < column; before++) x[before] = at(x, before) - value * at(triangles, column * size + before)
  }
  return x
}

/** A vector whose elements a function gives; what `Float64Array.from` does, at a tenth of its cost. */
export function vector(length: number, element: (index: number) => number): Float64Array {
  const values = new Float64Array(length)
  for (let i = 0; i < length; i++) values[i] = element(i)
  return values
}

/** A vector with an element for each item. */
export function vectorOf<Item>(items: readonly Item[], element: (item: Item, index: number) => number): Float64Array {
  const values = new Float64Array(items.length)
  items.forEach((item, i) => {
    values[i] = element(item, i)
  })
  return values
}

/** Multiplies a vector, or the part of it between two places, by a number, in place. */
export function scale(values: Float64Array, factor: number, from = 0, to = values.length): void {
  for (let i = from; i < to; i++) values[i] = at(values, i) * factor
}

/** Adds a multiple of a vector to the beginning of another, in place. */
export function addTimes(sum: Float64Array, factor: number, more: Float64Array): void {
  for (let i = 0; i < more.length; i++) sum[i] = at(sum, i) + factor * at(more, i)
}

/** Adds a multiple of a row of a matrix whose rows are as long as a vector to that vector, in place. */
export function addRow(sum: Float64Array, factor: number, matrix: Float64Array, row: number): void {
  const start = row * sum.length
  for (let i = 0; i < sum.length; i++) sum[i] = at(sum, i) + factor * at(matrix, start + i)
}

/** Adds a multiple of the product of a vector with itself to the lower triangle of a matrix whose rows are `room` long, in place. */
export function addSquare(matrix: Float64Array, room: number, size: number, factor: number, values: Float64Array): void {
  for (let i = 0; i < size; i++) {
    const share = factor * at(values, i)
    const row = i * room
    if (share !== 0) for (let j = 0; j <= i; j++) matrix[row + j] = at(matrix, row + j) + share * at(values, j)
  }
}

/** Four vectors, and by how much the product of each with itself counts. */
export interface FourSquares {
  readonly shares: Float64Array
  readonly first: Float64Array
  readonly second: Float64Array
  readonly third: Float64Array
  readonly fourth: Float64Array
}

/**
 * Multiplies the lower triangle of a matrix whose rows are `room` long by a number and adds the products of four vectors with themselves, in
 * place: what `scale` and `addSquare` do in five ways through the matrix. Two rows go together, because what both need is then read once.
 */
export function addSquares(matrix: Float64Array, room: number, size: number, factor: number, squares: FourSquares): void {
  const { shares, first, second, third, fourth } = squares
  const even = size - (size % 2)
  for (let i = 0; i < even; i += 2) {
    const [upper, lower] = [i * room, (i + 1) * room]
    const upperFirst = at(shares, 0) * at(first, i)
    const upperSecond = at(shares, 1) * at(second, i)
    const upperThird = at(shares, 2) * at(third, i)
    const upperFourth = at(shares, 3) * at(fourth, i)
    const lowerFirst = at(shares, 0) * at(first, i + 1)
    const lowerSecond = at(shares, 1) * at(second, i + 1)
    const lowerThird = at(shares, 2) * at(third, i + 1)
    const lowerFourth = at(shares, 3) * at(fourth, i + 1)
    for (let j = 0; j <= i; j++) {
      const a = at(first, j)
      const b = at(second, j)
      const c = at(third, j)
      const d = at(fourth, j)
      matrix[upper + j] = at(matrix, upper + j) * factor + (upperFirst * a + upperSecond * b + (upperThird * c + upperFourth * d))
      matrix[lower + j] = at(matrix, lower + j) * factor + (lowerFirst * a + lowerSecond * b + (lowerThird * c + lowerFourth * d))
    }
    addSquaresInRow(matrix, room, i + 1, i + 1, factor, squares)
  }
  if (even < size) addSquaresInRow(matrix, room, even, 0, factor, squares)
}

/** The same in one row of the triangle, from a column on. */
function addSquaresInRow(
  matrix: Float64Array,
  room: number,
  i: number,
  from: number,
  factor: number,
  { shares, first, second, third, fourth }: FourSquares,
): void {
  const ofFirst = at(shares, 0) * at(first, i)
  const ofSecond = at(shares, 1) * at(second, i)
  const ofThird = at(shares, 2) * at(third, i)
  const ofFourth = at(shares, 3) * at(fourth, i)
  for (let j = from; j <= i; j++) {
    const place = i * room + j
    const added = ofFirst * at(first, j) + ofSecond * at(second, j) + (ofThird * at(third, j) + ofFourth * at(fourth, j))
    matrix[place] = at(matrix, place) * factor + added
  }
}

/** The rows of a square matrix that stands row by row in a vector. */
export function rowsOf(matrix: Float64Array, size: number): number[][] {
  const rows: number[][] = []
  for (let i = 0; i < size; i++) {
    const row: number[] = []
    for (let j = 0; j < size; j++) row.push(at(matrix, i * size + j))
    rows.push(row)
  }
  return rows
}

/**
 * An element of a vector that is known to be there; where it is not, NaN makes every sum that took it show it.
 *
 * One function for each kind of list, because the engine compiles a function that meets several kinds to slower code.
 */
export function at(values: Float64Array, index: number): number {
  return values[index] ?? Number.NaN
}

/** An element of a list of whole numbers that is known to be there. */
export function intAt(values: Int32Array, index: number): number {
  return values[index] ?? Number.NaN
}

/** An element of a list of numbers that is known to be there. */
export function itemAt(values: readonly number[], index: number): number {
  return values[index] ?? Number.NaN
}

function subtractRow(matrix: Float64Array, size: number, row: number, column: number, factor: number): void {
  const target = row * size
  const source = column * size
  for (let next = column + 1; next < size; next++) {
    matrix[target + next] = at(matrix, target + next) - factor * at(matrix, source + next)
  }
}

/** The product of two parts of vectors. */
export function dot(a: Float64Array, fromA: number, b: Float64Array, fromB: number, length: number): number {
  let sum = 0
  for (let step = 0; step < length; step++) sum += at(a, fromA + step) * at(b, fromB + step)
  return sum
}
