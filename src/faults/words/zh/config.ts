import { nameIn } from '../../../words/name.js';
import { namesZh } from '../../../words/zh.js';
import type { configFaults, Improves, Side, Unknown } from '../../config.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { didYouMean, didYouMeanText, either, sentenceStart, someOf, spaced } from './lists.js';
import { yamlProblemsZh } from './yaml-problems.js';
import { keyNamed } from '../contract-fields.js';
import { keyZh, phraseZh, titled } from './phrases.js';
import { contractConfigZh } from './config-contracts.js';

/** A list that is told in full when it is short enough to be read. */
const known = (names: readonly string[], noun: string): string =>
  names.length === 0
    ? `目前还没有${noun}。`
    : names.length <= 20
      ? `已知的有：${names.join('、')}。`
      : `已知的共有 ${names.length} 个。`;

const unknown = (noun: string, where: string) => (p: Unknown) => ({
  what: `${titled(p.of)}引用了不存在的${noun} ${quoted(p.name)}。${didYouMean(p.name, p.names)}`,
  remedy: `请更正名称，或把 ${quoted(p.name)} 加到${where}。${known(p.names, noun)}`,
});

const { factKinds } = namesZh;
const better: Readonly<Record<Improves, string>> = { up: '越高越好', down: '越低越好' };
const sides: Readonly<Record<Side, string>> = { above: '高于', below: '低于' };

