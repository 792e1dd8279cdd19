/** What the help says of the database's commands, in Chinese by its English. */
export const databaseHelpZh = {
  'kind, version, migrations, batches, machines': '种类、版本、迁移、批次、机器',
  'bring the tables of a Citus cluster back to its coordinator': '将 Citus 集群中的表移回协调节点',
  'spread the tables over the machines of a Citus cluster, by client': '按客户将各表分布到 Citus 集群的机器上',
  'show the statements, change nothing of the tables': '只显示语句，不改动任何表',
} as const;
