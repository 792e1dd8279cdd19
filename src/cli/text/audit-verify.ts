import type { Verification } from '../../app/audit/verify.js';
import type { Language } from '../../facts/label.js';
import { say } from '../../words/say.js';

/** What a verification came to, in words; its findings are printed separately. */
export function verificationText({ ledger, batches, evaluations, verified, findings }: Verification, language: Language): string {
  const good = evaluations.filter(one => one.verified).length;
  const [all, found] = [evaluations.length, findings.length];
  const entries = `${ledger.entries} ${ledger.entries === 1 ? 'entry' : 'entries'}`;
  return [
    say(
      language,
      `Ledger: ${entries}, ${ledger.intact ? 'the chain is intact' : 'the chain is broken'}.`,
      `台账：${ledger.entries} 条，${ledger.intact ? '链条完整' : '链条已断'}。`,
    ),
    ...headLines(ledger.head, language),
    say(
      language,
      `Facts: ${batches} ${batches === 1 ? 'batch' : 'batches'} held against their content hashes.`,
      `事实：已核对 ${batches} 个批次的内容哈希。`,
    ),
    say(
      language,
      `Evaluations: ${good} of ${all} recomputed by SQL and row by row, both the same bytes as stored.`,
      `评价：${all} 个中有 ${good} 个经数据库与逐行两种方法重新计算，均与保存的逐字节相同。`,
    ),
    ...evaluations
      .filter(one => !one.verified)
      .map(one => `  ${say(language, 'not verified: ', '未通过核验：')}${one.evaluation}  ${one.client}  ${one.period}`),
    verified
      ? say(language, 'Everything is as it was recorded.', '一切与记录一致。')
      : say(language, `${found} finding${found === 1 ? '' : 's'}.`, `发现 ${found} 处问题。`),
  ].join('\n');
}

function headLines(head: Verification['ledger']['head'], language: Language): readonly string[] {
  if (head === null) return [];
  const text = `${head.entry}:${head.hash}`;
  return [
    say(
      language,
      `Its head is ${text}. Kept elsewhere, --head shows later that nothing was cut off.`,
      `台账末条为 ${text}。请另行保存，日后用 --head 可证明末尾没有被截去。`,
    ),
  ];
}
