/** Texts of the help about imports that are withdrawn and rows that are rejected, in Chinese by their English. */
export const rejectsHelpZh = {
  'take an imported batch back, in the open, as a batch of its own': '公开撤回已导入的批次，撤回本身记为一个批次',
  'why; it stays visible': '原因；会一直可见',
  'its number': '批次号',
  'rejected rows: list them, mend them, settle what nobody will mend': '未通过行：列出、更正，不再更正的结案',
  'import the corrected file of rejected rows as a batch that mends the first':
    '导入更正后的未通过行文件，作为更正原批次的新批次',
  'the corrected file of rejected rows': '更正后的未通过行文件',
  'also replace facts that a later batch brought': '也替换由更晚的批次导入的事实',
  'batches with rejected rows, or the rejected rows of one': '有未通过行的批次，或某一批次的未通过行',
  'also what is mended or settled': '也显示已更正或已结案的',
  'say of rejected rows that nobody will mend them, and why': '将不再更正的未通过行结案，并说明原因',
  'which rows, by their numbers in the source, separated by commas': '行，按其在源文件中的行号，以逗号分隔',
  'all rows left to mend that were rejected for it': '因该错误未通过的全部待更正行',
  'all rows that are left to mend': '全部待更正的行',
  'with --fault: only where it is in this column': '与 --fault 合用：仅限该列的错误',
  'make settled rows rows to mend again': '撤销结案，重新列为待更正',
} as const;

/** Remarks on its examples. */
export const rejectsRemarksZh = {
  'batches with rejected rows': '有未通过行的批次',
  'the rejected rows of a batch, each with its faults': '某一批次的未通过行，各附错误',
  'what the corrected file would change': '更正后的文件会改变什么',
  'nobody will mend these; it stays visible': '这些行不再更正；记录一直可见',
  'to mend after all': '改为仍需更正',
} as const;
