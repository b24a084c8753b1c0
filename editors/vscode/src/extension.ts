/** The extension: a language server for each desk, from the desk's own environment, and the preview beside the editor. */
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { CURSOR, type Cursor, REST } from "./client";
import { commandFor, deskOf, isBelow, isOfDesk } from "./desk";
import { type Place, page, placeIn, previewOf } from "./preview";

const LANGUAGE = "briefgen";
const clients = new Map<string, Promise<LanguageClient | undefined>>();
const previews = new Map<string, vscode.WebviewPanel>();

export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.commands.registerCommand("briefgen.preview", preview),
    vscode.commands.registerCommand("briefgen.restart", restart),
    vscode.workspace.onDidOpenTextDocument(opened),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration("briefgen.command") && restart()),
    vscode.window.onDidChangeTextEditorSelection((event) => moved(event.textEditor)),
    vscode.window.onDidChangeActiveTextEditor((editor) => editor && moved(editor)),
  );
  vscode.workspace.textDocuments.forEach(opened);
}

export async function deactivate(): Promise<void> {
  for (const panel of previews.values()) panel.dispose();
  await stop();
}

/** A file of a desk gets the desk's server; one that only has such a name is YAML. */
function opened(document: vscode.TextDocument): void {
  if (document.languageId !== LANGUAGE || document.uri.scheme !== "file") return;
  const root = deskOf(document.uri.fsPath);
  if (root && isOfDesk(root, document.uri.fsPath)) void clientOf(root);
  else void vscode.languages.setTextDocumentLanguage(document, "yaml");
}

function command(root: string): string[] {
  return commandFor(root, vscode.workspace.getConfiguration("briefgen", vscode.Uri.file(root)).get<string[]>("command"));
}

// The language server

function clientOf(root: string): Promise<LanguageClient | undefined> {
  const known = clients.get(root);
  if (known) return known;
  const made = started(root);
  clients.set(root, made);
  return made;
}

async function started(root: string): Promise<LanguageClient | undefined> {
  const [program = "briefgen", ...words] = command(root);
  const folder = vscode.Uri.file(root);
  const client = new LanguageClient(
    "briefgen",
    `briefgen (${vscode.workspace.asRelativePath(folder)})`,
    { command: program, args: [...words, "lsp"], transport: TransportKind.stdio, options: { cwd: root } },
    {
      documentSelector: [{ scheme: "file", language: LANGUAGE, pattern: { baseUri: folder.toString(), pattern: "content/**" } }],
      workspaceFolder: { uri: folder, name: "desk", index: 0 },
      synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, "content/**/*.{yaml,yml}")) },
    },
  );
  try {
    await client.start();
    return client;
  } catch (error) {
    await complain(`The language server of briefgen does not start (${[program, ...words].join(" ")}): ${wordsOf(error)}`);
    return undefined;
  }
}

async function stop(): Promise<void> {
  const running = [...clients.values()];
  clients.clear();
  await Promise.all(running.map(async (client) => (await client)?.dispose()));
}

async function restart(): Promise<void> {
  await stop();
  vscode.workspace.textDocuments.forEach(opened);
}

let resting: NodeJS.Timeout | undefined;

/** Tells the server where the cursor is, once it rests there. */
function moved(editor: vscode.TextEditor): void {
  const { document, selection } = editor;
  if (document.languageId !== LANGUAGE || document.uri.scheme !== "file") return;
  const root = deskOf(document.uri.fsPath);
  if (!root || !clients.has(root)) return;
  clearTimeout(resting);
  resting = setTimeout(async () => {
    const client = await clients.get(root);
    const cursor: Cursor = { uri: document.uri.toString(), line: selection.active.line };
    if (client?.isRunning()) await client.sendNotification(CURSOR, cursor);
  }, REST);
}

// The preview

async function preview(): Promise<void> {
  const file = vscode.window.activeTextEditor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  const root = file && (deskOf(file.fsPath) ?? deskOf(vscode.Uri.joinPath(file, "x").fsPath));
  if (!root) {
    await complain("There is no desk here: no folder with content/desk.yaml in it.");
    return;
  }
  const shown = previews.get(root);
  if (shown) shown.reveal(undefined, true);
  else await show(root);
}

async function show(root: string): Promise<void> {
  const panel = vscode.window.createWebviewPanel(
    "briefgen.preview",
    `Preview: ${vscode.workspace.asRelativePath(root)}`,
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
    { enableScripts: true, retainContextWhenHidden: true },
  );
  previews.set(root, panel);
  panel.webview.onDidReceiveMessage((message: unknown) => goTo(root, placeIn(message)));
  let closed = false;
  let end = (): void => undefined;
  panel.onDidDispose(() => {
    closed = true;
    previews.delete(root);
    end();
  });
  try {
    const found = await previewOf(root, command(root));
    end = found.stop;
    if (closed) end();
    else panel.webview.html = page((await vscode.env.asExternalUri(vscode.Uri.parse(found.address, true))).toString(true), randomBytes(16).toString("hex"));
  } catch (error) {
    panel.dispose();
    await complain(wordsOf(error));
  }
}

/** Opens a place of the desk in the editor, not in the preview's column. */
async function goTo(root: string, place: Place | undefined): Promise<void> {
  if (!place || !isBelow(root, place.file)) return;
  const at = new vscode.Position(place.line - 1, place.column - 1);
  const column = vscode.window.visibleTextEditors.find((editor) => editor.viewColumn)?.viewColumn ?? vscode.ViewColumn.One;
  await vscode.window.showTextDocument(vscode.Uri.file(place.file), { viewColumn: column, selection: new vscode.Range(at, at) });
}

// Words

async function complain(message: string): Promise<void> {
  const settings = "Open Settings";
  const chosen = await vscode.window.showErrorMessage(message, settings);
  if (chosen === settings) await vscode.commands.executeCommand("workbench.action.openSettings", "briefgen.command");
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
