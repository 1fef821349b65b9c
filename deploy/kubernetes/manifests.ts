/** The manifests of a folder, as `kubectl apply` would read them one by one. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  // biome-ignore lint/suspicious/noExplicitAny: of many kinds, whose schemas are another test's business
  readonly [field: string]: any;
}

/** @param folder - beside this file; its `kustomization.yaml` is left out */
export function readManifests(folder: string): Manifest[] {
  const path = fileURLToPath(new URL(folder, import.meta.url));
  return readdirSync(path)
    .filter((name) => name.endsWith('.yaml') && name !== 'kustomization.yaml')
    .flatMap((name) => parseManifests(readFileSync(join(path, name), 'utf8')));
}

/** @throws Error for what is no YAML, or has a key twice */
export function parseManifests(text: string): Manifest[] {
  return parseAllDocuments(text, { merge: true }).map((document) => {
    for (const problem of [...document.errors, ...document.warnings]) throw problem;
    return document.toJS() as Manifest;
  });
}
