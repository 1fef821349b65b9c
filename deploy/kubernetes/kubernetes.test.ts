/** The manifests are what Kubernetes takes, fit each other and the server, and give a pod no more than it needs. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { VARIABLES } from '../../packages/api/src/config/variables.ts';
import { jobs } from '../../packages/api/src/database/schema.ts';
import { type Manifest, parseManifests, readManifests } from './manifests.ts';
import { schemaProblem } from './schema-problem.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const base = readManifests('base');

const find = (kind: string, name: string): Manifest => {
  const found = base.find((each) => each.kind === kind && each.metadata.name === name);
  if (found === undefined) throw new Error(`there is no ${kind} ${name}`);
  return found;
};
const ofKind = (kind: string) => base.filter((each) => each.kind === kind);
const deployments = ofKind('Deployment').map((manifest) => [manifest.metadata.name, manifest] as const);
const podOf = (deployment: Manifest) => deployment.spec.template.spec;
const containerOf = (deployment: Manifest) => podOf(deployment).containers[0];

describe.each([
  ['base', base],
  ['components/s3', readManifests('components/s3').filter(({ kind }) => kind === 'NetworkPolicy')],
  ['overlays/example', readManifests('overlays/example')],
] as const)('%s', (_folder, manifests) => {
  test.each(manifests.map((each) => [each.kind, each.metadata.name, each] as const))(
    '%s %s is valid by its schema',
    async (_kind, _name, manifest) => {
      expect(await schemaProblem(manifest)).toBeNull();
    },
  );
});

test('a manifest that is wrong is found out', async () => {
  expect(await schemaProblem({ ...find('Deployment', 'sinode-api'), spec: { replicas: 'two' } })).toMatch(
    /replicas must be integer/,
  );
});

test('selectors of services, budgets and policies find pods, and each Deployment its own', () => {
  const pods = deployments.map(([, { spec }]) => spec.template.metadata.labels as Record<string, string>);
  const matches = (selector: Record<string, string>) =>
    pods.filter((labels) => Object.entries(selector).every(([key, value]) => labels[key] === value)).length;
  for (const [name, { spec }] of deployments) {
    expect([name, matches(spec.selector.matchLabels)]).toEqual([name, 1]);
    for (const { labelSelector } of podOf(find('Deployment', name)).topologySpreadConstraints) {
      expect(matches(labelSelector.matchLabels)).toBe(1);
    }
  }
  for (const { spec } of ofKind('Service')) expect(matches(spec.selector)).toBe(1);
  for (const { spec } of ofKind('PodDisruptionBudget')) expect(matches(spec.selector.matchLabels)).toBe(1);
  for (const { spec } of ofKind('NetworkPolicy')) {
    expect(matches(spec.podSelector.matchLabels)).toBeGreaterThan(0);
  }
});

test('autoscalers name Deployments, which leave the number of their pods to them', () => {
  const targets = [...ofKind('HorizontalPodAutoscaler'), ...ofKind('ScaledObject')].map(
    ({ spec }) => spec.scaleTargetRef.name as string,
  );
  expect(targets.toSorted()).toEqual(deployments.map(([name]) => name).toSorted());
  for (const [, { spec }] of deployments) expect(spec.replicas).toBeUndefined();
});

test('workers are counted by a query that the table of jobs can answer', () => {
  const { metadata } = find('ScaledObject', 'sinode-worker').spec.triggers[0];
  const [, table, column, states] =
    /^select count\(\*\) from (\w+) where (\w+) in \((.*)\)$/.exec(metadata.query) ?? [];
  const migrations = join(HERE, '../../packages/api/migrations');
  const statements = readdirSync(migrations)
    .filter((name) => name.endsWith('.sql'))
    .map((name) => readFileSync(join(migrations, name), 'utf8'));
  expect(statements.join('\n')).toMatch(new RegExp(`CREATE TABLE "${table}" \\([^;]*"${column}" text`));
  expect(jobs.state.enumValues).toEqual(
    expect.arrayContaining((states ?? '').split(', ').map((state) => state.slice(1, -1))),
  );
  const names = containerOf(find('Deployment', 'sinode-worker')).env.map(
    ({ name }: { name: string }) => name,
  );
  expect(names).toContain(metadata.connectionFromEnv);
  expect(metadata.targetQueryValue).toBe(find('ConfigMap', 'sinode').data.SINODE_THREADS);
});

test('every setting is one that the server has', () => {
  const settings = [base, readManifests('components/s3')].flatMap((manifests) =>
    manifests.filter(({ kind }) => kind === 'ConfigMap').flatMap(({ data }) => Object.keys(data)),
  );
  const variables = deployments.flatMap(([, each]) =>
    containerOf(each).env.map(({ name }: { name: string }) => name),
  );
  for (const name of [...settings, ...variables]) expect(Object.keys(VARIABLES)).toContain(name);
});

test('ports are named where they are used, and are those that the server opens', () => {
  const service = find('Service', 'sinode');
  const api = containerOf(find('Deployment', 'sinode-api'));
  const numberOf = (name: string) =>
    api.ports.find((port: { name: string }) => port.name === name)?.containerPort as number | undefined;
  expect(numberOf('api')).toBe(Number(VARIABLES.SINODE_API_PORT[0]));
  expect(numberOf('web')).toBe(Number(VARIABLES.SINODE_WEB_PORT[0]));
  expect(numberOf('metrics')).toBe(Number(find('ConfigMap', 'sinode').data.SINODE_METRICS_PORT));
  for (const { targetPort } of service.spec.ports) expect(numberOf(targetPort)).toBeDefined();
  for (const { http } of find('Ingress', 'sinode').spec.rules) {
    for (const { backend } of http.paths) {
      expect(backend.service.name).toBe(service.metadata.name);
      expect(service.spec.ports.map(({ name }: { name: string }) => name)).toContain(
        backend.service.port.name,
      );
    }
  }
  for (const [, deployment] of deployments) {
    const { annotations } = deployment.spec.template.metadata;
    expect(annotations['prometheus.io/port']).toBe(find('ConfigMap', 'sinode').data.SINODE_METRICS_PORT);
    const names = containerOf(deployment).ports.map(({ name }: { name: string }) => name);
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
      expect(names).toContain(containerOf(deployment)[probe].httpGet.port);
    }
  }
});

test('what is referred to by name is there, but for the secrets, which are nobody else’s', () => {
  for (const [, deployment] of deployments) {
    const pod = podOf(deployment);
    find('ServiceAccount', pod.serviceAccountName);
    for (const { configMapRef } of containerOf(deployment).envFrom) find('ConfigMap', configMapRef.name);
    const volumes = pod.volumes.map(({ name }: { name: string }) => name);
    for (const { name } of containerOf(deployment).volumeMounts) expect(volumes).toContain(name);
    for (const { persistentVolumeClaim } of pod.volumes) {
      if (persistentVolumeClaim !== undefined) find('PersistentVolumeClaim', persistentVolumeClaim.claimName);
    }
  }
  expect(ofKind('Secret')).toEqual([]);
});

test.each(deployments)('%s runs with as few rights as there can be', (_name, deployment) => {
  const pod = podOf(deployment);
  expect(pod.automountServiceAccountToken).toBe(false);
  expect(pod.securityContext).toMatchObject({
    runAsNonRoot: true,
    runAsUser: 10001,
    seccompProfile: { type: 'RuntimeDefault' },
  });
  expect(containerOf(deployment).securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
  const { requests, limits } = containerOf(deployment).resources;
  expect(Object.keys({ ...requests, ...limits }).toSorted()).toEqual(['cpu', 'memory']);
});

test('the user and the folders are those of the image', () => {
  const dockerfile = readFileSync(join(HERE, '../../Dockerfile'), 'utf8');
  expect(dockerfile).toMatch(/^USER 10001:10001$/m);
  expect(dockerfile).toMatch(/^VOLUME \/data$/m);
  for (const [, deployment] of deployments) {
    expect(containerOf(deployment).volumeMounts).toContainEqual({ name: 'data', mountPath: '/data' });
  }
});

const KUSTOMIZE = [['kubectl', 'kustomize'] as const, ['kustomize', 'build'] as const].find(
  ([program, word]) => canRun(program, word, '--help'),
);

describe.skipIf(KUSTOMIZE === undefined)('kustomize (skipped where neither kubectl nor kustomize is)', () => {
  const [program, word] = KUSTOMIZE ?? ['', ''];
  const render = (folder: string) =>
    parseManifests(
      execFileSync(program, [word, folder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }),
    );

  test('the example is put together: one namespace, an image with a tag, its own names', async () => {
    const manifests = render(join(HERE, 'overlays/example'));
    expect(manifests).toHaveLength(base.length + 1);
    for (const manifest of manifests) {
      expect(await schemaProblem(manifest)).toBeNull();
      if (manifest.kind !== 'Namespace') expect(manifest.metadata).toMatchObject({ namespace: 'sinode' });
      if (manifest.kind === 'Deployment') expect(containerOf(manifest).image).toMatch(/.+\/sinode:.+/);
      if (manifest.kind === 'Ingress') expect(JSON.stringify(manifest)).not.toContain('sinode.example.org');
    }
  });

  test('with recordings in an object store, pods keep copies of their own and share the library only', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sinode-kustomize-'));
    try {
      cpSync(HERE, folder, { recursive: true });
      const file = join(folder, 'overlays/example/kustomization.yaml');
      const text = readFileSync(file, 'utf8');
      writeFileSync(
        file,
        text.replace('# components:', 'components:').replace('#   - ../../comp', '  - ../../comp'),
      );
      const manifests = render(join(folder, 'overlays/example'));
      const pods = manifests.filter(({ kind }) => kind === 'Deployment');
      expect(pods).toHaveLength(2);
      for (const pod of pods) {
        expect(await schemaProblem(pod)).toBeNull();
        expect(
          containerOf(pod).volumeMounts.map(({ mountPath }: { mountPath: string }) => mountPath),
        ).toEqual(['/data', '/data/library', '/tmp']);
        expect(
          podOf(pod)
            .volumes.map(({ name }: { name: string }) => name)
            .toSorted(),
        ).toEqual(['copies', 'data', 'tmp']);
        const names = containerOf(pod).env.map(({ name }: { name: string }) => name);
        expect(names).toEqual(expect.arrayContaining(['SINODE_ROLE', 'DATABASE_URL', 'AWS_ACCESS_KEY_ID']));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function canRun(program: string, ...args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
