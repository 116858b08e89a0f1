/** How the config that counts stands to what its file says now. */
export interface ConfigState {
  /** False where the file was changed and has mistakes: the worker goes on with what it had. */
  readonly ok: boolean;
  /** When the config that counts was taken over, epoch ms. */
  readonly takenAt: number;
  /** What somebody should know: the first mistake, or what counts from the next start on. Empty where all is well. */
  readonly notes: readonly string[];
}
