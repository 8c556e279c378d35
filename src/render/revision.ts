import type { Operation } from '../operations/model.ts'
import { type Import, importsOfStatement, type Statement } from '../source/code.ts'
import { docComment } from '../source/comments.ts'
import { importStatements } from '../source/imports.ts'
import { literal } from '../source/literal.ts'
import { print, printStatements } from '../source/print.ts'
import { contextOf, type RenderItem } from './render-item.ts'
import { type RevisionNote, statementsOf } from './statements.ts'

export interface RevisionFile {
  readonly id: string
  /** Empty: the first one. Several: a merge. */
  readonly revises: readonly string[]
  readonly labels?: readonly string[]
  readonly dependsOn?: readonly string[]
  readonly message: string
  /** As it is to stand in the file. */
  readonly created?: string
  /** `false`: it does not run in a transaction. */
  readonly transaction?: boolean
  readonly upgrade: readonly Operation[]
  readonly downgrade: readonly Operation[]
  /** Remarks, beside the operations of `upgrade` that they name; those that name none come first. */
  readonly notes?: readonly RevisionNote[]
  /** The same, beside the operations of `downgrade`. */
  readonly notesOnReturn?: readonly RevisionNote[]
  readonly renderItem?: RenderItem
  /** Names to import besides those that are used. */
  readonly imports?: readonly Import[]
}

/**
 * The text of a revision file. It is JavaScript as much as TypeScript: nothing in it needs a type. Whatever the names
 * and texts in it are, they stay names and texts.
 */
export function renderRevision(file: RevisionFile): string {
  const context = contextOf(file.renderItem)
  const upgrade = statementsOf(file.upgrade, file.notes ?? [], context, file.renderItem)
  const downgrade = statementsOf(file.downgrade, file.notesOnReturn ?? [], context, file.renderItem)
  const imports = importStatements([
    { name: 'defineRevision', from: 'athanor' },
    ...(file.imports ?? []),
    ...[...upgrade, ...downgrade].flatMap(importsOfStatement),
  ])
  return [
    header(file),
    ...imports,
    '',
    'export default defineRevision({',
    ...facts(file).map((line) => `  ${line},`),
    ...(isBlank(file) ? [WHERE_TO_WRITE] : []),
    `  ${method('upgrade', upgrade)},`,
    `  ${method('downgrade', downgrade)},`,
    '})',
    '',
  ].join('\n')
}

const header = ({ id, revises, message, created }: RevisionFile): string =>
  docComment([
    ...(message.trim() === '' ? [] : [message, '']),
    `Revision ID: ${id}`,
    `Revises: ${revises.length === 0 ? 'base' : revises.join(', ')}`,
    ...(created === undefined ? [] : [`Create Date: ${created}`]),
  ])

function facts(file: RevisionFile): string[] {
  const said: readonly (readonly [string, unknown])[] = [
    ['id', file.id],
    ['revises', oneOrMore(file.revises)],
    ['labels', listed(file.labels)],
    ['dependsOn', listed(file.dependsOn)],
    ['message', isReadable(file.message) ? undefined : file.message],
    ['transaction', file.transaction],
  ]
  return said
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${print(literal(value), 2, key.length + 4)}`)
}

const oneOrMore = (ids: readonly string[]): string | null | readonly string[] =>
  ids.length > 1 ? ids : (ids[0] ?? null)

const listed = (names: readonly string[] | undefined): readonly string[] | undefined =>
  names === undefined || names.length === 0 ? undefined : names

/** Whether the message can be read from the comment as it is; otherwise it is stated as text. */
const isReadable = (message: string): boolean =>
  message === message.trim() &&
  message
    .split('\n')
    .every((line) => line === line.trimEnd() && !FIELD.test(line) && !UNREADABLE.test(line))

/** What the lines below the message look like. */
const FIELD = /^\s*(?:Revision ID|Revises|Create Date|Created|Branch Labels|Depends On)\s*:/i

/** What would end a line or is written as an escape. */
const UNREADABLE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/** Nothing but what somebody has yet to write; a merge may stay as it is. */
const isBlank = ({ revises, upgrade, downgrade, notes = [] }: RevisionFile): boolean =>
  [upgrade, downgrade, notes].every((list) => list.length === 0) && revises.length < 2

const WHERE_TO_WRITE =
  "  // upgrade(op) { op.execute('UPDATE …') }, and downgrade(op) { … } to undo it"

/** Without a parameter where it is not used, which strict compilers refuse. */
function method(name: string, statements: readonly Statement[]): string {
  if (statements.length === 0) return `${name}() {}`
  const parameter = statements.some(({ code }) => code !== undefined) ? 'op' : ''
  return `${name}(${parameter}) {\n${printStatements(statements, 4)}\n  }`
}
