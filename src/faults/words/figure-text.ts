/** A figure in its unit, to six significant digits: `97.9592 %`, `2.5 hours`. */
export function figureText(unit: string, value: number): string {
  if (unit === '%') return `${Number((value * 100).toPrecision(6))} %`;
  const number = String(Number(value.toPrecision(6)));
  return unit === '' || unit === 'count' || unit === 'points' ? number : `${number} ${unit}`;
}
