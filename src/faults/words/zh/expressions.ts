import type { expressionFaults } from '../../expressions.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { typesTold } from './expression-types.js';
import { told } from './fragments.js';
import { didYouMean, either } from './lists.js';

/** Expressions in metrics, standards and layouts, in Chinese. */
export const expressionsZh: Words<typeof expressionFaults> = {
  expression_syntax: p => ({
    what: `表达式无法解析：${told(p.reason)}。`,
    remedy: '请按 docs/expressions.md 中的示例书写；文本要放在双引号中。',
  }),
  expression_form: p => ({
    what: `表达式中不能使用${told(p.form)}。`,
    remedy: `改法：${told(p.instead)}`,
  }),
  expression_too_long: p => ({
    what: p.what === 'deep' ? `表达式嵌套过深，上限为 ${p.most} 层。` : `表达式过长，上限为 ${p.most} 个字符。`,
    remedy: '请把该指标拆成两个，或把一部分移到版式的自有字段中。',
  }),
  name_unknown: p => ({
    what: `这里没有字段或参数 ${quoted(p.name)}。${didYouMean(p.name, p.known)}`,
    remedy: `请使用该事实类别的字段、自有字段、该指标的参数，或放在引号中的文本："${p.name}"。`,
  }),
  function_unknown: p => ({
    what: `没有函数 ${quoted(p.name)}。${didYouMean(p.name, p.known)}`,
    remedy: `可用的函数是 ${either(p.known)}。`,
  }),
  types_differ: p => ({
    what: `${p.operation} 不能用于${typesTold(p.found)}。`,
    remedy: `它只能用于${typesTold(p.takes)}。`,
  }),
  result_type: p => ({
    what: `表达式的结果是${typesTold(p.found)}。`,
    remedy: `此处的结果必须是${typesTold(p.wanted)}。`,
  }),
  not_needs_parentheses: () => ({
    what: '`not` 后面的比较没有加括号。',
    remedy: '请写成 `not (a == b)`，或 `a != b`。',
  }),
};
