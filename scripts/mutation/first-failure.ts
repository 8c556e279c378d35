/** A reporter that ends the process at the first test that fails: more is not asked. */
interface Event {
  readonly type: string
  readonly data: { readonly todo?: boolean | string; readonly skip?: boolean | string }
}

export default async function* firstFailure(events: AsyncIterable<Event>): AsyncGenerator<string> {
  for await (const { type, data } of events)
    if (type === 'test:fail' && !data.todo && !data.skip) process.exit(1)
  yield ''
}
