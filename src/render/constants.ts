import * as builders from '../schema/builders/index.ts'
import { spell } from '../schema/lookup.ts'
import type { ObjectName, Schema } from '../schema/model.ts'

/** Something that a models file exports, and under which name. */
export interface Exported<T> {
  readonly constant: string
  readonly thing: T
}

/** A constant for everything in a schema: its own name where that can be one. */
export interface Constants {
  readonly tables: readonly Exported<Schema['tables'][number]>[]
  readonly enums: readonly Exported<Schema['enums'][number]>[]
  readonly sequences: readonly Exported<Schema['sequences'][number]>[]
  readonly objects: readonly Exported<Schema['objects'][number]>[]
}

/** Names are given in this order: tables keep theirs when others are called the same. */
export function constantsOf(schema: Schema): Constants {
  const taken = new Set(TAKEN)
  const give = <T extends ObjectName>(things: readonly T[], kind: (thing: T) => string) =>
    things.map((thing) => ({ constant: free(taken, thing, kind(thing)), thing }))
  return {
    tables: give(schema.tables, () => 'table'),
    enums: give(schema.enums, () => 'enum'),
    sequences: give(schema.sequences, () => 'sequence'),
    objects: give(schema.objects, ({ kind }) => kind),
  }
}

/** A name that is not taken yet; takes it. */
function free(taken: Set<string>, thing: ObjectName, kind: string): string {
  const plain = identifier(spell(thing))
  const candidates = [plain, `${plain}_${kind}`]
  for (let i = 2; ; i++) {
    const name = candidates.shift() ?? `${plain}_${kind}_${i}`
    if (taken.has(name)) continue
    taken.add(name)
    return name
  }
}

/**
 * The text with everything replaced that cannot stand in an identifier, and with letters outside the basic plane: those are
 * added by the year, and what reads TypeScript may not have heard of the latest.
 */
function identifier(name: string): string {
  const plain = name
    .normalize('NFC')
    .replaceAll(/(?:[^\p{ID_Continue}$]|[\u{10000}-\u{10ffff}])+/gu, '_')
    .replaceAll(/[\u200c\u200d]/g, '_')
  return /^[\p{ID_Start}$_]/u.test(plain) ? plain : `_${plain}`
}

const RESERVED = `
  arguments as async await break case catch class const continue debugger default delete do else enum eval export extends
  false finally for function if implements import in instanceof interface let new null of package private protected
  public return static super switch this throw true try typeof undefined var void while with yield NaN Infinity
  globalThis Uint8Array Date Number Object Array String then`

/** What cannot be a constant beside the imports: the language's words, and those of the models. */
const TAKEN: readonly string[] = [...RESERVED.trim().split(/\s+/), ...Object.keys(builders)]
