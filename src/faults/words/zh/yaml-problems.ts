import type { YamlProblem } from '../../yaml-problem.js';

/** What is wrong with YAML, in Chinese; in English it is what the parser says. */
export const yamlProblemsZh: Readonly<Record<YamlProblem, string>> = {
  ALIAS_PROPS: '别名（*）不能带锚点或标签',
  BAD_ALIAS: '别名（*）无效，或没有对应的锚点（&）',
  BAD_COLLECTION_TYPE: '此处的列表或映射与其标签不符',
  BAD_DIRECTIVE: '以 % 开头的指令无效',
  BAD_DQ_ESCAPE: '双引号中的转义（\\）无效',
  BAD_INDENT: '缩进有误：同一层的各行须对齐，方括号或花括号中的内容须比其键缩进更多',
  BAD_PROP_ORDER: '锚点和标签的位置有误',
  BAD_SCALAR_START: '文本不能以该字符开头，请加引号',
  BLOCK_AS_IMPLICIT_KEY: '一行中只能有一个键；值中含有冒号时须加引号',
  BLOCK_IN_FLOW: '方括号或花括号中不能用缩进写列表或映射',
  DUPLICATE_KEY: '同一对象中有重复的键',
  IMPOSSIBLE: '该处无法解析',
  KEY_OVER_1024_CHARS: '键超过 1024 个字符',
  MISSING_CHAR: '缺少字符，例如右括号、引号、逗号或冒号后的空格',
  MULTILINE_IMPLICIT_KEY: '键不能跨行；可能缺少冒号，或上一行的引号没有结束',
  MULTIPLE_ANCHORS: '一个值只能有一个锚点',
  MULTIPLE_DOCS: '文件中有多个文档（---）',
  MULTIPLE_TAGS: '一个值只能有一个标签',
  NON_STRING_KEY: '键必须是文本',
  RESOURCE_EXHAUSTION: '内容展开后过大',
  TAB_AS_INDENT: '该行用制表符缩进',
  TAG_RESOLVE_FAILED: '标签（!）无法识别；以 ! 开头的文本须加引号',
  UNEXPECTED_TOKEN: '此处有意外的字符',
};
