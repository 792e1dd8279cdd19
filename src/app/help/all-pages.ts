import { fieldsText } from './field-texts.js';
import { type BuiltPage, builtHelp } from './help-texts.js';

const fieldsPage: BuiltPage = {
  id: 'fields',
  readers: 'lookup',
  about: {
    en: 'What files can bring: every field of every kind of fact, with an example.',
    zh: '文件可以带来的内容：各类事实的全部字段，附示例。',
  },
  en: fieldsText('en'),
  zh: fieldsText('zh'),
};

/** Every page of the help: those that were built, and behind the glossary what the program knows of its fields. */
export async function allPages(): Promise<readonly BuiltPage[]> {
  const built = await builtHelp();
  const place = built.findIndex(({ id }) => id === 'glossary') + 1;
  return built.length === 0 ? [] : [...built.slice(0, place), fieldsPage, ...built.slice(place)];
}
