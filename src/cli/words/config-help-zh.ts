/** The help of the commands around contracts and layouts, in Chinese by its English. */
export const configHelpZh = {
  'what was agreed with clients: levels, rules, credits, hand-out': '与客户的约定：水平、规则、服务补偿、交付内容',
  'every contract: for whom, from when until when': '所有合同：适用对象、起止日期',
  'of one client': '某一客户',
  'as it holds on a day such as 2026-06-30 (else today)': '某日的约定，如 2026-06-30（默认为今天）',
  'only those in force on a day such as 2026-06-30': '仅列出某日生效的合同，如 2026-06-30',
  'what holds by a contract, in words': '用文字列出合同的约定',
  'its number; else the one in force for the client': '合同编号；默认为该客户生效的合同',
  'what holds for a client without a contract, written as one': '把没有合同的客户的现行规则写成合同',
  'write it to a new file (else it is shown)': '写入新文件（默认只显示）',
  'a workbook in which a contract is filled in': '用于填写合同的工作簿',
  'filled with its contract, else with the draft of one': '填入该客户的合同，无合同则填入草稿',
  'the workbook to write, a new .xlsx file': '要生成的工作簿，新的 .xlsx 文件',
  'check a filled-in workbook, show what it changes, and write the contract into config':
    '检查填好的工作簿，显示改动，并把合同写入配置',
  'the workbook': '工作簿',
  'replace a contract that is written otherwise': '替换内容不同的现有合同',
  'every layout: name, fact kind, where it is written': '所有版式：名称、事实种类、所在文件',
  'one layout as it is written': '单个版式的原文',
  'its name': '版式名称',
  'write a layout for a file, from its headers and first rows': '根据文件的表头和前几行生成版式',
} as const;
