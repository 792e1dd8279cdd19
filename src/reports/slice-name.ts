import { factKinds } from '../facts/kinds.js';
import type { Label, Language } from '../facts/label.js';
import { plainText } from './plain-text.js';

const dimensions: Readonly<Record<string, Label>> = {
  site: { en: 'site', zh: '站点' },
  carrier: { en: 'carrier', zh: '承运商' },
  mode: { en: 'mode', zh: '运输方式' },
  lane: { en: 'lane', zh: '线路' },
  reason: { en: 'reason', zh: '原因' },
  agent: { en: 'agent', zh: '客服人员' },
  channel: { en: 'channel', zh: '渠道' },
  topic: { en: 'topic', zh: '主题' },
};

/** Fields whose values are pseudonyms of persons. */
const personal = new Set(factKinds.flatMap(({ fields }) => fields.flatMap(one => (one.personal === true ? [one.name] : []))));

/** A slice as it is read: "carrier FastTrans"; of a person a short form of the pseudonym, which is said to be one. */
export function sliceName(language: Language, dimension: string, key: string): string {
  const label = dimensions[dimension]?.[language] ?? dimension;
  if (!personal.has(dimension)) return `${label} ${plainText(key, 60)}`;
  const short = key.slice(0, 8);
  return language === 'zh' ? `${label}（化名）${short}` : `${label} (pseudonym) ${short}`;
}
