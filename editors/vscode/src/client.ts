/** What the language client tells the server beyond the protocol. Nothing in here needs VS Code. */

/** Notification: the editor's cursor is on a line, counted from 0 as everywhere in the protocol; the preview goes there. */
export const CURSOR = "briefgen/cursor";

export interface Cursor {
  uri: string;
  line: number;
}

/** How long, in milliseconds, the cursor has to rest on a line before the preview is told. */
export const REST = 150;
