import type { environmentFaults, Holder } from '../../environment.js';
import type { Words } from '../wording.js';
import { either } from './lists.js';
import { phraseZh } from './phrases.js';

const holderText = ({ pid, host, since, command }: Holder): string => `${host} 上自 ${since} 起运行的进程 ${pid}（${command}）`;

/** What the program runs on, in Chinese. */
export const environmentZh: Words<typeof environmentFaults> = {
  database_url_invalid: ({ reason }) => ({
    what: `无法解读数据库的 URL：${phraseZh(reason)}。`,
    remedy: 'DATABASE_URL 或 plumbline.yaml 中的 `database` 请写成 postgres://user:password@host:5432/database。',
  }),
  database_unreachable: ({ server, reason }) => ({
    what: `${server} 上没有 PostgreSQL 服务器应答：${phraseZh(reason)}。`,
    remedy: '请启动服务器，或更正 DATABASE_URL 或 plumbline.yaml 中 `database` 的主机和端口。',
  }),
  database_login_refused: ({ server, user, reason }) => ({
    what: `${server} 上的服务器拒绝用户 "${user}" 登录：${phraseZh(reason)}。`,
    remedy: '请更正 DATABASE_URL 或 plumbline.yaml 中 `database` 的用户和密码，或在 pg_hba.conf 中允许该用户。',
  }),
  database_missing: ({ server, database }) => ({
    what: `${server} 上的服务器没有数据库 "${database}"。`,
    remedy: `请建立该数据库（\`createdb ${database}\`），或在 DATABASE_URL 或 plumbline.yaml 的 \`database\` 中指定另一个。`,
  }),
  database_too_old: ({ server, found, wanted }) => ({
    what: `${server} 上的服务器是 PostgreSQL ${found}，需要 ${wanted} 或更新的版本。`,
    remedy: `请升级服务器，或在 DATABASE_URL 或 plumbline.yaml 的 \`database\` 中指定版本为 ${wanted} 或更新的服务器。`,
  }),
  database_refused: ({ server, reason }) => ({
    what: `无法使用 ${server} 上的数据库：${phraseZh(reason)}。`,
    remedy: '请解决服务器消息中指出的问题，然后重新执行命令。',
  }),
  database_lost: ({ database, reason }) => ({
    what: `与 ${database} 的连接已中断，尚未提交的内容已撤销：${phraseZh(reason)}。`,
    remedy: '请确认数据库正在运行，然后重新执行命令。',
  }),
  database_directory_unusable: ({ directory, reason }) => ({
    what: `无法使用内嵌数据库的文件夹 ${directory}：${phraseZh(reason)}。`,
    remedy: '请让执行命令的用户有权在那里写入，或把工作区移到有权写入的地方。',
  }),
  database_not_opened: ({ directory, reason }) => ({
    what: `${directory} 中的内嵌数据库无法打开：${phraseZh(reason)}。`,
    remedy: '请从备份恢复该文件夹；或把它移走，再把源文件重新导入到新的数据库。',
  }),
  database_version_differs: ({ directory, found, wanted, madeBy }) => ({
    what: `${directory} 中的内嵌数据库由 PostgreSQL ${found}${madeBy === undefined ? '' : `（${madeBy}）`}写成，而本程序自带 ${wanted}。`,
    remedy: '请用当初写成它的 Plumbline 版本打开；或把该文件夹移走，再把源文件重新导入到新的数据库。',
  }),
  database_locked: holder => ({
    what: `${holder.directory} 中的内嵌数据库正被 ${holderText(holder)}使用，且该进程没有应答。`,
    remedy: `请等它结束或终止它，然后重新执行命令。如果确定该进程已不存在，请删除 ${holder.file}。`,
  }),
  backup_of_server: () => ({
    what: '数据库在服务器上，其文件不能由本程序复制。',
    remedy: '请用 pg_dump --format=custom 备份，用 pg_restore 恢复。',
  }),
  backup_in_use: holder => ({
    what: `${holder.directory} 中的内嵌数据库正被 ${holderText(holder)}使用。`,
    remedy: '请先停止该进程；在它写入时复制的备份无法打开。',
  }),
  backup_folder_taken: ({ directory }) => ({
    what: `${directory} 不是空的。`,
    remedy: '请指定尚不存在的文件夹；该文件夹中的内容未作改动。',
  }),
  backup_missing: ({ directory }) => ({
    what: `${directory} 中没有备份。`,
    remedy: '请指定由 Plumbline 备份生成的文件夹。',
  }),
  database_busy: ({ waitedSeconds, holder }) => ({
    what: `内嵌数据库一次只处理一个事务，已被${holder === undefined ? '本进程的另一个事务' : ` ${holderText(holder)}`}占用超过 ${waitedSeconds} 秒。`,
    remedy: '请在其完成后重新执行命令，或改用可同时处理多个事务的 PostgreSQL 服务器（DATABASE_URL）。',
  }),
  database_slow: ({ waitedSeconds }) => ({
    what: `数据库服务器在 ${waitedSeconds} 秒内没有给出连接。`,
    remedy: '请在其较空闲时重试；pg_stat_activity 显示它在忙什么。',
  }),
  database_disk_full: ({ database, reason }) => ({
    what: `${database} 的磁盘已满，尚未提交的内容已撤销：${phraseZh(reason)}。`,
    remedy: '请在该磁盘上腾出空间，然后重新执行命令。',
  }),
  disk_full: ({ file, reason }) => ({
    what: `空间不足，无法写入${file === undefined ? '文件' : ` ${file}`}：${phraseZh(reason)}。没有留下写了一半的内容。`,
    remedy: '请在该磁盘上腾出空间（或提高配额），然后重试。',
  }),
  files_too_many: ({ reason }) => ({
    what: `程序同时打开的文件和连接超出上限：${phraseZh(reason)}。`,
    remedy: '请把上限（`ulimit -n`，或服务单元的 `LimitNOFILE`）提高到 1024 或更多，然后重试。',
  }),
  file_refused: ({ file, reason }) => ({
    what: `系统不允许程序使用${file === undefined ? '某个文件' : ` ${file}`}：${phraseZh(reason)}。`,
    remedy: '请确认运行程序的用户有相应权限，且磁盘完好、可写，然后重试。',
  }),
  database_newer: ({ names }) => ({
    what: `数据库中有本程序不认识的迁移：${either(names)}。`,
    remedy: '请使用执行这些迁移的 Plumbline 版本或更新的版本。',
  }),
  migration_changed: ({ version, name }) => ({
    what: `迁移 ${version} "${name}" 应用到数据库时的内容与本程序中的不同。`,
    remedy: '请使用当时的 Plumbline 版本；或从新的数据库开始，重新导入源文件。',
  }),
  migration_failed: ({ version, name, reason }) => ({
    what: `迁移 ${version} "${name}" 失败，已撤销：${phraseZh(reason)}。`,
    remedy: '请解决服务器消息中指出的问题（常见的是没有建表权限），然后重新迁移。',
  }),
  database_not_open: ({ directory }) => ({
    what: `没有进程打开内嵌数据库 ${directory}，因此它没有地址。`,
    remedy: '请用一个进程打开它并保持打开；服务运行时也会保持打开。',
  }),
  distribute_needs_server: () => ({
    what: '内嵌数据库是一台机器上的一个进程，无从分布到多台机器。',
    remedy: '请把数据库指定为 Citus 集群的协调节点：DATABASE_URL=postgres://user@host/name。',
  }),
  citus_missing: ({ server }) => ({
    what: `数据库服务器 ${server} 没有 Citus，它用于把表分布到多台机器。`,
    remedy: '请在所有机器上安装它，并在该数据库中执行 `create extension citus`；`--dry-run` 显示将要分布的内容。',
  }),
};
