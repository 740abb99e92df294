// Builds var/assets from static/ and the packages of GOV.UK and MoJ: one style sheet, one script, the rest as it is.
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compile } from "sass";

process.chdir(join(dirname(fileURLToPath(import.meta.url)), ".."));
const made = "var/assets";
const fresh = "var/assets-new"; // put in place when it is whole
rmSync(fresh, { recursive: true, force: true });
mkdirSync(fresh, { recursive: true });

const BUILT = new Set(["app.scss", "app.js"]);
for (const name of readdirSync("static")) {
  if (BUILT.has(name) || name.startsWith(".") || extname(name) === ".scss") continue;
  cpSync(join("static", name), join(fresh, name), { recursive: true, filter: (from) => !from.endsWith(".scss") });
}
const icons = "node_modules/@ministryofjustice/frontend/moj/assets/images";
mkdirSync(join(fresh, "images"), { recursive: true });
for (const name of readdirSync(icons).filter((name) => /^icon-.*\.svg$/.test(name))) {
  cpSync(join(icons, name), join(fresh, "images", name));
}

// MoJ's style sheets use what GOV.UK's call deprecated: only warnings about our own are for us.
const logger = {
  warn(message, { span, stack }) {
    if (!`${span?.url ?? ""}${stack ?? ""}`.includes("node_modules/")) console.warn(message, stack ?? "");
  },
};
const { css } = compile("static/app.scss", { style: "compressed", loadPaths: ["."], logger });
writeFileSync(join(fresh, "app.css"), css);
await build({
  entryPoints: ["static/app.js"],
  outfile: join(fresh, "app.js"),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2020",
  logLevel: "warning",
});
rmSync(made, { recursive: true, force: true });
cpSync(fresh, made, { recursive: true });
rmSync(fresh, { recursive: true, force: true });
