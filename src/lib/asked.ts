/** A question that several may ask while it waits, and that is answered to all of them once. */
export interface Asked<T> {
  ask(): Promise<T>;
  waits(): boolean;
  /** Nothing happens where nobody asks. */
  answer(value: T): void;
}

export function createAsked<T>(): Asked<T> {
  let waiting: ((value: T) => void)[] = [];
  return {
    ask: () => new Promise((resolve) => waiting.push(resolve)),
    waits: () => waiting.length > 0,
    answer(value) {
      const all = waiting;
      waiting = [];
      for (const resolve of all) resolve(value);
    },
  };
}
