// The pages of the help, in the order in which they are listed: files of docs/ and the glossary.

/** A page: its name in addresses, its file, the readers it is for, and what it is about. A Chinese text stands in docs/zh/. */
const page = (id, readers, en, zh, file = `docs/${id}.md`) => ({ id, readers, about: { en, zh }, file });

export const helpPages = [
  page('client', 'clients', 'Your scorecard, your pages, signing off, disputing.', '看懂记分卡和页面，签认，提出异议。'),
  page(
    'quality-manager',
    'managers',
    'From the first file to the hand-out, in the browser.',
    '从第一个文件到交付记分卡，全部在浏览器中完成。',
  ),
  page(
    'rules',
    'managers',
    'Contracts, standards, metrics, scales and credits in YAML; every case.',
    '用 YAML 书写合同、标准、指标、评分和服务补偿，逐项说明。',
  ),
  page('glossary', 'lookup', 'The terms, in English and Chinese.', '术语，中英对照。', 'GLOSSARY.md'),
  page('messages', 'lookup', 'Every message, and what to do about it.', '每条提示信息及处理办法。'),
  page(
    'layouts',
    'lookup',
    'What the columns of a file mean: every key of a layout, and ten recipes.',
    '文件各列的含义：版式的全部键和十个范例。',
  ),
  page('expressions', 'lookup', 'The language of conditions and formulas.', '条件和公式的写法。'),
  page('auditor', 'operation', 'How a figure was calculated, and what is recorded.', '数值如何算出，记录了什么。'),
  page('operator', 'operation', 'Installation, import, database, backup, jobs.', '安装、导入、数据库、备份和任务。'),
  page('security', 'operation', 'Who sees what, by what, and with which test.', '谁能看到什么，由什么保证，用什么测试。'),
  page('scale', 'operation', 'Sizes, and what grows with what.', '规模，以及什么随什么增长。'),
  page('cluster', 'operation', 'A database over several machines.', '分布在多台机器上的数据库。'),
];

/** Files that are pages of the program itself. */
export const builtInPages = { 'docs/facts.md': '/help/fields' };

/** Texts of more characters than this are shown by chapter. */
export const mostTogether = 150_000;
