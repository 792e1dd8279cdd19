/** The words that say which part of the day an hour belongs to, as part of a pattern. */
export const halfDayWords = 'AM|PM|a\\.\\s?m\\.?|p\\.\\s?m\\.?|上午|下午|凌晨|清晨|早上|早晨|中午|傍晚|晚上';

/** The hour from 0 to 23 of an hour with such a word; undefined where the two cannot both be true, or can mean two hours. */
export function hourOfDay(hour: number, word: string): number | undefined {
  const half = word.toLowerCase().replace(/[.\s]/g, '');
  if (half === 'pm' || half === '下午') return afternoon(hour);
  if (half === '中午') return hour >= 11 && hour <= 14 ? hour : hour <= 2 && hour > 0 ? hour + 12 : undefined;
  // 晚上12:30 and 晚上1:00 are said of the night that begins as well as of the one that ends.
  if (half === '傍晚' || half === '晚上') return hour >= 5 && hour !== 12 ? afternoon(hour) : undefined;
  if (hour < 12) return hour;
  return hour === 12 && (half === 'am' || half === '上午' || half === '凌晨') ? 0 : undefined;
}

const afternoon = (hour: number): number | undefined => (hour < 12 ? hour + 12 : hour < 24 ? hour : undefined);
