import { expect } from 'chai';
import { parse } from 'yaml';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseExpression, type Syntax } from '../../src/expressions/parse.js';
import { inspectWorkspace } from '../../src/rulebook/load-workspace.js';
import type { Metric } from '../../src/metrics/definition.js';
import { inFolder } from './workspace-folder.js';

const settings = 'time_zone: Asia/Shanghai\n';

const inspect = (rules: string) =>
  inFolder({ files: { 'plumbline.yaml': settings, 'config/rules.yaml': rules } }, inspectWorkspace);

/** The metrics of a workspace in which nothing is at fault. */
async function metricsWith(rules: string): Promise<(id: string) => Metric | undefined> {
  const { workspace, faults } = await inspect(rules);
  expect(faults.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
  return id => workspace.rulebook.metrics.find(metric => metric.id === id);
}

const passesOf = (metric: Metric | undefined): string | undefined =>
  metric?.kind === 'proportion' ? metric.passes.when : undefined;

describe('definitions', () => {
  it('are written out in every metric that uses them, with their parameters', async () => {
    const metric = await metricsWith('');
    expect(passesOf(metric('otif'))).to.equal(
      'status == "delivered" and done_by(delivered_at, promised_at + grace) and delivered_qty >= ordered_qty',
    );
    expect(metric('otif')?.params).to.deep.equal({ grace: 'minutes(0)' });
  });

  it('that a workspace replaces change every metric of the catalogue that uses them', async () => {
    const [before, after] = [
      await metricsWith(''),
      await metricsWith("definitions:\n  - { id: delivery_due, of: shipment, is: 'end_of_day(promised_at)' }\n"),
    ];
    const users = ['on_time_delivery', 'on_time_delivery_due', 'otif', 'perfect_order', 'seven_rights', 'open_overdue_rate'];
    for (const id of users) {
      expect(JSON.stringify(before(id)), id).to.match(/[^(]promised_at/);
      const now = JSON.stringify(after(id));
      expect(now.split('promised_at'), id).to.have.lengthOf(now.split('end_of_day(promised_at)').length);
    }
  });

  it('of a workspace can use those of the catalogue, and those it names itself', async () => {
    const metric = await metricsWith(
      [
        'definitions:',
        "  - { id: delivered_early, of: shipment, is: 'delivered_in_time and delivered_at < delivery_due - lead', params: { lead: hours(2) } }",
        'metrics:',
        '  - { id: early, kind: proportion, of: shipment, improves: up, dated: delivery_dated, passes: delivered_early, params: { grace: minutes(5) } }',
      ].join('\n'),
    );
    expect(passesOf(metric('early'))).to.equal(
      'status == "delivered" and done_by(delivered_at, promised_at + grace) and delivered_at < promised_at - lead',
    );
    expect(metric('early')?.params, 'what the metric says goes before').to.deep.equal({ grace: 'minutes(5)', lead: 'hours(2)' });
  });

  it('yield to a parameter of the same name', async () => {
    const metric = await metricsWith(
      "metrics:\n  - { id: soon, kind: proportion, of: shipment, improves: up, dated: delivered_at, passes: 'delivered_at < delivery_due', params: { delivery_due: 'order_due_at' } }\n",
    );
    expect(passesOf(metric('soon'))).to.equal('delivered_at < delivery_due');
  });

  it('are of one kind of fact: a metric of another does not know them', async () => {
    const { faults } = await inspect(
      'metrics:\n  - { id: odd, kind: proportion, of: complaint, improves: up, dated: received_at, passes: is_delivered }\n',
    );
    expect(faults.map(({ code, place }) => [code, place.line, place.column])).to.deep.equal([['name_unknown', 2, 91]]);
  });

  it('at fault are told once, however many use them', async () => {
    const { faults } = await inspect("definitions:\n  - { id: delivery_due, of: shipment, is: 'promise_at' }\n");
    expect(faults.map(({ code }) => code)).to.deep.equal(['name_unknown']);
  });

  it('must not unfold beyond the length of an expression', async () => {
    const steps = Array.from({ length: 14 }, (_, i) => `  - { id: step${i + 1}, of: shipment, is: 'step${i} and step${i}' }`);
    const { faults } = await inspect(
      [
        'definitions:',
        "  - { id: step0, of: shipment, is: 'damaged_qty == 0' }",
        ...steps,
        'metrics:',
        '  - { id: deep, kind: proportion, of: shipment, improves: up, dated: delivered_at, passes: step14 }',
      ].join('\n'),
    );
    expect(faults.map(({ code }) => code)).to.deep.equal(['expression_too_long']);
  });
});

describe('the catalogue of metrics', () => {
  const folder = path.join(import.meta.dirname, '..', '..', 'config', 'metrics');

  interface Written {
    readonly id: string;
    readonly of?: string;
    readonly when?: string;
    readonly population?: { readonly when: string };
    readonly passes?: { readonly when: string };
    readonly numerator?: readonly Written[];
    readonly denominator?: readonly Written[];
  }

  const conjuncts = (syntax: Syntax): readonly Syntax[] =>
    syntax.form === 'operation' && syntax.operation === 'and' ? syntax.arguments.flatMap(conjuncts) : [syntax];

  const shape = (syntax: Syntax): string =>
    syntax.form === 'constant'
      ? JSON.stringify(String(syntax.value))
      : syntax.form === 'name'
        ? syntax.name
        : `${syntax.form === 'function' ? syntax.name : syntax.operation}(${syntax.arguments.map(shape).join()})`;

  function conditionsOf(metric: Written): readonly string[] {
    const terms = [metric, ...(metric.numerator ?? []), ...(metric.denominator ?? [])];
    return terms.flatMap(term =>
      [term.when, term.population?.when, term.passes?.when].flatMap(text => {
        if (text === undefined) return [];
        const parsed = parseExpression(text, {});
        if ('fault' in parsed) throw new Error(text);
        const parts = conjuncts(parsed.syntax).filter(({ form }) => form !== 'name' && form !== 'constant');
        return parts.map(part => `${term.of}: ${shape(part)}`);
      }),
    );
  }

  it('says each condition once: what two metrics ask is a definition', () => {
    const users = new Map<string, Set<string>>();
    for (const file of readdirSync(folder)) {
      // Packaged files hold lists of metrics; their shape is checked elsewhere.
      const { metrics } = parse(readFileSync(path.join(folder, file), 'utf8')) as { metrics: readonly Written[] };
      for (const metric of metrics)
        for (const condition of conditionsOf(metric)) users.set(condition, new Set([...(users.get(condition) ?? []), metric.id]));
    }
    expect(users.size, 'conditions read').to.be.greaterThan(30);
    expect([...users].filter(([, metrics]) => metrics.size > 1)).to.deep.equal([]);
  });
});
