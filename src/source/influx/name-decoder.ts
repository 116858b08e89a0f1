import type { PlumblineError } from '../../lib/errors.ts';
import { RecordScanner } from '../records.ts';

/** Decodes the annotated CSV of a query whose `_value`s are names: the answers of Flux's schema package. */
export class NameDecoder {
  readonly names: string[] = [];
  readonly #scanner = new RecordScanner(',');
  readonly #serverError: (message: string) => PlumblineError;
  #columns: readonly string[] = [];

  constructor(serverError: (message: string) => PlumblineError) {
    this.#serverError = serverError;
  }

  /** Takes the next piece of the body; throws what `serverError` makes of an error in it. */
  push(chunk: Uint8Array): void {
    this.#scanner.push(chunk);
    while (this.#scanner.next()) this.#take(this.#scanner);
  }

  #take(row: RecordScanner): void {
    if (row.end === row.start) {
      this.#columns = [];
    } else if (!row.text(0).startsWith('#')) {
      const cells = Array.from({ length: row.fieldCount }, (_, at) => row.text(at));
      if (this.#columns.length === 0) this.#columns = cells;
      else this.#name(cells);
    }
  }

  #name(cells: readonly string[]): void {
    const cell = (column: string): string | undefined => cells[this.#columns.indexOf(column)];
    const error = this.#columns.includes('_value') ? undefined : cell('error');
    if (error !== undefined) throw this.#serverError(error);
    const name = cell('_value');
    if (name !== undefined) this.names.push(name);
  }
}
