import type { Topic } from './command.ts'

/** How revisions are named, for the help of the commands that take one. */
export const identifiers: Topic = {
  title: 'A revision is named by:',
  rows: [
    ['ae10', 'its id, or the start of it'],
    ['head, heads', 'the newest; those of all branches'],
    ['base', 'before the first'],
    ['current', 'where the database is'],
    ['+2, -1', 'steps up or down from where the database is'],
    ['ae10+2, head-1', 'steps from a revision'],
    ['shop, shop@head', 'the revision with this label; the head of its branch'],
  ],
}

export const sources: Topic = {
  title: 'A schema source is:',
  rows: [
    ['models', "the configuration's models"],
    ['database', "the configuration's database"],
    ['sqlite:app.db', 'a database by its URL, also postgresql://… and pglite:./data'],
    ['schema.sql', 'DDL, run on a scratch database'],
    ['models.ts', 'a module that exports models'],
    ['revision:ae10, head', 'the history up to there, replayed without a database'],
    ['revision:current', 'the history up to where the database is'],
    ['empty', 'nothing'],
  ],
}
