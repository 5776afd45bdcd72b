// Bundles each test file and runs them all with Node's own test runner. No clock, network or browser is needed.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, ".build", "test");
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const wanted = process.argv.slice(2);
const files = readdirSync(join(root, "test"))
  .filter((name) => name.endsWith(".test.ts") || name.endsWith(".test.tsx"))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
if (files.length === 0) {
  console.error("no such test file");
  process.exit(1);
}
await build({
  entryPoints: files.map((name) => join(root, "test", name)),
  outdir: out,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  packages: "external",
  platform: "node",
  target: "node20",
  format: "esm",
  jsx: "automatic",
  jsxImportSource: "preact",
  sourcemap: "inline",
  logLevel: "warning",
  define: { "process.env.WAYHOME_ROOT": JSON.stringify(dirname(dirname(root))) },
});
const built = readdirSync(out).filter((name) => name.endsWith(".mjs")).map((name) => join(out, name));
const ran = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...built], { stdio: "inherit", cwd: root });
process.exit(ran.status ?? 1);
