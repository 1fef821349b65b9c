/**
 * `npm run check:supply-chain`: is what others wrote what it was, under licences that may be passed on, and without known
 * holes? Writes, into `out/supply-chain/`, a bill of materials (CycloneDX) and the licences of all that is shipped.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.mjs';

const OUT = `${ROOT}out/supply-chain/`;

/** They ask for no more than to be named, whatever the work is used for. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);
/** Of tools, which are not shipped: they ask that changes to themselves be published. */
const ALLOWED_IN_TOOLS = new Set([...ALLOWED, 'MPL-2.0']);

/** What the dashboard is built with, and is not in it. */
const BUILD_TOOLS = /^(@types\/|@vitejs\/|vite@)/;
/** Files that a licence asks to be passed on. */
const LICENCE_FILE = /^(licen[cs]e|notice|copying|third-party-notices)/i;

const complaints = [];

checkLock();
const bill = readBill();
const shipped = shippedOf(bill);
checkLicences(bill, shipped);
mkdirSync(OUT, { recursive: true });
writeFileSync(`${OUT}sbom.cdx.json`, `${JSON.stringify(bill, null, 2)}\n`);
writeFileSync(`${OUT}THIRD-PARTY-LICENCES.txt`, licenceTexts(shipped));
console.log(`${bill.components.length} packages, ${shipped.length} of them shipped: ${OUT}`);
checkAudit();

for (const complaint of complaints) console.error(complaint);
process.exit(complaints.length === 0 ? 0 : 1);

/** Every package has the hash that its author published, and comes from wherever npm is told to look. */
function checkLock() {
  const { packages } = JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8'));
  for (const [path, { link, inBundle, integrity, resolved }] of Object.entries(packages)) {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) continue;
    if (!link && !inBundle && !integrity) complaints.push(`package-lock.json: ${path} has no hash.`);
    if (/^https?:/.test(resolved ?? '')) complaints.push(`package-lock.json: ${path} names a registry.`);
  }
}

function readBill() {
  const { stdout, stderr, status } = npm('sbom', '--sbom-format', 'cyclonedx');
  if (status !== 0) throw new Error(`npm sbom does not work: ${stderr}`);
  return JSON.parse(stdout);
}

/** What the server needs to run, and what the pages of the dashboard are made of, which are built beforehand. */
function shippedOf({ components, dependencies }) {
  const needs = new Map(dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));
  const pages = new Set();
  const follow = (ref) => {
    if (BUILD_TOOLS.test(ref) || pages.has(ref)) return;
    pages.add(ref);
    for (const next of needs.get(ref) ?? []) follow(next);
  };
  for (const ref of needs.keys()) if (ref.startsWith('@sinode/web@')) follow(ref);
  const isTool = ({ properties = [] }) =>
    properties.some(({ name, value }) => name === 'cdx:npm:package:development' && value === 'true');
  return components.filter(
    (component) =>
      !component.name.startsWith('@sinode/') && (!isTool(component) || pages.has(component['bom-ref'])),
  );
}

function checkLicences({ components }, shipped) {
  const isShipped = new Set(shipped);
  for (const component of components) {
    if (component.name.startsWith('@sinode/')) continue;
    const licence = licenceOf(component);
    const isFine = isAllowed(licence, isShipped.has(component) ? ALLOWED : ALLOWED_IN_TOOLS);
    if (isFine) continue;
    complaints.push(
      `${component['bom-ref']} has the licence ${licence || '(none)'}: where it may be passed on, add it to scripts/check-supply-chain.mjs; else do without the package.`,
    );
  }
}

function licenceOf({ licenses = [] }) {
  return licenses
    .map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? '')
    .join(' AND ');
}

/** As SPDX writes it: `(MIT OR CC0-1.0)`; one of these, all of those. */
function isAllowed(licence, allowed) {
  const plain = licence.replaceAll(/[()]/g, '');
  return plain
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((each) => allowed.has(each.trim())));
}

function licenceTexts(shipped) {
  const parts = shipped
    .map((component) => `${component['bom-ref']} (${licenceOf(component)})\n\n${textOf(component.name)}`)
    .sort();
  return `What Sinode is shipped with, and under which licences.\n\n${parts.join(`\n${'-'.repeat(72)}\n\n`)}`;
}

function textOf(name) {
  const folder = join(ROOT, 'node_modules', name);
  if (!existsSync(folder)) return 'Not installed on this platform.\n';
  const files = readdirSync(folder).filter((file) => LICENCE_FILE.test(file));
  if (files.length === 0) return 'It comes without the text of its licence.\n';
  return files
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
    .join('\n\n')
    .concat('\n');
}

/** Known holes of what the server runs on. A registry that does not tell of any is no reason to fail. */
function checkAudit() {
  const { stdout, stderr } = npm('audit', '--omit=dev', '--json');
  const report = parsed(stdout);
  const counts = report?.metadata?.vulnerabilities;
  if (counts === undefined) {
    const why =
      /\d{3} [A-Z][a-z]+( [A-Z][a-z]+)*/.exec(stderr)?.[0] ??
      report?.message ??
      report?.error?.summary ??
      'no answer';
    console.log(`Known holes could not be asked for: the registry in use does not tell (${why}).`);
    return;
  }
  const { high, critical, total } = counts;
  console.log(`${total} known holes, ${high + critical} of them high or critical.`);
  if (high + critical === 0) return;
  const names = Object.entries(report.vulnerabilities)
    .filter(([, { severity }]) => severity === 'high' || severity === 'critical')
    .map(([name]) => name);
  complaints.push(`Known holes in ${names.join(', ')}: npm audit --omit=dev says more.`);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function npm(...args) {
  const options = { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 28, shell: process.platform === 'win32' };
  return spawnSync('npm', args, options);
}
