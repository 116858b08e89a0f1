const WIDTH = 30;
const SHORTEST_PAUSE_MS = 100;

/** A line on a terminal that shows how far a long command is; silent where nobody watches. */
export function createProgressBar(stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>) {
  const isWatched = stream.isTTY === true;
  let shownAt = Number.NEGATIVE_INFINITY;
  return {
    /** `share` from 0 to 1. */
    show(share: number, text: string): void {
      if (!isWatched || performance.now() - shownAt < SHORTEST_PAUSE_MS) return;
      shownAt = performance.now();
      const done = Math.round(share * WIDTH);
      const bar = '#'.repeat(done) + '-'.repeat(WIDTH - done);
      stream.write(`\r[${bar}] ${Math.round(share * 100)} %  ${text}\u001b[K`);
    },
    clear(): void {
      if (isWatched) stream.write('\r\u001b[K');
    },
  };
}
