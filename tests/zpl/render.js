// Reads ZPL from standard input and writes the label as PNG: node render.js WIDTH_MM HEIGHT_MM DOTS_PER_MM
import { readFileSync } from "node:fs";
import { ready } from "zpl-renderer-js";

const [width, height, dots] = process.argv.slice(2).map(Number);
const { api } = await ready;
const png = await api.zplToBase64Async(readFileSync(0, "utf8"), width, height, dots);
process.stdout.write(Buffer.from(png, "base64"), () => process.exit(0));
