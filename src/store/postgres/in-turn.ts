/**
 * What statements give that were asked for together, without waiting for one before the next. Of several that fail the first in their order
 * is the reason: after it the transaction refuses all others.
 */
export async function inTurn<T extends readonly unknown[]>(
  asked: {
    readonly [K in keyof T]: Promise<T[K]> | T[K];
  },
): Promise<T>;
export async function inTurn(asked: readonly unknown[]): Promise<readonly unknown[]> {
  const settled = await Promise.allSettled(asked);
  return settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}
