import { expect } from 'chai';
import { expectedBy, kindOfValue, messageOf } from '../../src/faults/expected.js';
import { type Phrase, type PhraseParams, type PlainPhrase, suchAs, verbatim } from '../../src/faults/phrase.js';
import { expectedEn } from '../../src/faults/words/en/expected.js';
import { phraseEn, phraseWordsEn } from '../../src/faults/words/en/phrases.js';
import { plainEn } from '../../src/faults/words/en/plain.js';
import { phraseZh } from '../../src/faults/words/zh/phrases.js';
import { z } from 'zod';
import { Placeholder } from './placeholder.js';
import { leftInEnglish, promises } from './wording-laws.js';

// The keys of both lists are names of phrases; Object.keys forgets that.
const plain = [...Object.keys(expectedEn), ...Object.keys(plainEn)] as readonly PlainPhrase[];

/** Parameters that are looked up or have parts; any other stands for itself. */
const samples: { readonly [N in keyof PhraseParams]?: Partial<PhraseParams[N]> } = {
  expected: { what: 'a_number', found: 'text' },
  limited: { of: 'list', sign: 'at_least', limit: 7 },
  object: { is: 'standard', id: '‹id›', scope: [['site', '‹site›']], from: '‹from›' },
  such_as: { what: 'a_scope' },
  system: { code: 'EACCES', about: '‹about›' },
  verbatim: { text: '‹text›' },
};

const withParams = Object.keys(phraseWordsEn).map((name): readonly [string, Phrase] => {
  // One of the names of phrases, with a sample of each parameter that is asked for.
  const known: Readonly<Record<string, unknown>> = { ...samples[name as keyof PhraseParams], phrase: name };
  const get = (_: object, key: string | symbol): unknown =>
    String(key) in known ? known[String(key)] : name === 'object' ? undefined : new Placeholder(String(key));
  return [name, new Proxy({}, { get }) as Phrase];
});

describe('parts of sentences', () => {
  it('have words in both languages that name the same and leave nothing in the other one', () => {
    const all = [...plain.map(name => [name, name] as const), ...withParams];
    expect(all.length).to.be.greaterThan(250);
    const odd = all.flatMap(([name, phrase]) => {
      const [english, chinese] = [phraseEn(phrase), phraseZh(phrase)];
      const lost = promises(english).filter(one => !chinese.includes(one));
      const silent =
        ['verbatim', 'value', 'megabytes', 'size'].includes(name) || /\p{Script=Han}/u.test(chinese) ? [] : ['no Chinese'];
      const broken = [english, chinese].filter(text => /undefined|\[object|\p{Script=Han}/u.test(text) && text !== chinese);
      return [...lost, ...silent, ...broken, ...leftInEnglish(chinese)].map(one => `${name}: ${one} in ${chinese}`);
    });
    expect(odd).to.deep.equal([]);
  });

  it('pass through the messages of schemas as they are', () => {
    const phrases: readonly Phrase[] = [
      'a_scope',
      suchAs('a_day', '2026-01-01'),
      verbatim('{ document, clause }'),
      { phrase: 'one_of', names: ['a', 'b'] },
    ];
    for (const phrase of phrases) expect(expectedBy({ code: 'custom', message: messageOf(phrase) })).to.deep.equal(phrase);
  });

  const own: readonly (readonly [schema: z.ZodType, given: unknown, english: string, chinese: string])[] = [
    [z.string(), 1, 'text', '文本'],
    [z.int(), 1.5, 'a whole number', '整数'],
    [z.enum(['a', 'b']), 'c', 'one of a or b', 'a 或 b 之一'],
    [z.string().min(1), '', 'text of at least 1 character', '长度不少于 1 个字符的文本'],
    [z.array(z.number()).max(2), [1, 2, 3], 'a list of at most 2 items', '不超过 2 项的列表'],
    [z.number().gt(0), 0, 'a number of more than 0', '大于 0 的数字'],
    [z.string().regex(/^a$/), 'b', 'text that matches /^a$/', '符合格式 /^a$/ 的文本'],
    [z.iso.datetime(), 'today', 'a valid datetime', '有效的 datetime'],
    [z.union([z.number(), z.boolean()]), 'x', 'another value', '其他值'],
  ];
  for (const [schema, given, english, chinese] of own) {
    it(`say what the library of schemas expects by its code: ${english}`, () => {
      const issue = schema.safeParse(given).error?.issues[0];
      const phrase = issue === undefined ? 'empty' : expectedBy(issue);
      expect([phraseEn(phrase), phraseZh(phrase)]).to.deep.equal([english, chinese]);
    });
  }

  it('call values by their kind', () => {
    const kinds = [null, undefined, [], [1], {}, 'a', 1, true].map(kindOfValue);
    expect(kinds).to.deep.equal([
      'empty',
      'empty',
      'an_empty_list',
      'a_list',
      'a_map_of_keys',
      'text',
      'a_number',
      'true_or_false',
    ]);
  });
});
