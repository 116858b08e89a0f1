/** What is made of a value, made anew once the value is another one. */
export function following<T, Made>(value: () => T, make: (value: T) => Made): () => Made {
  let known = value();
  let made = make(known);
  return () => {
    const now = value();
    if (now !== known) {
      known = now;
      made = make(now);
    }
    return made;
  };
}
