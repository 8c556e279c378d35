/** The public face of Athanor. */
export { AthanorError } from './errors.ts'
export type { Op } from './operations/recorder.ts'
export { type Config, type ConfigContext, defineConfig } from './project/config.ts'
export { defineRevision, type RevisionDefinition } from './runtime/define.ts'
export * from './schema/builders/index.ts'
export type { InferDatabase, InferTable } from './schema/infer.ts'
export type * from './schema/model.ts'
export { schemaOf } from './schema/put-together.ts'
