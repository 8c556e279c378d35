import type { Operation } from '../operations/model.ts'
import { renamedCode } from '../operations/states.ts'
import { named } from '../operations/words.ts'
import { sameData } from '../schema/equal.ts'
import { findColumn, findTable, sameName } from '../schema/lookup.ts'
import type { EnumType, Schema } from '../schema/model.ts'
import { call } from '../source/code.ts'
import { refCode } from '../source/dsl/object.ts'
import { print } from '../source/print.ts'
import { spellRename } from './errors.ts'
import { columnLikeness, isOnePlace, nameLikeness, tableLikeness } from './likeness.ts'
import type { Note, Rename } from './model.ts'

/**
 * Pairs of drop and add that may be one thing under two names. Each thing is in one pair at most, the likeliest
 * first, and nothing is done about them: who knows says `--rename`, and the data stays.
 */
export function lookalikes(
  operations: readonly Operation[],
  found: Schema,
  canonical: Schema,
): Note[] {
  return [
    ...tableLookalikes(operations, canonical),
    ...columnLookalikes(operations, found, canonical),
    ...enumLookalikes(operations),
  ]
}

interface At<T> {
  readonly index: number
  readonly item: T
}

function columnLookalikes(
  operations: readonly Operation[],
  found: Schema,
  canonical: Schema,
): Note[] {
  const dropped = operations.flatMap((op, index) =>
    op.kind === 'dropColumn' ? [{ index, item: op }] : [],
  )
  const added = operations.flatMap((op, index) =>
    op.kind === 'addColumn' ? [{ index, item: op }] : [],
  )
  const likeness = (was: Operation<'dropColumn'>, is: Operation<'addColumn'>): number => {
    if (!sameName(was.table, is.table) || was.column.name === is.column.name) return 0
    const [before, after] = [findTable(found, was.table), findTable(canonical, is.table)]
    const column = after && findColumn(after, is.column.name)
    if (before === undefined || column === undefined) return 0
    return columnLikeness(
      was.column,
      column,
      isOnePlace(before, was.column.name, after!, column.name),
    )
  }
  return bestPairs(dropped, added, likeness).map(([was, is, score]) => {
    const { table, column } = was.item
    const rename = {
      kind: 'column',
      table: table.name,
      from: column.name,
      to: is.item.column.name,
    } as const
    return {
      kind: 'possible-rename',
      operations: [was.index, is.index],
      message: `column "${column.name}" of ${named(table)} is dropped with its data, and "${rename.to}" ${score < 1 ? 'of another type is added in its place' : 'of the same type is added'}`,
      ...asRename(table.schema === undefined ? rename : { ...rename, schema: table.schema }),
    }
  })
}

function tableLookalikes(operations: readonly Operation[], canonical: Schema): Note[] {
  const dropped = operations.flatMap((op, index) =>
    op.kind === 'dropTable' ? [{ index, item: op.table }] : [],
  )
  const created = operations.flatMap((op, index) =>
    op.kind === 'createTable' ? [{ index, item: findTable(canonical, op.table) ?? op.table }] : [],
  )
  return bestPairs(dropped, created, tableLikeness).map(([was, is]) => {
    const { schema } = was.item
    return {
      kind: 'possible-rename',
      operations: [was.index, is.index],
      message: `table ${named(was.item)} is dropped with its rows, and ${named(is.item)} with mostly the same columns is created`,
      ...asRename({
        kind: 'table',
        ...(schema !== undefined && { schema }),
        from: was.item.name,
        to: is.item.name,
        ...(schema !== is.item.schema && { toSchema: is.item.schema ?? null }),
      }),
    }
  })
}

function asRename(stated: Rename): Pick<Note, 'hint' | 'rename'> {
  const rename = spellRename(stated)
  // Pasteable into a shell whatever the names are.
  const isPlain = /^[\p{L}\p{N}_.=-]+$/u.test(rename)
  return { hint: `--rename ${isPlain ? rename : `'${rename.replaceAll("'", "'\\''")}'`}`, rename }
}

/** An enum type is worth no data by itself, but its columns are cast by what its values are called. */
function enumLookalikes(operations: readonly Operation[]): Note[] {
  const types = (kind: 'createEnum' | 'dropEnum') =>
    operations.flatMap((op, index): At<EnumType>[] =>
      op.kind === kind ? [{ index, item: (op as Operation<'createEnum'>).enum }] : [],
    )
  const renamed = bestPairs(types('dropEnum'), types('createEnum'), (was, is) =>
    sameData(was.values, is.values) ? 1 + nameLikeness(was.name, is.name) : 0,
  )
  return renamed.map(([was, is]) => ({
    kind: 'possible-rename',
    operations: [was.index, is.index],
    message: `enum ${named(was.item)} is dropped, and ${named(is.item)} with the same values is created`,
    hint: print(call('op.renameEnum', refCode(was.item), renamedCode(was.item, is.item))),
  }))
}

/** Every pair that is alike at all, the most alike first, those alike in their order, and none of them twice. */
function bestPairs<A, B>(
  dropped: readonly At<A>[],
  added: readonly At<B>[],
  likeness: (was: A, is: B) => number,
): (readonly [At<A>, At<B>, number])[] {
  const scored = dropped
    .flatMap((was) => added.map((is) => ({ was, is, score: likeness(was.item, is.item) })))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
  const taken = new Set<unknown>()
  return scored.flatMap(({ was, is, score }) => {
    if (taken.has(was) || taken.has(is)) return []
    taken.add(was).add(is)
    return [[was, is, score] as const]
  })
}
