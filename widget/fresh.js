// Is the committed widget.js what these sources build, and small enough? Exits with 1 if not.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const MAX = 40 * 1024; // bytes, gzipped
const committed = readFileSync(new URL("../assistant/web/widget.js", import.meta.url), "utf8");
const [{ output }] = await build({ root: new URL(".", import.meta.url).pathname, logLevel: "warn", build: { write: false } });
const built = output[0].code;
const size = gzipSync(built, { level: 9 }).length;

if (built !== committed) {
  console.error("assistant/web/widget.js is not what widget/ builds: run `make widget` and commit the file.");
  process.exit(1);
}
if (size >= MAX) {
  console.error(`assistant/web/widget.js has ${size} bytes gzipped; it must have fewer than ${MAX}.`);
  process.exit(1);
}
console.log(`assistant/web/widget.js is fresh: ${built.length} characters, ${size} bytes gzipped (limit ${MAX}).`);
