import type { Key, KeyMade } from '../../contract/keys.js';
import type { Language } from '../../facts/label.js';
import { say } from '../../words/say.js';
import { idOrName } from './id-or-name.js';
import { textTable } from './result-table.js';
import { timeText } from './time-text.js';

/** The keys as a table. */
export function keysText(keys: readonly Key[], language: Language, zone: string): string {
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
    expiryText(key.expires_at, language, zone),
    key.last_used_at === null ? say(language, 'never', '从未') : timeText(zone, key.last_used_at),
  ]);
  const head = say(language, 'id|role|clients|name|state|expires|last used', '编号|角色|客户|名称|状态|到期|最近使用').split('|');
  return textTable([head, ...rows]);
}

const expiryText = (at: string | null, language: Language, zone: string): string =>
  at === null ? say(language, 'never', '不过期') : timeText(zone, at);

/** A key that was made, with its secret. */
export function keyMadeText(made: KeyMade, language: Language, zone: string): string {
  const { id, role, clients, name, key } = made;
  const roleName = idOrName(language, 'keyRoles', role);
  const bound = clients === null ? say(language, 'all clients', '全部客户') : clients.join(say(language, ', ', '、'));
  const expires = expiryText(made.expires_at, language, zone);
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
export function keyRevokedText({ id, name, revoked_at, revoked_by: by }: Key, language: Language, zone: string): string {
  const at = revoked_at === null ? '' : timeText(zone, revoked_at);
  return say(
    language,
    `Key ${id} ("${name}") is revoked since ${at}, by ${by}.`,
    `密钥 ${id}（“${name}”）已于 ${at} 由 ${by} 吊销。`,
  );
}
