// Bundles what VS Code loads, and what the test drives without VS Code.
import { build } from "esbuild";
import { copyFile } from "node:fs/promises";

const common = { bundle: true, platform: "node", target: "node20", format: "cjs", external: ["vscode"], logLevel: "warning" };
await build({ ...common, entryPoints: ["src/extension.ts"], outfile: "out/extension.js", minify: true });
await build({ ...common, entryPoints: ["test/drive.ts"], outfile: "out/test/drive.js" });
await copyFile("../../LICENSE", "LICENSE");
