import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chunksOf, Deadline } from '../../src/lib/deadline.ts';

const never = new AbortController().signal;

describe('a deadline', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('ends a wait for what never comes', async () => {
    const deadline = new Deadline(100, never);
    const wait = deadline.wait(new Promise(() => {}));
    vi.advanceTimersByTime(99);
    expect(deadline.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    await expect(wait).rejects.toThrow('nothing within 100 ms');
    expect(deadline.expired).toBe(true);
  });

  it('lets any number of waits share a parent without a warning of a leak', () => {
    const warned = vi.spyOn(process, 'emitWarning');
    const parent = new AbortController().signal;
    const waits = Array.from({ length: 16 }, () => new Deadline(100, parent));
    for (const wait of waits) wait.end();
    expect(warned).not.toHaveBeenCalled();
  });

  it('hands on what came in time', async () => {
    const deadline = new Deadline(100, never);
    await expect(deadline.wait(Promise.resolve(7))).resolves.toBe(7);
    await expect(deadline.wait(Promise.reject(new Error('no')))).rejects.toThrow('no');
    deadline.end();
  });

  it('gives the whole time anew at each sign of life, and another time where it is told so', () => {
    const deadline = new Deadline(100, never);
    for (let signs = 0; signs < 5; signs += 1) {
      vi.advanceTimersByTime(90);
      deadline.restart();
    }
    deadline.restart(300);
    vi.advanceTimersByTime(290);
    deadline.restart();
    vi.advanceTimersByTime(299);
    expect(deadline.expired).toBe(false);
    vi.advanceTimersByTime(1);
    expect(deadline.expired).toBe(true);
  });

  it('ends with its parent and its reason, which is no expiry', async () => {
    const parent = new AbortController();
    const deadline = new Deadline(100, parent.signal);
    const wait = deadline.wait(new Promise(() => {}));
    parent.abort(new Error('stopped'));
    await expect(wait).rejects.toThrow('stopped');
    vi.advanceTimersByTime(200);
    expect(deadline.expired).toBe(false);
    const late = new Deadline(100, parent.signal);
    await expect(late.wait(new Promise(() => {}))).rejects.toThrow('stopped');
  });

  it('does not expire once its wait is over, and lets its parent go', () => {
    const parent = new AbortController();
    const removed = vi.spyOn(parent.signal, 'removeEventListener');
    const deadline = new Deadline(100, parent.signal);
    deadline.end();
    expect(vi.getTimerCount()).toBe(0);
    expect(removed).toHaveBeenCalledTimes(1);
    expect(deadline.expired).toBe(false);
  });
});

describe('the pieces of a body', () => {
  function bodyOf(...pieces: readonly string[]) {
    const cancelled = vi.fn();
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const piece of pieces) controller.enqueue(encoder.encode(piece));
      },
      cancel: cancelled,
    });
    return { body, cancelled };
  }

  it('end with the signal though the body stays silent, and the body is cancelled', async () => {
    const { body, cancelled } = bodyOf('a', 'b');
    const abort = new AbortController();
    const seen: string[] = [];
    const reading = (async () => {
      for await (const chunk of chunksOf(body, abort.signal)) {
        seen.push(new TextDecoder().decode(chunk));
        if (seen.length === 2) setImmediate(() => abort.abort(new Error('enough')));
      }
    })();
    await expect(reading).rejects.toThrow('enough');
    expect(seen).toEqual(['a', 'b']);
    expect(cancelled).toHaveBeenCalledTimes(1);
  });

  it('leave no body open that is not read to its end', async () => {
    const { body, cancelled } = bodyOf('a', 'b');
    for await (const chunk of chunksOf(body, never)) {
      expect(chunk).toHaveLength(1);
      break;
    }
    expect(cancelled).toHaveBeenCalledTimes(1);
  });

  it('are not begun once the signal has fired', async () => {
    const { body, cancelled } = bodyOf('a');
    const pieces = chunksOf(body, AbortSignal.abort(new Error('too late')));
    await expect(pieces.next()).rejects.toThrow('too late');
    expect(cancelled).toHaveBeenCalledTimes(1);
  });
});
