import type { Answered, Decided, DisputeOpened, Effect, Proposal } from '../../contract/amendments.js';
import type { Language } from '../../facts/label.js';
import { say } from '../../words/say.js';
import { amendmentName } from './amendments.js';
import { figureText } from './audit-diff.js';
import { namedWithPart } from './contract-figures.js';
import { idOrName } from './id-or-name.js';
import { textTable } from './result-table.js';
import { typed } from './typed.js';

/** An exclusion or override that was requested, or only tried; and what it would change. */
export function requestedText(
  kind: 'exclusion' | 'override',
  { number, client, effect }: { readonly number: number | null; readonly client: string; readonly effect: readonly Effect[] },
  language: Language,
): string {
  const command = `plumbline ${kind === 'exclusion' ? 'exclude' : 'override'} approve ${number} --as NAME`;
  const head =
    number === null
      ? say(language, 'Tried only: nothing was requested. Approved, it would change:', '仅为试算，未提交申请。如获批准，将改变：')
      : say(
          language,
          `${kind} ${number} of ${client} is requested. It holds once somebody else approves it: ${command}. Then it changes:`,
          `${client} 的${amendmentName(kind, number, language)}已提交申请，由他人批准后生效：${command}。届时将改变：`,
        );
  return [head, ...effectLines(client, effect, [], language)].join('\n');
}

/** An exclusion or override that was decided, and what that changes. */
export function decidedText({ kind, number, client, decision, effect, proposed }: Decided, language: Language): string {
  const done = { approval: 'approved', refusal: 'refused', revocation: 'revoked' } as const;
  const state = done[decision];
  const head = say(
    language,
    `${kind} ${number} of ${client} is ${state}.`,
    `${client} 的${amendmentName(kind, number, language)}${idOrName(language, 'amendmentStates', state)}。`,
  );
  return decision === 'refusal' ? head : [head, ...effectLines(client, effect, proposed, language)].join('\n');
}

/** A dispute that was opened, and who answers it. */
export function disputeOpenedText({ dispute, client, body: { period }, failed }: DisputeOpened, language: Language): string {
  const fact = failed === undefined ? '' : ' --fact NUMBER';
  const accept = `plumbline dispute accept ${dispute}${fact} --reason CODE --why TEXT`;
  const opened = say(
    language,
    `dispute ${dispute} of ${client}, ${period}, is open. Somebody else answers it: ${accept}, or refuse.`,
    `${client} ${period} 的第 ${dispute} 号异议已提出，须由他人答复：${accept}；不接受则用 plumbline dispute refuse。`,
  );
  if (failed === undefined) return opened;
  const choose = say(
    language,
    'It names no facts: whoever accepts it chooses those that are left out.',
    '异议未列明事实：接受时须选定要剔除的事实。',
  );
  return [opened, choose, ...failed.map(one => failedLine(one, language))].join('\n');
}

/** The facts that fail a metric, on one line. */
function failedLine({ metric, numbers, total }: NonNullable<DisputeOpened['failed']>[number], language: Language): string {
  const shown = numbers.slice(0, 40);
  const isAll = total <= shown.length;
  const list = shown.join(say(language, ', ', '、'));
  const more = isAll ? '' : say(language, `, … (${total} in all)`, ` 等，共 ${total} 条`);
  return say(language, `  ${metric} fails for ${list}${more}`, `  未达到 ${metric}：${list}${more}`);
}

/** A dispute that was answered, and what that changes. */
export function disputeAnsweredText(
  { dispute, client, exclusion, exclusion_state: state, effect, proposed }: Answered,
  language: Language,
): string {
  if (exclusion === null)
    return say(language, `dispute ${dispute} of ${client} is refused.`, `${client} 的第 ${dispute} 号异议已驳回。`);
  const approve = `plumbline exclude approve ${exclusion} --as NAME`;
  const head =
    state === 'requested'
      ? say(
          language,
          `dispute ${dispute} of ${client} is accepted. It names no facts, so exclusion ${exclusion} of those that you chose is requested. It holds once somebody else approves it: ${approve}. Then it changes:`,
          `${client} 的第 ${dispute} 号异议已接受。异议未列明事实，您所选事实的第 ${exclusion} 号剔除已提交申请，由他人批准后生效：${approve}。届时将改变：`,
        )
      : say(
          language,
          `dispute ${dispute} of ${client} is accepted: exclusion ${exclusion}.`,
          `${client} 的第 ${dispute} 号异议已接受，生成第 ${exclusion} 号剔除。`,
        );
  return [head, ...effectLines(client, effect, proposed, language)].join('\n');
}

/** What an amendment changes, and what it proposes. */
function effectLines(
  client: string,
  effect: readonly Effect[],
  proposed: readonly Proposal[],
  language: Language,
): readonly string[] {
  const proposals = proposed.map(one => proposalText(client, one, language));
  return ['', effectText(effect, language), ...(proposals.length === 0 ? [] : ['', ...proposals])];
}

/** What an amendment changes, raw and adjusted side by side. */
function effectText(effects: readonly Effect[], language: Language): string {
  if (effects.length === 0)
    return say(language, 'It changes no figure of the periods that were evaluated.', '对已评价期间的数字没有影响。');
  const head = say(language, 'period|metric|before|after|excluded|score|status', '期间|指标|之前|之后|剔除|得分|状态').split('|');
  const rows = effects.map(({ period, metric, scope, unit, before, after }) => [
    period,
    namedWithPart(metric, scope, language),
    figureText(before, unit, language),
    figureText(after, unit, language),
    before.excluded === after.excluded ? String(after.excluded) : `${before.excluded} → ${after.excluded}`,
    before.score === after.score ? '' : `${before.score ?? '–'} → ${after.score ?? '–'}`,
    [...new Set([before.status, after.status])].map(status => idOrName(language, 'statuses', status)).join(' → '),
  ]);
  return textTable([head, ...rows], [2, 3, 4]);
}

/** The revision that is proposed, and how it comes to be. */
function proposalText(client: string, { period, revision, evaluation }: Proposal, language: Language): string {
  const reopen = `plumbline period reopen --period ${period} --client ${typed(client)} --reason TEXT`;
  return say(
    language,
    `${client} ${period} is closed and stays so. Proposed is revision ${revision} (evaluation ${evaluation}): ${reopen}, then period close.`,
    `${client} ${period} 已关账，保持不变。提议第 ${revision} 版（评价 ${evaluation}）：先执行 ${reopen}，再执行 plumbline period close。`,
  );
}
