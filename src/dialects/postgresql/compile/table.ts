import { alterColumn } from './alter-column.ts'
import { alterEnum } from './alter-enum.ts'
import { bulkInsert } from './bulk-insert.ts'
import { custom, execute, run } from './code.ts'
import { addColumn, dropColumn, renameColumn } from './columns.ts'
import {
  addConstraint,
  dropConstraint,
  renameConstraint,
  setConstraintComment,
  validateConstraint,
} from './constraints.ts'
import type { CompileTable } from './context.ts'
import { addEnumValue, createEnum, dropEnum, renameEnum, renameEnumValue } from './enums.ts'
import { createIndex, dropIndex, renameIndex, setIndexComment } from './indexes.ts'
import { createObject, dropObject } from './objects.ts'
import { replaceObject } from './replace-object.ts'
import { createSchema, dropSchema } from './schemas.ts'
import { alterSequence, createSequence, dropSequence, renameSequence } from './sequences.ts'
import { alterTable, createTable, dropTable, renameTable, setTableComment } from './tables.ts'

/** Everything PostgreSQL can be told, kind by kind. */
export const table: CompileTable = {
  createTable,
  dropTable,
  renameTable,
  alterTable,
  setTableComment,

  addColumn,
  dropColumn,
  alterColumn,
  renameColumn,

  addConstraint,
  dropConstraint,
  renameConstraint,
  validateConstraint,
  setConstraintComment,

  createIndex,
  dropIndex,
  renameIndex,
  setIndexComment,

  createSchema,
  dropSchema,

  createEnum,
  dropEnum,
  renameEnum,
  addEnumValue,
  renameEnumValue,
  alterEnum,

  createSequence,
  dropSequence,
  alterSequence,
  renameSequence,

  createObject,
  dropObject,
  replaceObject,

  bulkInsert,
  execute,
  run,
  custom,
}
