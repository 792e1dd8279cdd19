/** What the help says of periods and of comments on them, in Chinese by its English. */
export const periodHelpZh = {
  'how periods stand; close them, reopen them, record who signed them': '期间的状态；关账、重开、登记客户签认',
  'state, revision, missing sources, waivers, late batches and signatures': '状态、版次、缺少的数据源、豁免、迟到批次和签认',
  '2026-10, 2026-Q4, 2026, 2026-W41 or 2026-10-01..2026-10-15 (else all evaluated)':
    '2026-10、2026-Q4、2026 等（缺省为所有评价过的期间）',
  'a client; can be given several times (else all concerned)': '客户；可多次给出（缺省为所有相关客户）',
  'evaluate a period and close it, if its sources are complete': '评价一个期间并关账，前提是数据源齐全',
  'close without this source; can be given several times': '不等该数据源即关账；可多次给出',
  'show what is open, and close nothing': '只列出未决事项，不关账',
  'close with all that is open; the client can read why': '在有未决事项时关账；客户能看到此理由',
  'refuse while anything is open': '只要有未决事项就拒绝关账',
  'why; one for all that is waived, or one for each': '原因；所有豁免共用一条，或每项一条',
  'reopen a closed period as its next revision; what was closed stays': '将已关账期间重开为下一版；已关账的内容保持不变',
  'a client; can be given several times': '客户；可多次给出',
  'record that the client signed the closed revision, on paper or by mail': '登记客户以纸质或邮件方式签认了已关账的版次',
  'the revision that was signed': '所签认的版次',
  'who signed for the client': '代表客户签认的人',
  'the day that stands beside the signature': '签名旁写的日期',
  'paper or mail (else paper)': 'paper（纸质）或 mail（邮件）；缺省为 paper',
  'what is said beside the figures of a period, for the client to read': '对一个期间的数字所作的说明，供客户阅读',
  'write a comment on a period or on a metric of it, in the place of the one before':
    '为一个期间或其中某指标写说明，替换原有的说明',
  'a metric (else the whole period)': '指标（缺省为整个期间）',
  'what is to be said': '说明的内容',
  'the comments that stand': '现有的说明',
  'take a comment away; the ledger keeps it': '删除说明；账本中仍保留',
} as const;
