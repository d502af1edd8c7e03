/** What running systems print of their sessions. */

/** The outputs that are read. */
export type StatusFormat = string;

/** How an output is to be read; undefined if a text is none. */
export function statusFormat(_text: string): StatusFormat | undefined {
  return undefined;
}
