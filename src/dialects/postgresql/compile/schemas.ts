import type { Operation } from '../../../operations/model.ts'
import { quote } from '../names.ts'
import { type Piece, sql } from './pieces.ts'

export const createSchema = ({ name, ifNotExists }: Operation<'createSchema'>): Piece[] => [
  sql(`CREATE SCHEMA ${ifNotExists ? 'IF NOT EXISTS ' : ''}${quote(name)}`),
]

export const dropSchema = ({ name, ifExists }: Operation<'dropSchema'>): Piece[] => [
  sql(`DROP SCHEMA ${ifExists ? 'IF EXISTS ' : ''}${quote(name)}`),
]
