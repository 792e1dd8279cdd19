/** How a scale of a metric may be written, as an example of a remedy. */
export function scaleExample({ share, improves }: { readonly share: boolean; readonly improves: 'up' | 'down' }): string {
  const [low, high] = share ? ['90%', '100%'] : ['10', '20'];
  const [floor, target] = improves === 'up' ? [low, high] : share ? ['10%', '0%'] : [high, low];
  return `linear: { floor: "${floor}", target: "${target}", scores: [1, 10] }`;
}
