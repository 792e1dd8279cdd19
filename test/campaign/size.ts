import { appendFileSync } from 'node:fs';

/** Whether the campaign runs at its large size, as `npm run campaign` has it, and not at the one of every test run. */
export const isLarge = process.env['PLUMBLINE_CAMPAIGN'] === 'large';

/** How often, or how much: a number for every test run, and one for `npm run campaign`. */
export const sized = (small: number, large: number): number => (isLarge ? large : small);

/** Notes a figure of the campaign: `npm run campaign` shows them all at its end. */
export function noteFigure(name: string, value: number | string): void {
  const report = process.env['PLUMBLINE_CAMPAIGN_REPORT'];
  if (report !== undefined) appendFileSync(report, `${JSON.stringify({ name, value })}\n`);
}
