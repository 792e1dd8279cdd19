import type { Pattern } from './pattern.js';

const near = (name: string | undefined): string => (name === undefined ? '' : `您是否想写 ${name}？`);

/** What the parser of the command line says. */
export const commandPatterns: readonly Pattern[] = [
  [/^unknown option '(.+?)'\.?(?: \(Did you mean (.+)\?\))?$/, (_, option, name) => `没有选项 '${option}'。${near(name)}`],
  [/^unknown command '(.+?)'\.?(?: \(Did you mean (.+)\?\))?$/, (_, command, name) => `没有命令 '${command}'。${near(name)}`],
  [/^missing required argument '(.+)'\.$/, (_, name) => `缺少参数 '${name}'。`],
  [/^option '(.+)' argument missing\.$/, (_, option) => `选项 '${option}' 缺少值。`],
  [/^required option '(.+)' not specified\.$/, (_, option) => `必须给出选项 '${option}'。`],
  [/^The option '(.+)' is needed\.$/, (_, option) => `必须给出选项 '${option}'。`],
  [
    /^too many arguments(?: for '(.+)')?\. Expected (\d+) arguments? but got (\d+)\.$/,
    (_, command, most, got) => `${command === undefined ? '' : `'${command}' 的`}参数过多：应为 ${most} 个，实为 ${got} 个。`,
  ],
  [
    /^Several periods \((.+)\) are for --what-if; otherwise one is evaluated at a time\.$/,
    (_, periods) => `多个期间（${periods}）只能与 --what-if 同用；否则一次评价一个期间。`,
  ],
  [/^--limit takes a number from 1 to 9999, not (.*)\.$/s, (_, given) => `--limit 的值应为 1 到 9999 的数字，不能是 ${given}。`],
];
