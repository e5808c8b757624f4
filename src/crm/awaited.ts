/** What stands where something was given that is data only in the future; it is awaited or collected first. */
interface AwaitFirst {
  readonly awaitFirst: never
}

/**
 * The input without what is data only in the future: a promise or a stream, alone or by the name of what it holds, is refused when it is
 * compiled.
 */
export type Arrived<Input> = Input extends Awaitable
  ? AwaitFirst
  : { readonly [Name in keyof Input]: Input[Name] extends Awaitable ? AwaitFirst : Input[Name] }

type Awaitable = PromiseLike<unknown> | AsyncIterable<unknown>
