import type { DatabaseConfig } from './config.ts'
import { ConfigError } from './errors.ts'
import { reasonOf } from './load-reason.ts'

/** The functions of a configuration that are called in the middle of a command. */
const KEYS = ['includeName', 'includeObject', 'rewrite', 'renderItem', 'processRevision'] as const

/**
 * The configuration, whose functions say which of them it was when they throw. `below` is where in the file it stands:
 * `databases.audit.`.
 */
export function guarded(
  config: DatabaseConfig,
  file: string | undefined,
  below = '',
): DatabaseConfig {
  const own = Object.fromEntries(
    KEYS.flatMap((key) => {
      const fn = config[key]
      return fn === undefined ? [] : [[key, telling(fn, file, below + key)]]
    }),
  )
  const hooks = [config.onVersionApply ?? []].flat()
  const naming = Object.entries(config.naming ?? {}).map(([kind, template]) => [
    kind,
    typeof template === 'function' ? telling(template, file, `${below}naming.${kind}`) : template,
  ])
  return {
    ...config,
    ...own,
    ...(hooks.length > 0 && {
      onVersionApply: hooks.map((hook) => telling(hook, file, `${below}onVersionApply`)),
    }),
    ...(config.naming !== undefined && { naming: Object.fromEntries(naming) }),
  }
}

function telling<F extends (...args: never[]) => unknown>(
  fn: F,
  file: string | undefined,
  key: string,
): F {
  const fail = (thrown: unknown): never => {
    const { reason } = reasonOf(thrown)
    throw new ConfigError(file, key, `is a function that fails: ${reason}`, 'Correct the function.')
  }
  const told = (...args: never[]) => {
    try {
      const given = fn(...args)
      return given instanceof Promise ? given.catch(fail) : given
    } catch (thrown) {
      return fail(thrown)
    }
  }
  return told as F
}
