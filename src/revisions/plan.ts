/** From a database's rows to where it shall be: the three ways, which all give steps to carry out in order. */

export { planDowngrade } from './downgrade.ts'
export { planStamp, type StampOptions } from './stamp.ts'
export { planUpgrade } from './upgrade.ts'
