/** Rows for conda-store's first schema: enough of them that a statement takes a while to go over them. */
const numbers = (last: number) =>
  `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${last})`

const status = `CASE i % 4 WHEN 0 THEN 'QUEUED' WHEN 1 THEN 'BUILDING' WHEN 2 THEN 'COMPLETED' ELSE 'FAILED' END`
const artifact = `CASE i % 3 WHEN 0 THEN 'DIRECTORY' WHEN 1 THEN 'LOCKFILE' ELSE 'LOGS' END`

/** PostgreSQL wants to be told that a text is a value of an enum. */
const as = (type: string, text: string, dialect: string) =>
  dialect === 'postgresql' ? `(${text})::${type}` : text

export const condaStoreRows = (dialect: 'postgresql' | 'sqlite'): readonly string[] => [
  `INSERT INTO conda_channel (id, name) VALUES (1, 'main'), (2, 'conda-forge')`,
  `INSERT INTO conda_store_configuration (id, disk_usage) VALUES (1, 12345678901)`,
  `INSERT INTO namespace (id, name) ${numbers(20)} SELECT i, 'namespace ' || i FROM n`,
  `INSERT INTO specification (id, name, spec, sha256) ${numbers(100)} SELECT i, 'py', '{"name": "py"}', 'sha ' || i FROM n`,
  `INSERT INTO solve (id, specification_id) ${numbers(100)} SELECT i, i FROM n`,
  `INSERT INTO build (id, specification_id, environment_id, status, size)
   ${numbers(400)} SELECT i, 1 + i % 100, 1 + i % 50, ${as('buildstatus', status, dialect)}, i * 5000000000 FROM n`,
  `INSERT INTO environment (id, namespace_id, name, current_build_id)
   ${numbers(50)} SELECT i, 1 + i % 20, 'environment ' || i, i FROM n`,
  `INSERT INTO build_artifact (id, build_id, artifact_type, "key")
   ${numbers(4000)} SELECT i, 1 + i % 400, ${as('buildartifacttype', artifact, dialect)}, 'artifact ' || i FROM n`,
  `INSERT INTO conda_package (id, channel_id, build, build_number, depends, license, md5, name, sha256, size, subdir, version)
   ${numbers(6000)} SELECT i, 1 + i % 2, 'py310_' || i, i % 3, '["python"]', 'BSD', 'md5 ' || i, 'package ' || i / 10, 'sha ' || i, i, 'noarch', '1.' || i % 5 FROM n`,
  `INSERT INTO solve_conda_package (solve_id, conda_package_id) ${numbers(4000)} SELECT 1 + i % 100, i FROM n`,
  `INSERT INTO build_conda_package (build_id, conda_package_id) ${numbers(6000)} SELECT 1 + i % 400, i FROM n`,
]
