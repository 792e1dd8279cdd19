import { chosen, type Fields } from '../contract/fields.js';
import type { Reply } from './route.js';

/**
 * A reply with the members alone that were asked for; as it is where none were. Its type stays that of the whole: that is what the route
 * declares for who names no fields.
 */
export function withFields<J>(reply: Reply<J>, fields: Fields | undefined): Reply<J> {
  if (fields === undefined) return reply;
  const { json, jsonText, ...rest } = reply;
  const whole: unknown = jsonText === undefined ? json : JSON.parse(jsonText.body.toString('utf8'));
  // Whoever names fields has asked for less than the route declares.
  return { ...rest, json: chosen(whole, fields) as J };
}
