export { compare } from './compare.ts'
export { type Count, type Destruction, destruction } from './destruction.ts'
export { UnknownRenameError } from './errors.ts'
export type {
  Between,
  CompareInput,
  Comparison,
  IncludeName,
  IncludeObject,
  ItemKind,
  LeftAlone,
  Note,
  NoteKind,
  Parent,
  Rename,
  Side,
} from './model.ts'
export { notesOnReturn } from './notes-on-return.ts'
export { type Pattern, patternOf } from './patterns.ts'
export { applyRenames, type Renamed } from './renames.ts'
