import { call, optional } from '../source/code.ts'
import { literal } from '../source/literal.ts'
import { AlreadyThereError, NotThereError } from './errors.ts'
import { flagEntries, ifExists, ifNotExists } from './flags.ts'
import type { OperationSpecs } from './specs.ts'
import { quoted } from './words.ts'

export const schemaSpecs: OperationSpecs<'createSchema' | 'dropSchema'> = {
  createSchema: {
    describe: (op) => `create schema ${quoted(op.name)}`,
    invert: (op) => ({ kind: 'dropSchema', name: op.name, ...ifExists(op) }),
    source: ({ name, ifNotExists }) =>
      call('op.createSchema', literal(name), optional(flagEntries({ ifNotExists }))),
    apply: (schema, op) => {
      const isThere = schema.schemas.includes(op.name)
      if (isThere && op.ifNotExists !== true) throw new AlreadyThereError('schema', op.name)
      return isThere ? schema : { ...schema, schemas: [...schema.schemas, op.name] }
    },
    complete: (op, before) =>
      op.ifNotExists === true && before.schemas.includes(op.name) ? { ...op, idle: true } : op,
  },

  dropSchema: {
    describe: (op) => `drop schema ${quoted(op.name)}`,
    invert: (op) => ({ kind: 'createSchema', name: op.name, ...ifNotExists(op) }),
    source: ({ name, ifExists }) =>
      call('op.dropSchema', literal(name), optional(flagEntries({ ifExists }))),
    apply: (schema, op) => {
      if (!schema.schemas.includes(op.name) && op.ifExists !== true)
        throw new NotThereError('schema', op.name, schema.schemas)
      return { ...schema, schemas: schema.schemas.filter((name) => name !== op.name) }
    },
    complete: (op, before) =>
      op.ifExists === true && !before.schemas.includes(op.name) ? { ...op, idle: true } : op,
  },
}
