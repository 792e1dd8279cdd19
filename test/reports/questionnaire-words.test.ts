import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from 'yaml';
import { formWords } from '../../src/reports/questionnaire-words.js';

describe('the words of a questionnaire', () => {
  const { fields } = parse(readFileSync('config/layouts/survey-questionnaire.yaml', 'utf8')) as {
    fields: Record<'role' | 'method', { map: Record<string, string> }>;
  };

  for (const language of ['en', 'zh'] as const)
    it(`are read back by its layout, language ${language}`, () => {
      const { roles, methods } = formWords[language];
      for (const [field, words] of [['role', roles] as const, ['method', methods] as const])
        for (const [id, word] of Object.entries(words)) expect(fields[field].map[word], word).to.equal(id);
    });

  it('are read back also as questionnaires had them before', () =>
    expect(['Outside observer', '局外人'].map(word => fields.role.map[word])).to.deep.equal(['outsider', 'outsider']));
});
