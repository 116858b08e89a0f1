/** A page within the page. */
export interface View {
  readonly element: HTMLElement;
  readonly title: string;
  /** Asks for everything anew; called at first, and whenever something was written. */
  refresh(): Promise<void>;
  end(): void;
}
