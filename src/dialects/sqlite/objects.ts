import type { Operation } from '../../operations/model.ts'
import { compact } from '../../schema/equal.ts'
import { sameName } from '../../schema/lookup.ts'
import { emptySchema, type Schema, type StoredObject } from '../../schema/model.ts'
import { phrase } from '../statements.ts'
import { canonical } from './canonical.ts'
import { objectDefinition } from './definition.ts'
import { qualified } from './names.ts'

type Kind = 'view' | 'trigger'

const WORDS: Readonly<Record<Kind, string>> = { view: 'VIEW', trigger: 'TRIGGER' }

/** Whether SQLite has such objects at all. */
export const isStored = ({ kind }: StoredObject): boolean => kind in WORDS

/** `undefined` where SQLite has no such object. */
export function createObject(
  object: StoredObject,
  flags: Pick<Operation<'createObject'>, 'ifNotExists'> = {},
): string | undefined {
  const [known] = canonical({
    ...emptySchema,
    objects: [compact({ ...object, dialects: undefined })],
  }).objects
  return known && objectDefinition(known, flags)
}

export const dropObject = (
  object: StoredObject,
  { ifExists }: Pick<Operation<'dropObject'>, 'ifExists'> = {},
): string => phrase('DROP', WORDS[object.kind as Kind], ifExists && 'IF EXISTS', qualified(object))

/** SQLite has no OR REPLACE; the triggers on a view go with it, and come back. */
export function replaceObject(
  { from, to }: Operation<'replaceObject'>,
  { objects }: Schema,
): readonly string[] {
  const triggers = objects.filter(
    ({ kind, table }) => kind === 'trigger' && from.kind === 'view' && table && sameName(table, to),
  )
  const all = [createObject(to), ...triggers.map((trigger) => createObject(trigger))]
  return [dropObject(from), ...all.filter((sql) => sql !== undefined)]
}
