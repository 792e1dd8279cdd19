import type { Rulebook } from '../evaluation/rulebook.js';
import { indexesInForce } from '../evaluation/index-results.js';
import type { Label, Language } from '../facts/label.js';
import { phraseTablesFor, type PhraseTable } from '../facts/phrases.js';
import type { Client } from '../facts/place.js';
import { type RespondentRole, respondentRoles, type SurveyAspect, surveyAspects } from '../facts/survey.js';
import { isLeaf, type Node } from '../weights/tree.js';

/** A question: an item, or a branch whose answer stands for each of the items that a client of this depth is not asked for. */
export interface Question {
  readonly label: Label;
  readonly items: readonly string[];
  /** The phrases offered for each aspect, in the questionnaire's language. */
  readonly offered: Readonly<Record<SurveyAspect, readonly string[]>>;
  /** What the other language offers in place of each of them; null where it has nothing of that score. */
  readonly translated: Readonly<Record<SurveyAspect, readonly (string | null)[]>>;
}

/** Questions under one heading. */
export interface Section {
  readonly label: Label;
  readonly questions: readonly Question[];
}

/** A questionnaire for one client and wave. */
export interface Questionnaire {
  readonly client: Pick<Client, 'code' | 'name'>;
  readonly organisation: Label;
  readonly wave: string;
  readonly language: Language;
  readonly roles: readonly RespondentRole[];
  readonly sections: readonly Section[];
}

/** For whom a questionnaire is made. */
export interface QuestionnaireRequest {
  readonly client: Client;
  readonly organisation: Label;
  readonly wave: string;
  readonly language: Language;
  readonly roles: readonly RespondentRole[];
  /** The day (`yyyy-MM-dd`) whose tree is asked. */
  readonly day: string;
}

/** Asked at the end, whatever the tree has. */
const always = ['overall_satisfaction', 'satisfaction_after_recovery'] as const;

/** The questionnaire of a client's satisfaction tree as deep as the client looks, with the phrases that hold for it. */
export function questionnaire(rulebook: Rulebook, asking: QuestionnaireRequest): Questionnaire {
  const { client, organisation, wave, language, day } = asking;
  const subject = { client: client.code, segment: client.segment };
  const tree = indexesInForce(rulebook.indexes, subject, day).find(({ id }) => id === 'satisfaction')?.tree ?? [];
  const asked = new ClientQuestions(rulebook, client, language);
  const limit = typeof client.depth === 'number' ? client.depth : Number.POSITIVE_INFINITY;
  const sections = tree.map(node => ({ label: asked.labelOf(node), questions: asked.below([node], 1, limit) }));
  const whole = { en: 'On the whole', zh: '总体评价' };
  const last = {
    label: whole,
    questions: always.filter(id => asked.isItem(id)).map(id => asked.question(asked.labelOfItem(id), [id])),
  };
  return {
    client: { code: client.code, name: client.name },
    organisation,
    wave,
    language,
    roles: asking.roles.length === 0 ? respondentRoles : asking.roles,
    sections: [...sections, last].filter(({ questions }) => questions.length > 0),
  };
}

/** What one client is asked, as its rulebook has it. */
class ClientQuestions {
  constructor(
    private readonly rulebook: Rulebook,
    private readonly client: Client,
    private readonly language: Language,
  ) {}

  /** Whether a metric is a survey item: the mean of answers that bear its id. */
  isItem(id: string): boolean {
    return this.rulebook.metrics.some(metric => metric.id === id && metric.kind === 'mean' && metric.of === 'survey_answer');
  }

  labelOfItem(id: string): Label {
    return this.rulebook.metrics.find(metric => metric.id === id)?.label ?? { en: id, zh: id };
  }

  labelOf(node: Node): Label {
    return isLeaf(node) ? this.labelOfItem(node.metric) : (node.label ?? { en: node.id, zh: node.id });
  }

  below(nodes: readonly Node[], level: number, above: number): readonly Question[] {
    return nodes.flatMap(node => {
      if (isLeaf(node)) return this.isItem(node.metric) ? [this.question(this.labelOf(node), [node.metric])] : [];
      const { depth } = this.client;
      const named = typeof depth === 'object' ? depth[node.id] : undefined;
      const limit = named === undefined ? above : named === 'all' ? Number.POSITIVE_INFINITY : named;
      if (level < limit) return this.below(node.children, level + 1, limit);
      const items = leaves(node.children).filter(id => this.isItem(id));
      return items.length === 0 ? [] : [this.question(this.labelOf(node), items)];
    });
  }

  question(label: Label, items: readonly string[]): Question {
    const tableOf = (aspect: SurveyAspect): PhraseTable | undefined => {
      // One question for several items takes the phrases that are for no one of them.
      const item = items.length === 1 ? items[0] : undefined;
      const tables = this.rulebook.phrases.filter(table => item !== undefined || table.items === undefined);
      const [table] = phraseTablesFor(tables, { client: this.client.code, item, aspect });
      return table;
    };
    const [satisfaction, importance, expectation] = surveyAspects.map(tableOf);
    const each = <T>(of: (table: PhraseTable) => readonly T[]) => ({
      satisfaction: satisfaction === undefined ? [] : of(satisfaction),
      importance: importance === undefined ? [] : of(importance),
      expectation: expectation === undefined ? [] : of(expectation),
    });
    return {
      label,
      items,
      offered: each(table => Object.keys(phrasesIn(table, this.language))),
      translated: each(table => translatedIn(table, this.language)),
    };
  }
}

const leaves = (nodes: readonly Node[]): readonly string[] =>
  nodes.flatMap(node => (isLeaf(node) ? [node.metric] : leaves(node.children)));

/** The phrases of a language with their scores; those of the other one, where it has none. */
function phrasesIn({ en, zh }: PhraseTable, language: Language): Readonly<Record<string, number>> {
  const [own, other] = language === 'en' ? [en, zh] : [zh, en];
  return Object.keys(own).length > 0 ? own : other;
}

function translatedIn(table: PhraseTable, language: Language): readonly (string | null)[] {
  const others = Object.entries(phrasesIn(table, language === 'en' ? 'zh' : 'en'));
  return Object.values(phrasesIn(table, language)).map(score => others.find(([, other]) => other === score)?.[0] ?? null);
}
