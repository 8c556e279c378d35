/** SQL for the comment on an object of a catalog: `obj_description` says the same, and is a function call for each row. */
export const commentOn = (catalog: string, oid: string, column = '0'): string => `
  (SELECT description FROM pg_catalog.pg_description
    WHERE objoid = ${oid} AND classoid = 'pg_catalog.${catalog}'::regclass AND objsubid = ${column})`

/** SQL for whether there is one. */
export const described = (catalog: string, oid: string, column = '0'): string =>
  `EXISTS (SELECT FROM pg_catalog.pg_description AS d WHERE d.objoid = ${oid} AND d.classoid = 'pg_catalog.${catalog}'::regclass AND d.objsubid = ${column})`
