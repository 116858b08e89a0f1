/** Index of the reading after the largest step up, down and either way; undefined where nothing goes that way. */
export interface Steps {
  readonly up: number | undefined;
  readonly down: number | undefined;
  readonly either: number | undefined;
}

/** The first of the largest steps from one reading to the next, each way. */
export function stepsOf(values: Float64Array): Steps {
  let [rise, up, fall, down] = [0, 0, 0, 0];
  let before = values[0] ?? 0;
  for (let at = 1; at < values.length; at += 1) {
    const here = values[at] ?? 0;
    const step = here - before;
    if (step > rise) {
      rise = step;
      up = at;
    } else if (-step > fall) {
      fall = -step;
      down = at;
    }
    before = here;
  }
  const isUp = rise > fall || (rise === fall && up < down);
  // No step leads to the first reading.
  const known = (at: number) => (at === 0 ? undefined : at);
  return { up: known(up), down: known(down), either: known(isUp ? up : down) };
}
