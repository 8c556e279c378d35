/** A moment in the parts that a file name may be made of. */
export interface DateParts {
  readonly year: string
  readonly month: string
  readonly day: string
  readonly hour: string
  readonly minute: string
  readonly second: string
}

const zoneOf = (timezone: string): string | undefined =>
  timezone === 'local' ? undefined : timezone

/** `local`, `UTC`, or a name such as `Europe/Vienna`. */
export function isTimeZone(timezone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zoneOf(timezone) })
    return true
  } catch {
    return false
  }
}

function formatted(moment: Date, timezone: string): Map<string, string> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zoneOf(timezone),
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
    hourCycle: 'h23',
  })
  return new Map(format.formatToParts(moment).map(({ type, value }) => [type, value]))
}

export function dateParts(moment: Date, timezone = 'UTC'): DateParts {
  const parts = formatted(moment, timezone)
  const part = (name: string): string => parts.get(name) ?? ''
  return {
    year: part('year').padStart(4, '0'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  }
}

/** `2026-11-20T10:21:51Z`, or with the offset of the zone: `2026-11-20T11:21:51+01:00`. */
export function timestampIn(moment: Date, timezone = 'UTC'): string {
  const { year, month, day, hour, minute, second } = dateParts(moment, timezone)
  const offset = (formatted(moment, timezone).get('timeZoneName') ?? '').replace('GMT', '')
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${/^(?:|\+00:00)$/.test(offset) ? 'Z' : offset}`
}
