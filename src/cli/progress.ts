import { Presets, SingleBar } from 'cli-progress';
import type { Deps } from '../app/deps.js';
import { say } from '../words/say.js';
import { type Streams, terminalLanguage } from './streams.js';

/** A progress bar on a terminal; elsewhere it draws nothing. */
export function progressBar(
  streams: Streams,
  isQuiet: boolean,
): { readonly report: NonNullable<Deps['progress']>; readonly stop: () => void } {
  let bar: SingleBar | undefined;
  const stop = (): void => {
    bar?.stop();
    bar = undefined;
  };
  const report: NonNullable<Deps['progress']> = ({ file, done, of, rows }) => {
    if (isQuiet || !streams.isTerminal) return;
    if (bar === undefined) {
      bar = new SingleBar(
        {
          format: `{bar} {percentage} %  {rows} ${say(terminalLanguage(streams.env), 'rows', '行')}  {file}`,
          clearOnComplete: true,
          hideCursor: true,
        },
        Presets.shades_classic,
      );
      bar.start(of ?? 0, 0, { rows, file });
    }
    bar.update(done, { rows, file });
  };
  return { report, stop };
}
