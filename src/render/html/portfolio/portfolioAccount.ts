import type { AccountMoment } from '../../../report/accountHistory.js'

/** What is known of one account beside its row. */
export interface PortfolioAccount {
  readonly account: string
  /** Where its own page is, an address without a scheme, such as `accounts/acme.html`. */
  readonly href?: string | undefined
  /** How it went, as `accountHistory` tells, for the line beside its name. */
  readonly history?: readonly AccountMoment[] | undefined
  /** How its people are called. */
  readonly people?: readonly { readonly stakeholder: string; readonly name?: string | undefined }[] | undefined
}
