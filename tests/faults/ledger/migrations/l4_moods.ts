/**
 * New moods, used in the revision that makes them
 *
 * Revision ID: l4
 * Revises: l3
 */
import { defineRevision, enumeration } from 'athanor'

const [few, many] = [
  ['sad', 'ok'],
  ['sad', 'ok', 'happy', 'merry'],
]

export default defineRevision({
  id: 'l4',
  revises: 'l3',
  upgrade(op) {
    op.addEnumValue('mood', 'happy')
    op.execute("UPDATE account SET mood = 'happy' WHERE id % 2 = 0")
    op.addEnumValue('mood', 'merry')
    op.addColumn('tag', 'mood', enumeration('mood', many).notNull().default('merry'))
    op.execute("UPDATE tag SET mood = 'sad' WHERE id % 20 = 0")
  },
  downgrade(op) {
    op.dropColumn('tag', 'mood')
    op.alterEnum('mood', {
      from: many,
      to: few,
      mapping: { happy: 'ok', merry: 'ok' },
    })
  },
})
