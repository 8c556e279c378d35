import { sameData } from '../schema/equal.ts'
import type {
  Check,
  Column,
  EnumType,
  Exclusion,
  ForeignKey,
  Index,
  IndexElement,
  PrimaryKey,
  Sequence,
  StoredObject,
  Table,
  Unique,
} from '../schema/model.ts'

/**
 * What somebody wrote, under the names that the database makes of theirs: PostgreSQL cuts off what is longer than 63
 * bytes, and every later operation finds things by what was left.
 */
export const spelled = {
  table: (written: Table, { name, schema, options }: Table): Table =>
    withFacts(written, {
      name,
      schema,
      ...(written.options?.inherits !== undefined &&
        options?.inherits !== undefined && {
          options: withFacts(written.options, { inherits: options.inherits }),
        }),
    }),

  column: (written: Column, { name, sequenceName }: Column): Column =>
    withFacts(written, { name, ...(written.sequenceName !== undefined && { sequenceName }) }),

  key: <T extends PrimaryKey | Unique>(written: T, canonical: T): T =>
    withFacts(written, {
      ...nameIn(written, canonical),
      columns: canonical.columns,
      ...(written.include !== undefined && { include: canonical.include }),
      ...('descending' in written &&
        written.descending !== undefined && {
          descending: written.descending.map(
            (name) => canonical.columns[written.columns.indexOf(name)] ?? name,
          ),
        }),
    }),

  foreignKey: (written: ForeignKey, canonical: ForeignKey): ForeignKey => {
    const { references } = canonical
    // SQLite's short form names no columns, and either side may have it where the other has not.
    const isSameForm = references.columns.length === written.references.columns.length
    const columns = isSameForm ? references.columns : written.references.columns
    return withFacts(written, {
      ...nameIn(written, canonical),
      columns: canonical.columns,
      references: { ...references, columns },
      ...(written.onDeleteColumns !== undefined && {
        onDeleteColumns: canonical.onDeleteColumns,
      }),
    })
  },

  check: (written: Check, canonical: Check): Check =>
    withFacts(written, nameIn(written, canonical)),

  elements: <T extends Index | Exclusion>(written: T, canonical: T): T =>
    withFacts(written, {
      ...nameIn(written, canonical),
      elements: written.elements.map((element, i): IndexElement => {
        const column = canonical.elements[i]?.column
        return element.column === undefined || column === undefined
          ? element
          : withFacts(element, { column })
      }),
      ...(written.include !== undefined && { include: canonical.include }),
    }),

  enum: (written: EnumType, { name }: EnumType): EnumType => withFacts(written, { name }),

  sequence: (written: Sequence, { name, ownedBy }: Sequence): Sequence =>
    withFacts(written, { name, ...(written.ownedBy !== undefined && { ownedBy }) }),

  object: (written: StoredObject, canonical: StoredObject): StoredObject => {
    const { name, table, signature, indexes } = canonical
    return withFacts(written, {
      name,
      // Where it lives and in which version, also where the models leave that open.
      ...(written.kind === 'extension' && { schema: undefined, definition: canonical.definition }),
      ...(table !== undefined && { table }),
      ...(signature !== undefined && { signature }),
      ...(written.indexes?.length === indexes?.length && {
        indexes: written.indexes?.map((index, i) => spelled.elements(index, indexes![i]!)),
      }),
    })
  },
}

/** A name that the models leave to the database is left out here too. */
const nameIn = ({ name }: { readonly name?: string }, canonical: { readonly name?: string }) =>
  name === undefined ? {} : { name: canonical.name }

/** The very same record where nothing differs. */
function withFacts<T extends object>(record: T, facts: Readonly<Record<string, unknown>>): T {
  const own = record as Readonly<Record<string, unknown>>
  const differing = Object.entries(facts).filter(([key, value]) => !sameData(own[key], value))
  if (differing.length === 0) return record
  const changed: Record<string, unknown> = { ...own, ...Object.fromEntries(differing) }
  for (const [key, value] of differing) if (value === undefined) delete changed[key]
  return changed as T
}
