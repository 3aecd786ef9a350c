/**
 * Builds the page: node build.mjs OUTPUT (default: ../target/classes/web).
 * Installs the pinned packages when package-lock.json has changed, and does nothing when no input has.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const output = resolve(process.argv[2] ?? join(here, "../target/classes/web"));
const modules = join(here, "node_modules");

const SCRIPTS = { "theme.js": "shared/theme.js", "workspace.js": "workspace/main.js", "terminal.js": "terminal/main.js", "page.js": "page/main.js" };
const STYLES = { "berth.css": "css/berth.css", "terminal.css": "css/terminal.css" };
const FONTS = { "commit-mono-400.woff2": "commit-mono-latin-400-normal.woff2", "commit-mono-700.woff2": "commit-mono-latin-700-normal.woff2" };
const TEMPLATES = ["workspace.html", "terminal.html", "page.html"];
const TYPES = { js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8", svg: "image/svg+xml", woff2: "font/woff2" };

const digest = (/** @type {(string | Buffer)[]} */ ...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");

installPackages();
const inputs = digest(...filesBelow(join(here, "src")).flatMap((file) => [file.slice(here.length), readFileSync(file)]),
  readFileSync(fileURLToPath(import.meta.url)), readFileSync(join(here, "package-lock.json")));
// Kept beside the packages, so that it gets into no jar.
const stamp = join(modules, `.built-${digest(output).slice(0, 8)}`);
if (!existsSync(join(output, "manifest.json")) || !existsSync(stamp) || readFileSync(stamp, "utf8") !== inputs) {
  await build();
  writeFileSync(stamp, inputs);
}

function installPackages() {
  const lock = digest(readFileSync(join(here, "package-lock.json")));
  const installed = join(modules, ".installed");
  if (existsSync(installed) && readFileSync(installed, "utf8") === lock) return;
  // esbuild's install script only checks the binary that npm has already unpacked.
  execFileSync("npm", ["ci", "--ignore-scripts", "--loglevel=error"], { cwd: here, stdio: "inherit" });
  writeFileSync(installed, lock);
}

async function build() {
  /** @type {import("esbuild")} */
  const esbuild = await import("esbuild");
  rmSync(output, { recursive: true, force: true });
  mkdirSync(join(output, "static"), { recursive: true });
  /** @type {Record<string, {file: string, type: string, size: number, gzip?: string}>} */
  const manifest = {};

  /** Writes one asset under a name that changes with its bytes. */
  function asset(/** @type {string} */ name, /** @type {Buffer} */ bytes) {
    const dot = name.lastIndexOf(".");
    const file = `${name.slice(0, dot)}-${digest(bytes).slice(0, 8)}${name.slice(dot)}`;
    writeFileSync(join(output, "static", file), bytes);
    const type = TYPES[/** @type {keyof typeof TYPES} */ (name.slice(dot + 1))];
    manifest[name] = { file, type, size: bytes.length };
    const small = gzipSync(bytes, { level: 9 });
    if (small.length < bytes.length * 0.9) {
      manifest[name].gzip = `${file}.gz`;
      writeFileSync(join(output, "static", `${file}.gz`), small);
    }
  }

  for (const [name, source] of Object.entries(FONTS)) asset(name, readFileSync(join(modules, "@fontsource/commit-mono/files", source)));
  for (const file of filesBelow(join(here, "src/mark"))) asset(`mark-${basename(file)}`, readFileSync(file));
  const shared = { absWorkingDir: here, bundle: true, write: false, minify: true, legalComments: /** @type {const} */ ("none"), target: ["chrome123", "firefox120", "safari17.5"] };
  for (const [name, source] of Object.entries(STYLES)) {
    const result = await esbuild.build({ ...shared, entryPoints: [join("src", source)], external: ["*.woff2"] });
    asset(name, Buffer.from(result.outputFiles[0].text.replace(/commit-mono-\d+\.woff2/g, (font) => manifest[font].file)));
  }
  for (const [name, source] of Object.entries(SCRIPTS)) {
    // theme.js runs before the first paint, so it is no module.
    const result = await esbuild.build({ ...shared, entryPoints: [join("src", source)], format: name === "theme.js" ? "iife" : "esm", charset: "utf8" });
    asset(name, Buffer.from(result.outputFiles[0].contents));
  }
  for (const name of TEMPLATES) {
    const html = readFileSync(join(here, "src/html", name), "utf8").replace(/\[\[([^\]]+)\]\]/g, (_, logical) => `/_static/${manifest[logical].file}`);
    writeFileSync(join(output, name), html);
  }
  writeFileSync(join(output, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** @returns {string[]} */
function filesBelow(/** @type {string} */ folder) {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]);
}
