/**
 * Drives what the extension does, without VS Code, against the real server and the real preview: `node drive.js DESK COMMAND…` finds the
 * desk and the command as the extension does, opens a file, breaks and mends it, formats it, moves the cursor, and prints what came of it.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentFormattingRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { CURSOR } from "../src/client";
import { commandFor, deskOf, isBelow, isOfDesk } from "../src/desk";
import { page, placeIn, type Preview, previewOf } from "../src/preview";

const [file = "", ...setting] = process.argv.slice(2);
const root = deskOf(file);
if (!root) throw new Error(`${file} is in no desk`);
const command = commandFor(root, setting);
const uri = pathToFileURL(file).toString();
const text = readFileSync(file, "utf8");

void main().then(
  (result) => console.log(JSON.stringify(result)),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);

async function main(): Promise<unknown> {
  const pure = {
    root,
    command,
    commands: (process.env.FOLDERS ?? "").split(delimiter).map((folder) => commandFor(folder)),
    set: commandFor(root!, ["nice", "briefgen"]),
    windows: commandFor(root!, [], "win32"),
    ofDesk: [isOfDesk(root!, file), isOfDesk(root!, join(root!, "content", "editions", "a.yaml")), isOfDesk(root!, join(root!, "x.yaml"))],
    below: [isBelow(root!, file), isBelow(root!, root!), isBelow(root!, join(root!, "..", "other"))],
    places: [placeIn({ open: { file: "a", line: 0, column: 2.5 } }), placeIn({ open: { file: 1 } }), placeIn("x")],
  };
  const preview = await previewOf(root!, command);
  try {
    const led = leading(preview.address);
    const result = { ...pure, ...(await served()), led: await led };
    return { ...result, preview: await previewed(preview) };
  } finally {
    preview.stop();
  }
}

/** The places that the preview is led to next, by whatever tells it of a cursor. */
async function leading(address: string): Promise<unknown> {
  await fetch(new URL("state", address)); // as the page does when it opens
  const { body } = await fetch(new URL("events", address));
  let said = "";
  for await (const part of body ?? []) {
    said += Buffer.from(part).toString();
    const found = /^data: (.*"cursor".*)$/m.exec(said);
    if (found) return (JSON.parse(found[1]!) as { cursor: unknown }).cursor;
  }
  return undefined;
}

async function served(): Promise<Record<string, unknown>> {
  const [program = "", ...words] = command;
  const child = spawn(program, [...words, "lsp"], { cwd: root, stdio: ["pipe", "pipe", "inherit"] });
  const server = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const told: PublishDiagnosticsParams[] = [];
  const waiting: (() => void)[] = [];
  server.onNotification(PublishDiagnosticsNotification.type, (params) => {
    told.push(params);
    waiting.splice(0).forEach((wake) => wake());
  });
  server.onUnhandledNotification(() => undefined);
  server.listen();
  const folder = pathToFileURL(root!).toString();
  const { capabilities } = await server.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: folder,
    workspaceFolders: [{ uri: folder, name: "desk" }],
    capabilities: { textDocument: { publishDiagnostics: {}, formatting: {} } },
  });
  await server.sendNotification(InitializedNotification.type, {});
  await server.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: "briefgen", version: 1, text } });
  await change(server, 2, text.replace("says: media", "says: medai"));
  const broken = await codes(1);
  await change(server, 3, `${text}\n\n\n`);
  const mended = await codes(0);
  const edits = await server.sendRequest(DocumentFormattingRequest.type, { textDocument: { uri }, options: { tabSize: 2, insertSpaces: true } });
  await server.sendNotification(CURSOR, { uri, line: text.split("\n").findIndex((line) => line.includes("id: cost-left-open")) });
  await server.sendRequest(ShutdownRequest.type);
  await server.sendNotification(ExitNotification.type);
  const code = await new Promise((resolve) => child.once("exit", resolve));
  return { capabilities: Object.keys(capabilities), broken, mended, edits, code };

  /** The codes of the file's problems, once there are that many. */
  async function codes(number: number): Promise<unknown[]> {
    for (;;) {
      const last = told.filter((params) => params.uri === uri).at(-1);
      if (last && last.diagnostics.length === number) return last.diagnostics.map((one) => one.code);
      await new Promise<void>((wake) => waiting.push(wake));
    }
  }
}

function change(server: ProtocolConnection, version: number, all: string): Promise<void> {
  return server.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri, version }, contentChanges: [{ text: all }] });
}

async function previewed(first: Preview): Promise<Record<string, unknown>> {
  const second = await previewOf(root!, command);
  second.stop();
  const answer = await fetch(first.address);
  const framed = answer.headers.get("content-security-policy")?.includes("frame-ancestors 'self' vscode-webview:") ?? false;
  const around = page(first.address, "0123");
  first.stop();
  let ended = false;
  for (let tries = 0; tries < 100 && !ended; tries++) {
    await new Promise((wake) => setTimeout(wake, 100));
    ended = await fetch(first.address).then(
      () => false,
      () => true,
    );
  }
  return { same: first.address === second.address, status: answer.status, framed, around: around.includes(`src="${first.address}"`), ended };
}
