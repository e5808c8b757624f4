/** Why a statement of a draft is no proposal. */
export type RefusalReason =
  | 'notJson'
  | 'malformed'
  | 'outOfRange'
  | 'notInText'
  | 'cutsWord'
  | 'wrongSpeaker'
  | 'notTheirWords'
  | 'negationLeftOut'
  | 'unknownId'
  | 'ambiguousPerson'
  | 'ourPerson'
  | 'dateNotInText'
  | 'dateNotUnderstood'
  | 'dateDiffers'
  | 'alreadyKnown'

/** A statement of a draft that is no proposal, and why. */
export interface RefusedItem {
  /** Which item of the draft, from 0; absent for the draft as a whole. */
  readonly item?: number
  /** The first rule that the statement breaks, for programs; `message` says it in words. */
  readonly reason: RefusalReason
  /** What is wrong and what would be right, in one sentence without names and quotes. */
  readonly message: string
}

/** Ends the work on a statement. It never leaves `readDraft`. */
export class Refused extends Error {
  readonly reason: RefusalReason

  constructor(reason: RefusalReason, message: string) {
    super(message)
    this.reason = reason
  }
}
