// Builds the page into dist/, or into the folder that WAYHOME_WEB_OUT names. The same sources and packages always give
// the same bytes: nothing here looks at a clock, a path or a setting of the machine.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { png, svg } from "./icon.mjs";
import { allWords, keysFile } from "./words.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const repository = dirname(dirname(root));
const out = process.env.WAYHOME_WEB_OUT ?? join(root, "dist");

const COMMON = {
  bundle: true,
  minify: true,
  write: false,
  format: "iife",
  target: ["es2020", "chrome80", "firefox78", "safari14.1"],
  // esbuild knows of a rare fault of old Safaris with destructuring that none of the sources meets.
  supported: { destructuring: true },
  charset: "utf8",
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "none",
  logLevel: "warning",
  absWorkingDir: root,
};

const SCRIPT = "text/javascript; charset=utf-8";
const hash = (bytes) => createHash("sha256").update(bytes).digest("hex");
const files = [];

/** `lasting`: the address names the content, so that it may be kept for ever. */
function add(name, type, content, { lasting = false } = {}) {
  const bytes = typeof content === "string" ? Buffer.from(content) : Buffer.from(content);
  const dot = name.indexOf(".");
  const path = lasting ? `${name.slice(0, dot)}.${hash(bytes).slice(0, 16)}${name.slice(dot)}` : name;
  files.push({ name, path, type, bytes, lasting });
  return path;
}

/** The page in parts: what is needed at once, and what is loaded later. Their names are made of their content. */
async function parts(entry, define) {
  const built = await build({
    ...COMMON,
    entryPoints: [entry],
    format: "esm",
    splitting: true,
    outdir: join(root, "out"),
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    metafile: true,
    define,
  });
  const known = new Map(Object.entries(built.metafile.outputs).map(([path, about]) => [basename(path), about]));
  const names = [];
  for (const { path, contents } of built.outputFiles) {
    const name = basename(path);
    files.push({ name, path: name, type: SCRIPT, bytes: Buffer.from(contents), lasting: true });
    names.push(name);
  }
  const first = names.find((name) => known.get(name).entryPoint === entry);
  // What the first part needs at once, so that the browser fetches it beside it.
  const needed = [];
  const follow = (name) => {
    for (const { path, kind } of known.get(name).imports) {
      const other = basename(path);
      if (kind === "import-statement" && !needed.includes(other)) {
        needed.push(other);
        follow(other);
      }
    }
  };
  follow(first);
  return { first, needed: needed.sort(), names: names.sort() };
}

async function script(entry, define) {
  const built = await build({ ...COMMON, entryPoints: [entry], define });
  return built.outputFiles[0].text;
}

if (readFileSync(join(root, "src/words/keys.ts"), "utf8") !== keysFile(repository)) {
  writeFileSync(join(root, "src/words/keys.ts"), keysFile(repository));
}
const words = allWords(repository);
const css = (await transform(readFileSync(join(root, "src/page.css"), "utf8"), { loader: "css", minify: true, target: COMMON.target, charset: "utf8" })).code;
const template = readFileSync(join(root, "build/index.html"), "utf8");
const fill = (parts) => template.replace(/\{\{(\w+)\}\}\n/g, (_, name) => (parts[name] ? `${parts[name]}\n` : ""));

const wordPaths = {};
for (const [tag, source] of Object.entries(words)) {
  const content = `${JSON.stringify({ tag, words: source })}\n`;
  wordPaths[tag] = add(`words-${tag}.json`, "application/json", content, { lasting: true });
}
const WORDS = JSON.stringify(wordPaths);
const wordsJs = add("words.js", SCRIPT, await script("src/first.ts", { WORDS }), { lasting: true });
const page = await parts("src/main.tsx", { WORDS });
const cssPath = add("page.css", "text/css; charset=utf-8", css, { lasting: true });
add("icon.svg", "image/svg+xml", svg);
add("icon-192.png", "image/png", png(192));
add("icon-512.png", "image/png", png(512));
const manifest = {
  name: "Family page",
  short_name: "Family",
  start_url: "./",
  scope: "./",
  display: "standalone",
  background_color: "#ffffff",
  theme_color: "#0a5263",
  icons: [
    { src: "icon-192.png", sizes: "192x192", type: "image/png", purpose: "any maskable" },
    { src: "icon-512.png", sizes: "512x512", type: "image/png", purpose: "any maskable" },
    { src: "icon.svg", sizes: "any", type: "image/svg+xml" },
  ],
};
add("manifest.webmanifest", "application/manifest+json", `${JSON.stringify(manifest, null, 1)}\n`);
const head = [
  `<link rel="stylesheet" href="${cssPath}">`,
  `<script src="${wordsJs}" async></script>`,
  ...page.needed.map((name) => `<link rel="modulepreload" href="${name}">`),
  '<link rel="manifest" href="manifest.webmanifest">',
  '<link rel="icon" href="icon.svg" type="image/svg+xml">',
  '<link rel="apple-touch-icon" href="icon-192.png">',
  '<meta name="theme-color" content="#0a5263">',
].join("\n");
add("index.html", "text/html; charset=utf-8", fill({ head, script: `<script type="module" src="${page.first}"></script>` }));

const shell = ["./", wordsJs, ...page.names, cssPath, "icon-192.png", "icon.svg", "manifest.webmanifest"];
const version = hash(files.map(({ path, bytes }) => `${path} ${hash(bytes)}`).join("\n")).slice(0, 16);
add("sw.js", SCRIPT, await script("src/sw.ts", {
  VERSION: JSON.stringify(`page-${version}`),
  SHELL: JSON.stringify(shell),
  WORDS,
}));

// The page as one file: everything inside, and a policy that names exactly its own script and style.
const whole = await script("src/main.tsx", { WORDS: "null" });
const source = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const safe = (text) => text.replace(/<\/(script|style)/gi, "<\\/$1");
const [wholeJs, wholeCss] = [safe(whole), css];
const policy = `default-src 'none'; script-src ${source(wholeJs)}; style-src ${source(wholeCss)}; connect-src http: https:; img-src data: blob:; form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'`;
const holder = ([tag, text]) => `<script type="text/plain" id="words-${tag}">\n${safe(text)}</script>`;
const single = fill({
  head: [
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(svg.trim())}">`,
    `<style>${wholeCss}</style>`,
  ].join("\n"),
  words: Object.entries(words).map(holder).join("\n"),
  script: `<script>${wholeJs}</script>`,
});
add("family-page-single.html", "text/html; charset=utf-8", single);
add("family-page-single.html.sha256", "text/plain; charset=utf-8", `${hash(single)}  family-page-single.html\n`);

// What the relay embeds, as a table in Rust.
const rust = files
  .sort((a, b) => (a.path < b.path ? -1 : 1))
  .map(({ name, path, type, lasting, bytes }) =>
    `    BuiltFile {\n        path: "${path}",\n        content_type: "${type}",\n        lasting: ${lasting},\n        tag: "\\"${hash(bytes).slice(0, 16)}\\"",\n        bytes: include_bytes!("${name}"),\n    },\n`,
  )
  .join("");
const table = `// Made by the build of the family page: every file under /family/.\n&[\n${rust}]\n`;

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const { name, bytes } of files) writeFileSync(join(out, name), bytes);
writeFileSync(join(out, "files.in"), table);
