import type { Key, KeyMade } from '../../contract/keys.js';
import type { Language } from '../../facts/label.js';
import { say } from '../../words/say.js';
import { idOrName } from './id-or-name.js';
import { textTable } from './result-table.js';

/** The keys as a table. */
export function keysText(keys: readonly Key[], language: Language): string {
  if (keys.length === 0)
    return say(
      language,
      'There are no keys yet: plumbline keys create --role admin makes the first.',
      '还没有密钥：用 plumbline keys create --role admin 创建第一个。',
    );
  const rows = keys.map(key => [
    key.id,
    idOrName(language, 'keyRoles', key.role),
    key.clients === null ? say(language, 'all', '全部') : key.clients.join(say(language, ', ', '、')),
    key.name,
    idOrName(language, 'keyStates', key.state),
    key.expires_at ?? neverExpires(language),
    key.last_used_at ?? say(language, 'never', '从未'),
  ]);
  const head = say(language, 'id|role|clients|name|state|expires|last used', '编号|角色|客户|名称|状态|到期|最近使用').split('|');
  return textTable([head, ...rows]);
}

const neverExpires = (language: Language): string => say(language, 'never', '不过期');

/** A key that was made, with its secret. */
export function keyMadeText({ id, role, clients, name, expires_at: end, key }: KeyMade, language: Language): string {
  const roleName = idOrName(language, 'keyRoles', role);
  const bound = clients === null ? say(language, 'all clients', '全部客户') : clients.join(say(language, ', ', '、'));
  const expires = end ?? neverExpires(language);
  return [
    say(
      language,
      `Key ${id}: ${roleName} of ${bound}, "${name}", expires ${expires}.`,
      `密钥 ${id}：${roleName}，${bound}，“${name}”，到期：${expires}。`,
    ),
    `  ${key}`,
    say(
      language,
      'This is the only time that it is shown. Send it as `Authorization: Bearer KEY`, or sign in with it in the pages.',
      '密钥只显示这一次。请以 `Authorization: Bearer KEY` 发送，或用它登录网页。',
    ),
  ].join('\n');
}

/** A key that was revoked. */
export const keyRevokedText = ({ id, name, revoked_at: at, revoked_by: by }: Key, language: Language): string =>
  say(language, `Key ${id} ("${name}") is revoked since ${at}, by ${by}.`, `密钥 ${id}（“${name}”）已于 ${at} 由 ${by} 吊销。`);
