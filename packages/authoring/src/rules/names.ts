/** Words that keep their capitals within a sentence. Add missing names here. */
export const names: ReadonlySet<string> = new Set([
  ...['AK', 'API', 'APIs', 'CIDR', 'CPU', 'CSV', 'CU', 'CUs', 'DDL', 'DCL', 'HTTP', 'ID', 'IDs', 'IP', 'IPv6', 'JAR', 'JARs', 'JSON'],
  ...['SDK', 'SK', 'SQL', 'SSL', 'UDF', 'UDFs', 'URL', 'URN', 'UTC', 'VPC', 'YAML'],
  ...['CES', 'CSS', 'DLI', 'DIS', 'DMS', 'DWS', 'IAM', 'IEF', 'LTS', 'OBS', 'RDS', 'SMN'],
  ...['Avro', 'CloudTable', 'Flink', 'HBase', 'Hive', 'Huawei', 'JobManager', 'Kafka', 'Kerberos', 'LakeFormation', 'MySQL'],
  ...['OpenTSDB', 'ORC', 'Parquet', 'PostgreSQL', 'Python', 'Redis', 'Scala', 'Spark', 'TaskManager', 'TaskManagers'],
]);
