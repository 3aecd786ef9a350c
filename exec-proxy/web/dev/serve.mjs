/**
 * The page against a pretended computer: node dev/serve.mjs [PORT], then http://calm-meadow-4821.localhost:PORT/?face=1.
 * POST /_pretend with JSON changes what the computer says, e.g. {"state": "asleep"}. Development only.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Pretended } from "./pretended.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const built = join(here, "../target-dev/web");
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ";

/** @returns {Promise<{port: number, computer: Pretended, stop: () => void, pages: Record<string, string>}>} */
export async function serve(port = 0) {
  execFileSync(process.execPath, [join(here, "../build.mjs"), built], { stdio: "inherit" });
  const manifest = JSON.parse(readFileSync(join(built, "manifest.json"), "utf8"));
  const types = Object.fromEntries(Object.values(manifest).map((asset) => [asset.file, asset.type]));
  const computer = new Pretended();
  /** Bodies of list and failure pages by path. */
  const pages = /** @type {Record<string, string>} */ ({});

  const server = createServer((request, answer) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://pretended");
    const html = (/** @type {string} */ name, /** @type {Record<string, string>} */ values, framed = false) => {
      const text = readFileSync(join(built, name), "utf8").replace(/\{\{\{(\w+)\}\}\}|\{\{(\w+)\}\}/g, (_, raw, escaped) => values[raw ?? escaped] ?? `?${raw ?? escaped}?`);
      answer.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", "Content-Security-Policy": POLICY + (framed ? "'self'" : "'none'") }).end(text);
    };
    const face = searchParams.get("face") ?? "1";
    const known = computer.facts.faces.find((one) => String(one.n) === face);
    const values = {
      computer: "calm-meadow-4821", agent: "main", path: "/", face, hash: known?.hash ?? "", title: known?.title ?? (face === "0" ? "boot" : `main/${face}`),
      role: computer.facts.role, state: computer.facts.state, icon: `/_static/${manifest[`mark-${computer.facts.state}.svg`]?.file}`, noscript: "<h2>The terminal needs JavaScript</h2>",
    };
    if (request.method === "POST" && pathname === "/_pretend") {
      let body = "";
      request.on("data", (chunk) => (body += chunk)).on("end", () => (computer.say(JSON.parse(body)), answer.writeHead(204).end()));
    } else if (pathname.startsWith("/_static/") && types[pathname.slice(9)]) {
      answer.writeHead(200, { "Content-Type": types[pathname.slice(9)], "Cache-Control": "public, max-age=31536000, immutable" }).end(readFileSync(join(built, "static", pathname.slice(9))));
    } else if (pathname === "/_term") html("terminal.html", values, true);
    else if (pathname === "/") html("workspace.html", values);
    else if (pages[pathname]) html("page.html", { ...values, title: "Faces", home: "/faces", pill: '<i class="st ready"></i>ready', body: pages[pathname] });
    else answer.writeHead(404).end();
  });
  server.on("upgrade", (request, socket) => computer.upgrade(request, /** @type {import("node:net").Socket} */ (socket)));
  await new Promise((listening) => server.listen(port, "127.0.0.1", () => listening(undefined)));
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { port: address.port, computer, pages, stop: () => (server.closeAllConnections(), server.close()) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { port } = await serve(Number(process.argv[2] ?? 8088));
  console.log(`http://calm-meadow-4821.localhost:${port}/?face=1`);
}