/** A workspace and its config, in Chinese. */
export const configZh: Words<typeof configFaults> = {
  workspace_missing: p => ({
    what: `${quoted(p.start, 200)} 及其上级文件夹中都没有 plumbline.yaml。`,
    remedy: '请建立工作区，或指定已有的工作区，也可用 PLUMBLINE_WORKSPACE 指定。',
  }),
  workspace_not_here: p => ({
    what: `${sentenceStart(p.by ?? '命令')}指定的 ${quoted(p.directory, 200)} 中没有 plumbline.yaml。`,
    remedy: '请更正文件夹，或在那里建立工作区。',
  }),
  workspace_exists: p => ({
    what: `${quoted(p.file, 200)} 已经存在，没有写入任何内容。`,
    remedy: '请选择其他文件夹，或检查后继续使用该工作区。',
  }),
  config_unreadable: p => ({ what: `无法读取该文件：${phraseZh(p.reason)}。`, remedy: '请取得读取权限，或把它移出工作区。' }),
  config_encoding: () => ({
    what: '该文件不是 UTF-8 文本。',
    remedy: '请另存为 UTF-8；设为 GBK 或 Windows-1252 的编辑器会把中文和带重音的字母写成其他字节。',
  }),
  yaml_syntax: p => ({
    what: `YAML 语法有误：${yamlProblemsZh[p.problem]}。解析器的原文：${quoted(p.said, 200)}。`,
    remedy: '请更正该行；文本中如果有 %、#、": "，或以 * & ! @ { [ 之一开头，须加引号。',
  }),
  yaml_tab: () => ({ what: '该行用制表符缩进，YAML 不允许这样写。', remedy: '请改用空格缩进。' }),
  yaml_duplicate_key: p => ({
    what: `键 ${quoted(p.key)} 在同一对象中出现了两次。`,
    remedy: `请删去一个 ${quoted(p.key)}，或把两个列表合并到一个键之下。`,
  }),
  yaml_too_deep: p => ({
    what: `该文件展开后超过 ${p.values} 个值或 ${p.levels} 层。`,
    remedy: '请去掉自我重复的别名（`*name`），或拆分该文件。',
  }),
  settings_second_document: () => ({
    what: '这里开始了第二个 YAML 文档，而设置只从第一个文档读取。',
    remedy: '请删去 "---" 这一行，把所有设置写在同一个文档里。',
  }),
  config_not_a_map: p => ({
    what: `该文件的内容是${spaced(phraseZh(p.found)).trimEnd()}，而应当是 "metrics:" 这样的键。`,
    remedy: `请把内容放到 ${either(p.keys)} 之一的下面。`,
  }),
  config_key_unknown: p => ({
    what: `${titled(p.of)}没有键 ${quoted(p.key)}。${didYouMean(p.key, p.keys)}`,
    remedy: `请删去 ${quoted(p.key)}，或改用 ${either(p.keys)}。${p.bare === true ? '如果它是带逗号的文本的后半部分，请给文本加引号。' : ''}`,
  }),
  config_key_missing: p => ({
    what: `${titled(p.of)}缺少${lacked(keyNamed('zh', p.key, p.of), p.key)}。`,
    remedy: `请加上${lacked(keyNamed('zh', p.key, p.of), p.key, `\`${p.key}\``)}，其值应当是${spaced(phraseZh(p.expected)).trimEnd()}。`,
  }),
  config_value_wrong: p => ({
    what: `${titled(p.of)}的${spaced(keyZh(p.key, p.of))}为${spaced(phraseZh(p.found)).trimEnd()}。`,
    remedy: `${sentenceStart(keyZh(p.key, p.of))}应当是${spaced(phraseZh(p.expected)).trimEnd()}。`,
  }),
  object_duplicate: p => ({
    what: `${sentenceStart(phraseZh(p.object))}定义了两次；第一次在 ${p.first}。`,
    remedy: `请删去一个，或换一个 \`id\`。要更改自带的${spaced(phraseZh(p.object)).trimEnd()}，请在工作区中只定义一次。`,
  }),
  rule_metric_unknown: unknown('指标', ' config/ 中的 "metrics:" 之下'),
  rule_client_unknown: unknown('客户', ' plumbline.yaml 中的 "clients:" 之下'),
  rule_site_unknown: unknown('站点', ' plumbline.yaml 中的 "sites:" 之下'),
  rule_calendar_unknown: unknown('日历', ' config/ 中的 "calendars:" 之下'),
  rule_branch_unknown: unknown('分支', ' config/ 中某个指数的树中'),
  rule_layout_unknown: unknown('版式', ' config/layouts/ 中'),
  rule_job_unknown: unknown('任务', ' config/ 中的 "jobs:" 之下'),
  rule_library_unknown: p => ({
    what: `${titled(p.of)}采用了 ${quoted(p.name)}，但没有这个标准库。${didYouMean(p.name, p.names)}`,
    remedy: `请更正名称，或把它加到 config/ 中的 "libraries:" 之下。${known(p.names, '标准库')}`,
  }),
  rule_param_unknown: p => ({
    what: `指标 ${p.metric} 没有参数 ${quoted(p.name)}。${didYouMean(p.name, p.names)}`,
    remedy:
      p.names.length === 0
        ? `请删去 ${quoted(p.name)}，或把它加到 ${p.metric} 的 "params:" 之下。`
        : `请改用 ${either(p.names)}。`,
  }),
  zone_unknown: p => ({
    what: `${titled(p.of)}的 time_zone 为 ${quoted(p.zone)}，这不是时区。${didYouMeanText(p.near)}`,
    remedy: 'time_zone 请使用 IANA 列表中的名称，如 Asia/Shanghai、Europe/Rotterdam 或 UTC。',
  }),
  self_audit_question_unknown: p => ({
    what: `${titled(p.of)}回答的问题 ${quoted(p.name)} 并不存在。${didYouMean(p.name, p.names)}`,
    remedy: `请更正，或把该问题加到 self_audit_questions 之下。${known(p.names, '问题')}`,
  }),
  ...contractConfigZh,
  segment_unknown: p => ({
    what: `${titled(p.of)}适用于客户群 ${quoted(p.name)}，而 plumbline.yaml 中没有客户属于它。${didYouMean(p.name, p.names)}`,
    remedy: `请更正，或给某个客户加上 "segment: ${p.name}"。${known(p.names, '客户群')}`,
  }),
  time_zone_assumed: () => ({
    what: '该工作区没有写明 time_zone，按 UTC 处理。',
    remedy: '请在 plumbline.yaml 中加上 "time_zone: Asia/Shanghai"（或您所在的时区）：月份和不带时区的时间都按它解读。',
  }),
  standard_repeated: p => ({
    what: `${titled(p.of)}与合同 "${p.contract}" 的约定相同，因此同一水平会显示两次：约定的和内部的。`,
    remedy: '请删去该标准：它的全部有效期内都有合同生效。数值和状态不变。',
  }),
  standards_missing: p => ({
    what: `客户 ${someOf(p.clients)} 没有任何适用的标准，因此其数值没有状态。自带标准只有在采用之后才生效。`,
    remedy:
      '如要采用自带标准，请在 plumbline.yaml 中加上 "adopt: paper"；或在 config/ 的 "contracts:" 或 "standards:" 中写明约定的水平。如本来就不需要状态，请写 "adopt: []"。',
  }),
  unit_assumed: p => ({
    what: `指标 ${p.metric} 没有写明单位，按 ${quoted(p.unit)} 处理。`,
    remedy: `请给 ${p.metric} 加上 unit: "${p.unit}"，或它实际的单位。`,
  }),
  period_reversed: p => ({
    what: `${titled(p.of)}的末日 ${p.until} 早于首日 ${p.from}。`,
    remedy: `请让 ${p.until} 晚于 ${p.from}：末日写在后面。`,
  }),
  standard_empty: p => ({
    what: `${titled(p.of)}既没有设定水平，也没有设定参数。`,
    remedy: '请加上 `at_least`、`more_than`、`at_most`、`less_than`、`equals` 之一，或 `params`。',
  }),
  standard_two_levels: p => ({
    what: `${titled(p.of)}同时有 ${p.keys.join(' 和 ')}；标准只能有一个水平。`,
    remedy: `请只保留 ${either(p.keys)} 之一；较低的第二个水平写作 "minimum"，较高的写作 "stretch"。`,
  }),
  rule_tie: p => ({
    what: `${titled(p.of)}与 ${p.first} 处的规则适用范围相同、起始日也相同：无法分出先后。`,
    remedy:
      p.inPlaceOf === undefined
        ? '请删去一个，或改其 "from"，或把适用范围写得更具体。'
        : `如要代替该合同，请把编号写成 "${p.inPlaceOf}"；如要接续该合同，请改其 "from"。`,
  }),
  standard_level_missing: p => ({
    what: `${titled(p.of)}有 ${p.key}，但没有水平。`,
    remedy: `请删去 ${p.key}，或加上 \`at_least\`、\`more_than\`、\`at_most\`、\`less_than\`、\`equals\` 之一。`,
  }),
  standard_direction: p => ({
    what: `${titled(p.of)}写的是 ${p.comparator}，但 ${p.metric} ${better[p.improves]}：达标反而意味着变差。`,
    remedy: p.improves === 'up' ? '请改用 `at_least`、`more_than` 或 `equals`。' : '请改用 `at_most`、`less_than` 或 `equals`。',
  }),
  minimum_wrong_side: p => ({
    what: `${titled(p.of)}的 \`minimum\` ${p.minimum} 比标准 ${p.level} 还严格。`,
    remedy: `\`minimum\` 应当${sides[p.side]} ${p.level}：在两者之间为预警，越过 \`minimum\` 为未达标。`,
  }),
  stretch_wrong_side: p => ({
    what: `${titled(p.of)}的 \`stretch\` ${p.stretch} 比标准 ${p.level} 还容易达到。`,
    remedy: `\`stretch\` 应当${sides[p.side]} ${p.level}，否则请删去。`,
  }),
  level_not_a_share: p => ({
    what: `${titled(p.of)}的${spaced(keyNamed('zh', p.key, p.of))}为 ${p.text}，即超过 100 %。`,
    remedy: p.text.includes('%')
      ? '按次计的比率最多为 100 %：请写 "0%" 到 "100%" 之间的百分比，例如 "99%"。'
      : `如果指百分比，请写成 "${p.text}%"；否则请写 0 到 1 之间的小数。`,
  }),
  level_percent: p => ({
    what: `${titled(p.of)}的${spaced(keyNamed('zh', p.key, p.of))}为 ${quoted(p.text)}，但该指标的单位是${spaced(nameIn(namesZh.units, p.unit)).trimEnd()}。`,
    remedy: `请以${spaced(nameIn(namesZh.units, p.unit))}为单位书写，不带 %。`,
  }),
  expectation_level: p => ({
    what: `${titled(p.of)}在 \`expects\`、\`goal\`、\`promise\` 和 \`understanding\` 中有：${p.keys.length === 0 ? '无' : p.keys.join(' 和 ')}。`,
    remedy: '请恰好给出 `expects`、`goal`、`promise`、`understanding` 之一。',
  }),
  scale_form: p => ({
    what: `${titled(p.of)}${p.found === 'both' ? '同时有 `bands` 和 `linear`' : '没有 `bands`，也没有 `linear`'}。`,
    remedy: '请给出 "bands:" 或 "linear:" 之一。',
  }),
  band_without_limit: p => ({
    what: `${titled(p.of)}中，最后一段之前有一个分段没有界限，其后的分段永远不会用到。`,
    remedy: `请给它加上 ${p.comparator}，或把它放到最后。`,
  }),
  band_last_limited: p => ({
    what: `${titled(p.of)}的最后一段有界限 ${p.limit}：界限之外的值没有得分。`,
    remedy: '请去掉最后一段的界限，或再加一个只有得分的末段。',
  }),
  band_two_limits: p => ({
    what: `${titled(p.of)}的一个分段同时有 ${p.keys.join(' 和 ')}。`,
    remedy: '请只保留一个界限；另一端由前面的分段决定。',
  }),
  band_direction: p => ({
    what: `${titled(p.of)}的一个分段用了 ${p.comparator}，但 ${p.metric} ${better[p.improves]}。`,
    remedy:
      p.improves === 'up'
        ? '请用 `at_least` 或 `more_than`，最好的分段在前。'
        : '请用 `at_most` 或 `less_than`，最好的分段在前。',
  }),
  band_order: p => ({
    what: `${titled(p.of)}的分段 ${p.limit} 排在 ${p.before} 之后，它的值已全部被后者包含。`,
    remedy: '请把分段从最好到最差排列，每个界限只出现一次。',
  }),
  band_score_order: p => ({
    what: `${titled(p.of)}的一个分段得分为 ${p.score}，高于它前面更好的分段（${p.before}）。`,
    remedy: '得分应当从最好的分段到最差的分段递减。',
  }),
  line_flat: p => ({
    what: `${titled(p.of)}的 \`floor\` 和 \`target\` 都是 ${p.level}：两者之间没有直线。`,
    remedy: '`floor` 请填最低得分对应的值，`target` 请填最高得分对应的值。',
  }),
  line_direction: p => ({
    what: `${titled(p.of)}从 \`floor\` ${p.floor} 到 \`target\` ${p.target}，但 ${p.metric} ${better[p.improves]}。`,
    remedy: '请交换 `floor` 和 `target`：`target` 是较好的值。',
  }),
  line_scores: p => ({
    what: `${titled(p.of)}的 \`scores\` 从 \`floor\` 处的 ${p.first} 降到 \`target\` 处的 ${p.last}。`,
    remedy: '`scores` 请写成 [最低, 最高]，如 [1, 10]。',
  }),
  node_form: p => ({
    what: `${titled(p.of)}的一个节点${phraseZh(p.found)}。`,
    remedy: '末级指标写成 { metric, weight }，分支写成 { id, weight, children }。',
  }),
  node_empty: p => ({ what: `${titled(p.of)}没有下级。`, remedy: '请加上 `children`，或删去它并把它的权重分给同级。' }),
  hours_overlap: p => ({
    what: `${titled(p.of)}的时段 ${p.hours} 在${p.day === undefined ? ` ${p.before} ` : `前一天的 ${p.before} `}结束之前就开始${p.day === undefined ? '' : `，例如 ${p.day}`}。`,
    remedy: '日历的各个时段不能互相重叠；跨越午夜的班次属于它开始的那一天。',
  }),
  calendar_days_wrong: p => ({
    what:
      p.key === 'hours'
        ? `${titled(p.of)}为 ${quoted(p.given)} 规定了时段，但它既不是星期，也不是星期的范围。`
        : `${titled(p.of)}把 ${quoted(p.given)} 列为例外，但它既不是日期，也不是日期范围。`,
    remedy:
      p.key === 'hours'
        ? '请写 `mon`、`tue`、`wed`、`thu`、`fri`、`sat`、`sun` 之一，或 `mon-fri` 这样的范围；某个日期的时段写在 `exceptions` 之下。'
        : '请写 2026-12-24 这样的日期，或 2026-12-27..2026-12-31 这样的范围；星期的时段写在 `hours` 之下。',
  }),
  weekday_twice: p => ({
    what: `${titled(p.of)}为 ${p.weekday} 规定了两次时段：${quoted(p.first)} 之下和 ${quoted(p.name)} 之下。`,
    remedy: '每个星期只写一次，同一天的各个班次写在一个列表中。',
  }),
  weekdays_differ: p => ({
    what: `${titled(p.of)}写明工作日为 ${p.weekdays.join('、')}，而规定了时段的是 ${p.hours.join('、')}。`,
    remedy: '请删去 `weekdays`：规定了时段的日子就是工作日。',
  }),
  exception_twice: p => ({
    what: `${titled(p.of)}的 ${p.day} 有两个例外：${quoted(p.first)} 之下和 ${quoted(p.name)} 之下。`,
    remedy: '每一天只写一次，当天的全部时段写在一个列表中。',
  }),
  working_without_hours: p => ({
    what: `${titled(p.of)}把 ${p.day} 列为工作日，但这一天的星期没有规定时段。`,
    remedy: `请把它从 \`working\` 移到 \`exceptions\` 并写明时段：exceptions: { ${p.day}: ["09:00-18:00"] }。`,
  }),
  job_chain_in_chain: p => ({
    what: `${titled(p.of)}的步骤 ${quoted(p.step)} 本身也是一串任务。`,
    remedy: `请直接写出 ${p.step} 的各个步骤。`,
  }),
  job_host_key_missing: p => ({
    what: `${titled(p.of)}通过 SFTP 获取文件，但没有写明信任哪台服务器。`,
    remedy: '请加上 host_key: "SHA256:…"，其值由 `ssh-keyscan HOST | ssh-keygen -lf -` 显示，并与服务器管理者提供的核对一致。',
  }),
  source_field_unknown: p => ({
    what: `${factKinds[p.fact]}没有字段 ${quoted(p.name)}，数据源无从提供。${didYouMean(p.name, p.names)}`,
    remedy: `请使用 ${either(p.names)}；或在 config/ 的某个文件顶层的 \`fields:\` 之下声明为自有字段。`,
  }),
  source_covers_idle: p => ({
    what: `数据源 ${p.id} 写了 \`covers\`（覆盖范围），却没有写它提供哪些字段。`,
    remedy: '请加上它提供的字段，如 `fields: [pod_returned_at]`，或删去 `covers`。',
  }),
  field_taken: p => ({
    what: `${factKinds[p.fact]}已有字段 ${quoted(p.id)}，或这个词在表达式中另有含义。`,
    remedy: '请给自有字段换一个 `id`。',
  }),
  layout_draft: p => ({
    what: `版式 ${p.layout} 是草稿：还没有写明 ${p.fields.join('、')}，不能用它导入文件。`,
    remedy: `请在 \`fields:\` 下加上 ${p.fields.map(field => `\`${field}\``).join('、')}；那里的注释说明了写法。`,
  }),
};

/** What is not there: by its name, else by its key. */
const lacked = (named: string, key: string, shown = quoted(key)): string => (named === key ? `键 ${shown}` : named);
