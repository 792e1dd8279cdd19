import type { expressionFaults, RefusedForm, TypeName, Types } from '../../expressions.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { didYouMean, either } from './lists.js';
import { phraseZh } from './phrases.js';

/** What the types of expressions are called. */
export const typeNames: Readonly<Record<TypeName, string>> = {
  instant: '时刻',
  day: '日期',
  duration: '时长',
  number: '数字',
  text: '文本',
  boolean: '条件',
};

const together = ({ types, repeats }: Types): string =>
  types.length === 0 ? '空' : `${types.map(type => typeNames[type]).join('和')}${repeats === true ? ' …' : ''}`;

const ways = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join('、')}或${names.at(-1) ?? ''}`;

const operators = '可用的运算符是 `+ - * / == != < <= > >= and or not ? :`。';

const forms: Readonly<Record<RefusedForm, (name: string) => readonly [form: string, instead: string]>> = {
  assignment: () => ['赋值', '请用 `==` 比较。'],
  chained_comparison: () => ['连写的比较', '请写成 `a < b and b < c`。'],
  computed_function: () => ['计算得出的函数', '请按名称调用函数。'],
  constant: name => [`常量 ${name}`, '判断缺失值请用 is_missing(x)。'],
  definition: () => ['函数定义', '请用 `==` 比较。'],
  implicit_multiplication: () => ['省略 * 的乘法', '请写成 `a * b`；文本要放在引号中。'],
  list: () => ['列表', '请使用 `one_of(x, "a", "b")`。'],
  member: () => ['成员和下标', '请直接使用字段名。'],
  object: () => ['对象', '请使用简单的值。'],
  operator: name => [`运算符 ${name}`, operators],
  other: name => [`这种写法（${name}）`, '见 docs/expressions.md。'],
  power: name => [`运算符 ${name}`, '请改用乘法或除法。'],
  range: () => ['范围', '请写成 `x >= a and x < b`。'],
  sequence: () => ['语句序列', '请只写一个表达式。'],
};

/** Expressions in metrics, standards and layouts, in Chinese. */
export const expressionsZh: Words<typeof expressionFaults> = {
  expression_syntax: p => ({
    what: `表达式无法解析：${phraseZh(p.reason)}。`,
    remedy: '请按 docs/expressions.md 中的示例书写；文本要放在双引号中。',
  }),
  expression_form: p => {
    const [form, instead] = forms[p.form](p.name);
    return { what: `表达式中不能使用${form}。`, remedy: `改法：${instead}` };
  },
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
    what: `${p.operation} 不能用于${together(p.found)}。`,
    remedy: `它只能用于${ways(p.takes.map(together))}。`,
  }),
  result_type: p => ({
    what: `表达式的结果是${typeNames[p.found]}。`,
    remedy: `此处的结果必须是${ways(p.wanted.map(type => typeNames[type]))}。`,
  }),
  not_needs_parentheses: () => ({ what: '`not` 后面的比较没有加括号。', remedy: '请写成 `not (a == b)`，或 `a != b`。' }),
  group_operation: p =>
    p.where === 'nested'
      ? {
          what: `${p.name}() 写在另一个对整组取值的函数之内。`,
          remedy: `sum_of()、largest_of() 和 smallest_of() 之内请写对单条事实取的值，不要再用 ${p.name}()。`,
        }
      : {
          what: `${p.name}() 对整组事实取值，而此处的表达式只针对单条事实。`,
          remedy: '请用在带有 `per:` 的指标的 `passes` 中，或用在供这类指标使用的定义中；在其他位置请去掉它。',
        },
};
