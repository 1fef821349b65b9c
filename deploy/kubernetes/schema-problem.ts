/** What is wrong with a manifest by the schemas that Kubernetes and KEDA publish, from packages of npm. */
import type { Manifest } from './manifests.ts';

/** The modules with the schemas of each `apiVersion`. */
const SCHEMAS: Record<string, () => Promise<object>> = {
  v1: () => import('kubernetes-models/v1'),
  'apps/v1': () => import('kubernetes-models/apps/v1'),
  'autoscaling/v2': () => import('kubernetes-models/autoscaling/v2'),
  'networking.k8s.io/v1': () => import('kubernetes-models/networking.k8s.io/v1'),
  'policy/v1': () => import('kubernetes-models/policy/v1'),
  'keda.sh/v1alpha1': () => import('@kubernetes-models/keda/keda.sh/v1alpha1'),
};

type Model = new (manifest: Manifest) => { validate(): void };

/** @returns what is wrong, in words; `null` for nothing */
export async function schemaProblem(manifest: Manifest): Promise<string | null> {
  const { apiVersion, kind } = manifest;
  const models = (await SCHEMAS[apiVersion]?.()) as Record<string, Model> | undefined;
  const KindModel = models?.[kind];
  if (KindModel === undefined) return `${apiVersion} has no ${kind} here`;
  try {
    new KindModel(manifest).validate();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
