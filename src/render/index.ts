export { type ModelsOptions, renderModels } from './models.ts'
export type { OwnSource, RenderedItem, RenderItem } from './render-item.ts'
export { type RevisionFile, renderRevision } from './revision.ts'
export type { RevisionNote } from './statements.ts'
