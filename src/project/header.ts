import type { RevisionNode } from '../revisions/model.ts'
import { definitionIn, type Fail, type Properties, type Value } from './definition.ts'
import { readDocComment } from './doc-comment.ts'
import { RevisionHeaderError } from './errors.ts'
import { type ScriptToken, scriptTokens, UnendedTokenError } from './script-tokens.ts'

export interface Header {
  readonly node: RevisionNode
  /** What is odd, but stops nothing. */
  readonly notes: readonly string[]
}

/**
 * What a revision file says about itself, read as text: nothing in it is run, so that a look at the history is cheap and
 * works whatever the files import.
 *
 * The `defineRevision({ … })` in it is what counts; message and date come from the doc comment.
 */
export function readHeader(text: string, path: string): Header {
  const fail = (problem: string, hint: string, at?: number): never => {
    throw new RevisionHeaderError(path, problem, hint, at === undefined ? at : lineOf(text, at))
  }
  const properties = definitionIn(tokensOf(text, fail), fail)
  const ids = (key: string) => idsOf(properties, key, fail)
  const comment = readDocComment(text)
  const id = idOf(properties, fail)
  const revises = ids('revises')
  if (revises === undefined)
    return fail(
      'does not say what the revision follows',
      "Write revises: '<id>', or revises: null for the first one.",
    )
  const message = textOf(properties, 'message', fail) ?? comment.message ?? ''
  const node: RevisionNode = {
    id,
    revises,
    labels: ids('labels') ?? [],
    dependsOn: ids('dependsOn') ?? [],
    message,
    ...(comment.created !== undefined && { created: comment.created }),
    path,
  }
  return { node, notes: disagreements(node, comment.id, comment.revises) }
}

function tokensOf(text: string, fail: Fail): readonly ScriptToken[] {
  try {
    return scriptTokens(text)
  } catch (error) {
    if (!(error instanceof UnendedTokenError)) throw error
    return fail(`does not parse: it has ${error.message}`, 'Close it.', error.at)
  }
}

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length

function idOf(properties: Properties, fail: Fail): string {
  const id = textOf(properties, 'id', fail)
  if (id === undefined || id === '')
    return fail('has no id', "Write id: '<twelve hexadecimal digits>'.")
  return id
}

/** A string literal, or nothing where the key is absent, `null` or `undefined`. */
function textOf(properties: Properties, key: string, fail: Fail): string | undefined {
  const value = properties.get(key)
  if (value === undefined || value.kind === 'none') return undefined
  if (value.kind === 'text') return value.text
  return notLiteral(key, 'a plain string', value, fail)
}

/** A string literal or a list of them. */
function idsOf(properties: Properties, key: string, fail: Fail): readonly string[] | undefined {
  const value = properties.get(key)
  if (value === undefined) return undefined
  if (value.kind === 'none') return []
  if (value.kind === 'text') return [value.text]
  if (value.kind === 'list') return value.texts
  return notLiteral(key, 'a plain string, a list of them, or null', value, fail)
}

const notLiteral = (key: string, wanted: string, value: Value, fail: Fail): never =>
  fail(
    `has ${/^[aeiou]/.test(key) ? 'an' : 'a'} "${key}" that cannot be read without running the file`,
    `Write it out: ${key} must be ${wanted}.`,
    value.at,
  )

function disagreements(
  node: RevisionNode,
  id: string | undefined,
  revises: string | undefined,
): string[] {
  const says = node.revises.join(', ')
  return [
    id !== undefined && id !== node.id
      ? `${node.path}: its comment says "Revision ID: ${id}", but the revision is ${node.id}`
      : '',
    revises !== undefined && revises !== says
      ? `${node.path}: its comment says "Revises: ${revises}", but it follows ${says === '' ? 'nothing' : says}`
      : '',
  ].filter((note) => note !== '')
}
