import { quoted } from '../quoted.js';
import { sizeText } from '../size-text.js';
import type { ManyOf, RequestPart, serviceFaults } from '../../service.js';
import type { Words } from '../wording.js';
import { didYouMean, either, didYouMeanText, someOf } from './lists.js';
import { phraseZh } from './phrases.js';

const manyOf: Readonly<Record<ManyOf, string>> = {
  key: '密钥',
  link: '链接',
  address: '地址',
  failed_address: '登录失败的地址',
};

const parts: Readonly<Record<RequestPart, string>> = { path: '路径', query: '查询', body: '请求体' };

/** Requests to the service, its keys and how it runs, in Chinese. */
export const serviceZh: Words<typeof serviceFaults> = {
  sign_in_needed: () => ({
    what: '此操作需要密钥，而请求没有带密钥。',
    remedy: '请以 `Authorization: Bearer KEY` 发送。密钥由管理员建立。',
  }),
  key_refused: () => ({
    what: '请求所带的密钥或会话无效：未知、已过期或已被吊销。',
    remedy: '请向管理员申请新的密钥，或重新登录。',
  }),
  role_not_enough: p => ({ what: `角色为 ${p.role} 的密钥不允许此操作。`, remedy: `需要角色为 ${either(p.roles)} 的密钥。` }),
  key_bound: () => ({ what: '此操作涉及全部客户，而该密钥限于部分客户。', remedy: '需要不限于特定客户的密钥。' }),
  csrf_missing: () => ({
    what: '该请求会作出更改并以 cookie 登录，但没有带有效的 X-CSRF-Token。',
    remedy: '请把登录时以及 GET /api/v1/session 给出的令牌放在请求头 X-CSRF-Token 中发送。',
  }),
  too_many_requests: p => ({ what: `来自该${manyOf[p.of]}的请求过多。`, remedy: `请在 ${p.seconds} 秒后继续，并放慢速度。` }),
  daily_upload_used: p => ({
    what: `该密钥今天已发送 ${sizeText(p.sent)}，加上本次请求将超过每天 ${sizeText(p.most)} 的上限。`,
    remedy: `请在 ${p.until} 之后重新发送。如果每天都需要更多，可请服务的管理者调高 plumbline.yaml 中的 \`daily_upload\`。`,
  }),
  client_not_here: p => ({
    what: `该密钥可以查看的客户中没有 ${quoted(p.client)}。`,
    remedy: 'GET /api/v1/clients 列出这些客户。',
  }),
  path_unknown: p => ({ what: `${quoted(p.path, 200)} 处没有内容。`, remedy: '/openapi.json 处的文档说明有哪些内容。' }),
  method_not_allowed: p => ({ what: `此处不能使用 ${p.method}。`, remedy: `可以使用：${either(p.allowed)}。` }),
  request_unreadable: p => ({
    what: `无法解读该请求：${phraseZh(p.reason)}。`,
    remedy: '请更正请求；路径和查询中不能直接写的字符请用百分号编码。',
  }),
  parameter_unknown: p => ({
    what: `查询没有参数 ${quoted(p.name)}。${didYouMean(p.name, p.known)}`,
    remedy: p.known.length === 0 ? '请去掉它：此处没有参数。' : `可用的参数有 ${someOf(p.known)}。`,
  }),
  property_unknown: p => ({
    what: `${p.of === '' ? '请求体' : `请求体的 ${quoted(p.of)} `}没有属性 ${quoted(p.name)}。${didYouMean(p.name, p.known)}`,
    remedy: p.known.length === 0 ? '请去掉它。' : `可用的属性有 ${someOf(p.known)}。`,
  }),
  parameter_wrong: p => ({
    what: `${parts[p.where]}${p.name === '' ? '' : `的 ${quoted(p.name)} `}不符合要求${p.value === '' ? '' : `，其值为 ${quoted(p.value)}`}：${phraseZh(p.reason)}。`,
    remedy: '/openapi.json 处的文档说明应当怎样填写。',
  }),
  body_too_large: p => ({
    what: `请求体超过 ${phraseZh(p.most)}。`,
    remedy: '请减少一次发送的内容；文件请发到 POST /api/v1/imports。',
  }),
  body_not_json: p => ({ what: `请求体不是 JSON：${phraseZh(p.reason)}。`, remedy: '请发送一个 UTF-8 编码的 JSON 文档。' }),
  content_type_unknown: p => ({
    what: p.given === '' ? '请求没有说明其请求体的类型。' : `此处不接受类型为 ${quoted(p.given)} 的请求体。`,
    remedy: `请以 Content-Type: ${p.wanted} 发送。`,
  }),
  content_type_no_file: p => ({
    what: `类型为 ${quoted(p.given)} 的请求体不作为事实文件接受。`,
    remedy: /^multipart\//i.test(p.given)
      ? '请把文件本身作为请求体发送，不要放在表单中：curl --data-binary @FILE；文件名写在查询中，即 file=NAME。'
      : '请把 CSV、XLSX 或每行一个 JSON 对象的文件作为请求体发送，并写 Content-Type: application/octet-stream。',
  }),
  idempotency_key_wrong: p => ({
    what: `${quoted(p.given)} 不能作为 Idempotency-Key。`,
    remedy: '请发送 1 到 200 个可打印字符，如 UUID，每个新请求用一个新的。',
  }),
  idempotency_key_reused: p => ({
    what: `Idempotency-Key ${quoted(p.given)} 已用于另一个请求。`,
    remedy: '新的请求请用新的值；只有重复同一请求时才用同一个值。',
  }),
  idempotency_running: p => ({
    what: `使用 Idempotency-Key ${quoted(p.given)} 的第一个请求仍在处理中。`,
    remedy: '请在几秒后重复：将得到第一个请求的应答。',
  }),
  idempotency_answer_lost: p => ({
    what: `使用 Idempotency-Key ${quoted(p.given)} 的第一个请求已执行，但服务在应答之前停止。`,
    remedy: '请在相应列表中查看其结果。只有确需再执行一次时，才用新的值重新发送。',
  }),
  service_unavailable: p => ({
    what: `目前无法应答该请求：${phraseZh(p.reason)}。`,
    remedy: '请在 Retry-After 给出的时间之后重试。',
  }),
  service_bug: p => ({
    what: `服务内部出错，并非请求的问题（请求编号 ${p.request}）。`,
    remedy: '请把请求编号告知服务的管理者：日志中有更多信息。',
  }),
  key_unknown: p => ({ what: `没有密钥 ${quoted(p.given)}。${didYouMeanText(p.near)}`, remedy: '密钥列表中有全部密钥的编号。' }),
  key_role_unknown: p => ({
    what: `${quoted(p.given)} 不是角色。${didYouMean(p.given, p.known)}`,
    remedy: `可用的角色是 ${either(p.known)}。`,
  }),
  key_needs_client: () => ({
    what: '角色为 `client` 的密钥至少要限于一个客户，而没有指明客户。',
    remedy: '请指明一个或几个客户。',
  }),
  key_expiry_wrong: p => ({
    what: `密钥不能在 ${quoted(p.given)} 到期：它不是将来的日期或时刻。`,
    remedy: '请写成 2027-01-01，或 2027-01-01T00:00:00Z。',
  }),
  import_not_here: p => ({
    what: `没有导入 ${quoted(p.given)}，或在查询未通过行时它没有未通过行。`,
    remedy: 'GET /api/v1/imports 列出全部导入。',
  }),
  survey_answer_unscored: p => ({
    what:
      p.phrase === undefined
        ? `第 ${p.at + 1} 个答案既没有得分，也没有评语。`
        : `第 ${p.at + 1} 个答案：没有评语表包含 ${quoted(p.phrase)}。${didYouMean(p.phrase, p.known)}`,
    remedy: '请给出 1 到 10 的得分，或 config/phrases.yaml 中的评语。',
  }),
  upload_unknown: p => ({
    what: `没有上传 ${quoted(p.given)}。`,
    remedy: '请给出 POST /api/v1/imports 的 `Location` 中的编号。',
  }),
  upload_interrupted: () => ({ what: '服务在文件导入之前结束，没有保留其任何内容。', remedy: '请重新发送该文件。' }),
  upload_rejects_lost: p => ({
    what: `服务在写出未通过的行（${p.rows}）之前结束。`,
    remedy: '请重新发送该文件：已导入的内容保持不变，未通过的行会列出。',
  }),
  address_taken: p => ({
    what: `服务无法在 ${p.host}:${p.port} 上监听：${phraseZh(p.reason)}。`,
    remedy: '请用 --port 或 --host 指定其他地址，或结束在该处监听的程序。',
  }),
  number_wrong: p => ({
    what: `${quoted(p.given)} 不能作为 ${p.option} 的值。`,
    remedy: `请给出 ${p.least} 到 ${p.most} 的整数。`,
  }),
};
