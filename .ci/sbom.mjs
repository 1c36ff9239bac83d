// What the product is made of, from its lock files: a bill of materials (CycloneDX 1.6) and a table of licences.
//   node .ci/sbom.mjs [folder, default artifacts]
// Hashes are those of the lock files (SHA-512 of each package without its signature); licences are those of the packages as restored here. A licence that
// .ci/licences.csv does not allow fails.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { execFileSync } from "node:child_process";

const shipped = ["silo", "api", "grains", "grains.interfaces"];
const cache = process.env.NUGET_PACKAGES ?? join(homedir(), ".nuget", "packages");
const allowed = new Map(readFileSync(".ci/licences.csv", "utf8").split("\n").filter(line => line && !line.startsWith("#"))
  .slice(1).map(line => [line.split(",")[0], line]));

const packages = new Map();
for (const project of shipped) {
  const lock = JSON.parse(readFileSync(join(project, "packages.lock.json"), "utf8"));
  for (const [id, entry] of Object.values(lock.dependencies).flatMap(framework => Object.entries(framework)))
    if (entry.type !== "Project")
      packages.set(id.toLowerCase(), { id, ...entry, project });
}

const first = (text, pattern) => text.match(pattern)?.[1]?.trim();

function described({ id, resolved }) {
  const folder = join(cache, id.toLowerCase(), resolved.toLowerCase());
  const nuspec = existsSync(folder) ? readdirSync(folder).find(name => name.endsWith(".nuspec")) : undefined;
  if (!nuspec)
    throw new Error(`${id} ${resolved} is not restored here: dotnet restore Cluster.sln --locked-mode`);
  const text = readFileSync(join(folder, nuspec), "utf8");
  return {
    licence: first(text, /<license type="expression">([^<]+)</) ?? first(text, /<license type="file">([^<]+)</) ?? first(text, /<licenseUrl>([^<]+)</) ?? "unknown",
    author: first(text, /<authors>([^<]+)</) ?? "",
    development: /<developmentDependency>true</.test(text),
  };
}

const reference = ({ id, resolved }) => `pkg:nuget/${id}@${resolved}`;
const rows = [...packages.values()].sort((one, other) => one.id.toLowerCase() < other.id.toLowerCase() ? -1 : 1).map(entry => ({ ...entry, ...described(entry) }));
// A licence that is a file or an address is looked at once, for its package, and written down.
const wrong = rows.filter(row => !allowed.has(row.licence) && !allowed.has(`${row.id}: ${row.licence}`));
const version = execFileSync("git", ["rev-parse", "HEAD"], { encoding: "utf8" }).trim();
// Derived from what it describes, so that the same commit gives the same document.
const digest = createHash("sha256").update(version + rows.map(reference).join()).digest("hex");
const product = "suyuan";

const document = {
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  serialNumber: `urn:uuid:${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`,
  version: 1,
  metadata: {
    timestamp: execFileSync("git", ["log", "-1", "--format=%cI"], { encoding: "utf8" }).trim(),
    component: { type: "application", "bom-ref": product, name: product, version },
  },
  components: rows.map(row => ({
    type: "library",
    "bom-ref": reference(row),
    author: row.author,
    name: row.id,
    version: row.resolved,
    scope: row.development ? "excluded" : "required",
    hashes: [{ alg: "SHA-512", content: Buffer.from(row.contentHash, "base64").toString("hex") }],
    licenses: / (OR|AND|WITH) /.test(row.licence) ? [{ expression: row.licence }]
      : /^[A-Za-z0-9.+-]+$/.test(row.licence) && !/\.(txt|md)$/i.test(row.licence) ? [{ license: { id: row.licence } }]
      : [{ license: { name: row.licence } }],
    purl: reference(row),
  })),
  dependencies: [
    { ref: product, dependsOn: rows.filter(row => row.type === "Direct").map(reference) },
    ...rows.map(row => ({
      ref: reference(row),
      dependsOn: Object.keys(row.dependencies ?? {}).map(id => packages.get(id.toLowerCase())).filter(Boolean).map(reference),
    })),
  ],
};

const folder = process.argv[2] ?? "artifacts";
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "suyuan.cdx.json"), `${JSON.stringify(document, null, 2)}\n`);
writeFileSync(join(folder, "licences.csv"), ["package,version,licence", ...rows.map(row => `${row.id},${row.resolved},${row.licence}`)].join("\n") + "\n");
console.log(`${rows.length} packages, ${new Set(rows.map(row => row.licence)).size} licences: ${join(folder, "suyuan.cdx.json")}, ${join(folder, "licences.csv")}`);
for (const row of wrong)
  console.error(`.ci/licences.csv does not allow ${row.id} ${row.resolved}: ${row.licence}`);
process.exitCode = wrong.length > 0 ? 1 : 0;
