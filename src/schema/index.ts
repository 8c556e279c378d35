/** The models alone, without anything that opens files or databases: `athanor/schema`. */
export { AthanorError } from '../errors.ts'
export * from './builders/index.ts'
export type { InferDatabase, InferTable } from './infer.ts'
export type * from './model.ts'
export type { NamingConvention } from './naming.ts'
export { schemaOf } from './put-together.ts'
