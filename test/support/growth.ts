/** Milliseconds that one call of a function takes at best, of so many that one at least is not interrupted by other programs. */
function fastest(act: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  const begin = performance.now();
  for (let i = 0; i < 3 || (i < 200 && performance.now() - begin < 100); i++) {
    const from = performance.now();
    act();
    best = Math.min(best, performance.now() - from);
  }
  return best;
}

/** So many looks at each character count as no work, so that what does hardly more than copy a text is not measured by its noise. */
const looksForFree = 100;

function looks(length: number): () => number {
  const text = 'ab'.repeat(length / 2);
  return () => {
    let sum = 0;
    for (let i = 0; i < looksForFree; i++) for (let at = 0; at < length; at++) sum += text.charCodeAt(at);
    return sum;
  };
}

/**
 * By how much the work on a text grows when the text becomes four times as long: about 4 where each character is looked at a few times, 16
 * where it is looked at from every other one. The text must be so long that the square of its length is far more than the looks for free.
 * What other programs take of the machine can only be mistaken for growth, so that much of it is measured again.
 */
export function growth(act: (length: number) => () => unknown, length: number): number {
  const [short, long] = [act(length), act(4 * length)];
  short();
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3 && least >= halfwayToSquare; i++) {
    least = Math.min(least, fastest(long) / Math.max(fastest(short), fastest(looks(length))));
  }
  return least;
}

/** Between linear work and that which grows with the square of a text's length. */
export const halfwayToSquare = 9;
