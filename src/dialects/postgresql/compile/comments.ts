import { literal } from '../names.ts'

/** `COMMENT ON …`; a comment that is not there is NULL. */
export const commentOn = (what: string, comment: string | null | undefined): string =>
  `COMMENT ON ${what} IS ${literal(comment === undefined || comment === '' ? null : comment)}`

/** The statement, for a thing that has a comment. */
export const commentsOn = (what: string, comment: string | undefined): string[] =>
  comment === undefined || comment === '' ? [] : [commentOn(what, comment)]
