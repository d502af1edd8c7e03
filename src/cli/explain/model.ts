/** How an example is laid out. */
import type { Paint } from '../../report/pretty/style.ts';

/** How wide the example may be, in columns, undefined for any width; and how it is painted. */
export interface Look {
  readonly width: number | undefined;
  readonly paint: Paint;
}
