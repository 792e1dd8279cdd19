import { type AddHelpTextContext, type AddHelpTextPosition, type Command, Help } from 'commander';
import { PlumblineCommand } from '../plumbline-command.js';
import { helpZh, remarksZh } from './help-zh.js';

const titles: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Global Options:': '通用选项：',
  'Commands:': '命令：',
};

const inChinese = (text: string): string => Object.entries(helpZh).find(([english]) => english === text)?.[1] ?? text;

/** A command whose help is in Chinese. */
export class ChineseCommand extends PlumblineCommand {
  override createCommand(name?: string): Command {
    return new ChineseCommand(name);
  }

  override createHelp(): Help {
    return Object.assign(new ChineseHelp(), this.configureHelp());
  }

  override addHelpText(position: AddHelpTextPosition, text: string | ((context: AddHelpTextContext) => string)): this {
    return super.addHelpText(position, context =>
      (typeof text === 'string' ? text : text(context)).split('\n').map(remark).join('\n'),
    );
  }
}

/** A line below the help: an example with its remark, or a sentence. */
function remark(line: string): string {
  const [, example = '', remarkText = line] = /^( {2}plumbline .*? {2,})(\S.*)$/.exec(line) ?? [];
  return `${example}${remarksZh[remarkText] ?? remarkText}`;
}

class ChineseHelp extends Help {
  override styleTitle(title: string): string {
    return titles[title] ?? title;
  }

  override commandDescription(command: Command): string {
    return inChinese(super.commandDescription(command));
  }

  override subcommandDescription(command: Command): string {
    return inChinese(command.description());
  }

  override argumentDescription(argument: Parameters<Help['argumentDescription']>[0]): string {
    return inChinese(argument.description);
  }

  override optionDescription(option: Parameters<Help['optionDescription']>[0]): string {
    const usual: unknown = option.defaultValue;
    return `${inChinese(option.description)}${typeof usual === 'string' ? `（缺省为 ${usual}）` : ''}`;
  }

  /** Columns of a terminal: a Chinese character takes two. */
  override displayWidth(text: string): number {
    return [...text].reduce((width, one) => width + (/[\u2e80-\u9fff\uff00-\uff60、。“”]/u.test(one) ? 2 : 1), 0);
  }
}
