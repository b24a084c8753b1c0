/** Which desk a file belongs to, and how briefgen is run there. Nothing in here needs VS Code. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

const RECORDS = /^content[\\/](?:desk|sources|officials|issues|developments|packs|glossary)(?:\.ya?ml$|[\\/].*\.ya?ml$)/;

/** The folder that holds content/desk.yaml, at or above the folder of a file; undefined where there is none. */
export function deskOf(file: string): string | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "content", "desk.yaml"))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** Whether a file holds records of a desk. */
export function isOfDesk(root: string, file: string): boolean {
  return RECORDS.test(relative(root, file));
}

/** Whether a file lies in a folder or below it. */
export function isBelow(root: string, file: string): boolean {
  const path = relative(root, file);
  return path !== "" && path !== ".." && !path.startsWith(`..${sep}`) && !/^[A-Za-z]:/.test(path) && !path.startsWith(sep);
}

/**
 * The words of the command that runs briefgen for a desk: what the user set, the desk's own environment, the desk's `./run` where that
 * leads to briefgen, or briefgen on the path.
 */
export function commandFor(root: string, setting: readonly string[] = [], platform: string = process.platform): string[] {
  if (setting.length > 0) return [...setting];
  const windows = platform === "win32";
  const own = windows ? join(root, ".venv", "Scripts", "briefgen.exe") : join(root, ".venv", "bin", "briefgen");
  if (existsSync(own)) return [own];
  const run = join(root, "run");
  if (!windows && leadsToBriefgen(run)) return [run];
  return ["briefgen"];
}

function leadsToBriefgen(file: string): boolean {
  try {
    const text = readFileSync(file, "utf8");
    return text.startsWith("#!") && text.includes("briefgen");
  } catch {
    return false;
  }
}
