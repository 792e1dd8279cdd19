import type { configChangeFaults } from '../../config-changes.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { someOf } from './lists.js';

/** 通过服务修改配置时的错误。 */
export const configChangesZh: Words<typeof configChangeFaults> = {
  config_path_wrong: p => ({
    what: `${quoted(p.file)} 不是配置文件的路径。`,
    remedy: '请填写 plumbline.yaml，或 config/ 下以 .yaml 结尾的文件，例如 config/contracts/acme.yaml。',
  }),
  config_file_unknown: p => ({
    what: `工作区中没有文件 ${quoted(p.file)}。`,
    remedy: '请先列出配置文件，再从中选用文件名。',
  }),
  config_file_twice: p => ({
    what: `同一次修改中两次出现文件 ${quoted(p.file)}。`,
    remedy: '每个文件只写一次，并给出最终内容。',
  }),
  config_approval_needed: () => ({
    what: '本工作区的每次规则修改须由另一人批准，因此未写入任何内容。',
    remedy: '请先试算而不写入，再将所示文本在“规则”页面上提交审批。',
  }),
  config_change_unknown: p => ({
    what: `没有编号为 ${p.change} 的配置修改。`,
    remedy: p.known.length === 0 ? '尚未通过服务修改过配置。' : `最近的修改编号为 ${someOf(p.known.map(String))}。`,
  }),
  config_changed_meanwhile: p => ({
    what: p.isGone
      ? `在您编辑期间，${p.file} 已被删除。未写入任何内容。`
      : `在您编辑期间，${p.file} 已被他人修改。未写入任何内容。它与您的文本不同之处：${p.lines.join(' | ')}${p.more === 0 ? '' : ` | 另有 ${p.more} 行`}`,
    remedy: '请重新读取该文件，在其当前内容上修改。',
  }),
  config_object_unknown: p => ({
    what: `配置文件的 ${p.list} 中没有 ${quoted(p.id)}。`,
    remedy: '请从“规则”页面的列表中选择；刚改名或删除的条目已不在其中。',
  }),
  holiday_place_unknown: p => ({
    what: `没有 ${quoted(p.region === '' ? p.country : `${p.country}, ${p.region}`)} 的公共假日数据。`,
    remedy: '请从表单的列表中选择国家或地区；列表中没有的，请将日期粘贴到“节假日”一栏。中国请使用日历 `china`。',
  }),
  config_object_by_hand: p => ({
    what: `无法用表单修改 ${p.file}：该文件有错误、含多个文档，或有多个条目共用的值。`,
    remedy: '请在“规则”页面或磁盘上直接修改其文本。',
  }),
  config_object_too_large: p => ({
    what: `${p.file} 将超出表单一次可提交的大小：合同约为 300 项指标（各字段全部填写时）。`,
    remedy: '请删去不需要的内容，或请人用命令行从合同工作簿读入，或在磁盘上修改该文件：两者均无此上限。',
  }),
  config_password: p => ({
    what: `${p.file} 第 ${p.line} 行的数据库地址中含有密码：其内容既不显示，也不记入台账。`,
    remedy: '请改在环境变量（DATABASE_URL 等）中给出该地址，并在磁盘上的文件中将其删除。',
  }),
  config_clients_unlisted: () => ({
    what: '此变更之后不再有任何已登记的客户，任何客户代码的行都会被导入：只有登记了客户，on_unknown_client 才不会导入未知代码的行。',
    remedy: '如要继续不导入未知代码的行，请先登记仍在服务的客户，再移除此客户。',
  }),
  config_sites_unlisted: () => ({
    what: '此变更之后不再有任何已登记的站点：规则中可以写任何站点，写错的也不会被发现；站点上的时间按其客户的时区读取。',
    remedy: '如要继续拒绝不存在的站点，请先登记仍在使用的站点，再移除此站点。',
  }),
  config_why_missing: () => ({
    what: '修改配置须说明原因。',
    remedy: '请写一句一年后仍能看懂的话，例如“5 月 12 日与客户商定的新指标水平”。',
  }),
  config_admins_alone: p => ({
    what: `${p.file} 中的 ${someOf(p.keys.map(key => quoted(key)))} 只能由管理员修改。`,
    remedy: '请联系管理员，或保持这些内容不变。质量经理可以修改客户、站点、规则和版式。',
  }),
  config_settings_needed: () => ({
    what: '工作区必须有 plumbline.yaml。',
    remedy: '请修改其内容，不要删除该文件。',
  }),
  config_change_decided: p => ({
    what: `修改 ${p.change} 已由 ${p.by} 于 ${p.at} ${p.state === 'made' ? '批准' : '驳回'}。`,
    remedy: '如需调整，请另行提出修改。',
  }),
  config_four_eyes: p => ({
    what: `修改 ${p.change} 由 ${p.actor} 提出，须由他人审批。`,
    remedy: '请由另一位质量经理或管理员审核。',
  }),
};
