/** What the reader is told of the series whose text it reads: its names, never its readings. */
export interface Vocabulary {
  /** `measurement.field{tag=value,...}`. */
  readonly series: string;
  /** As the source writes it; '' for none. */
  readonly unit: string;
}
