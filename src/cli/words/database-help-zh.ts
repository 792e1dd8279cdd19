/** What the help says of the database's commands, in Chinese by its English. */
export const databaseHelpZh = {
  'kind, version, migrations, batches, machines, partitions': '种类、版本、迁移、批次、机器、分区',
  'bring the tables of a Citus cluster back to its coordinator': '将 Citus 集群中的表移回协调节点',
  'keep the facts of each month of imports in a partition of its own, on a server': '按导入月份对事实表分区（仅限服务器）',
  'make one table of each kind of fact again': '把各类事实的分区合并回一个表',
  'spread the tables over the machines of a Citus cluster, by client': '按客户将各表分布到 Citus 集群的机器上',
  'show the statements, change nothing of the tables': '只显示语句，不改动任何表',
} as const;
