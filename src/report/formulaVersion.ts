/** The version of the formulas. It rises when the same village and settings would give other numbers. */
export const FORMULA_VERSION = 2
