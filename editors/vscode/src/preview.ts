/** The preview of a desk, begun as a process or found running. Nothing in here needs VS Code. */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A place in a file that the preview asks the editor to open. line, column: from 1. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

export interface Preview {
  address: string;
  /** Ends it, where it was begun here. */
  stop(): void;
}

/** The preview that runs for a desk already, or one that is begun. Rejects with what briefgen said where it does not begin. */
export async function previewOf(root: string, command: readonly string[]): Promise<Preview> {
  const address = noted(root);
  if (address && (await answers(address))) return { address, stop: () => undefined };
  return begun(root, command);
}

function begun(root: string, command: readonly string[]): Promise<Preview> {
  const [program = "briefgen", ...words] = command;
  const child = spawn(program, [...words, "preview", "--no-open"], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (data: Buffer) => (said = (said + data.toString()).slice(-4000)));
    child.once("error", (error) => reject(new Error(`${program} cannot be run: ${error.message}`)));
    child.once("exit", () => reject(new Error(said.trim() || "The preview ended before it began.")));
    createInterface(child.stdout).on("line", (line) => {
      if (/^http:\/\/\S+$/.test(line)) resolve({ address: line, stop: () => end(child) });
    });
  });
}

function end(child: ChildProcess): void {
  if (child.exitCode === null) child.kill(process.platform === "win32" ? "SIGTERM" : "SIGINT");
}

/** The address that a running preview leaves in its desk; "" where there is none. */
function noted(root: string): string {
  try {
    const found: unknown = JSON.parse(readFileSync(join(root, ".briefgen", "preview.json"), "utf8"));
    const address = found && typeof found === "object" && "address" in found ? found.address : "";
    return typeof address === "string" && /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+\//.test(address) ? address : "";
  } catch {
    return "";
  }
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(address, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

/** The page around the preview's own: a frame, and the way for a click in it to the editor. nonce: of the one script. */
export function page(address: string, nonce: string): string {
  const { origin } = new URL(address);
  const policy = `default-src 'none'; frame-src ${origin}; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Preview</title>
<style nonce="${nonce}">html, body, iframe { border: 0; height: 100%; margin: 0; padding: 0; width: 100%; display: block; background: #fff }</style>
</head>
<body>
<iframe title="Preview" src="${address}"></iframe>
<script nonce="${nonce}">
const editor = acquireVsCodeApi();
addEventListener("message", (event) => {
  if (event.origin === ${JSON.stringify(origin)} && event.data && event.data.open) editor.postMessage({ open: event.data.open });
});
</script>
</body>
</html>`;
}

/** The place in a message of the preview; undefined for any other message. */
export function placeIn(message: unknown): Place | undefined {
  const open = message && typeof message === "object" && "open" in message ? message.open : undefined;
  if (!open || typeof open !== "object") return undefined;
  const { file, line, column } = open as Record<string, unknown>;
  if (typeof file !== "string" || typeof line !== "number" || typeof column !== "number") return undefined;
  return { file, line: Math.max(1, Math.floor(line)), column: Math.max(1, Math.floor(column)) };
}
