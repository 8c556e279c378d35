import { sqlFor } from '../../schema/builders/sql.ts'
import type { SqlExpression } from '../../schema/model.ts'

/** The wording for PostgreSQL. */
export const expressionSql = (expression: SqlExpression): string => sqlFor(expression, 'postgresql')
