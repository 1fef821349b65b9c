/**
 * The S3-compatible server that tests of the object store run against: built once by Go, which fetches its source
 * through the Go proxy. Says where it is; without Go, that there is none.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ROOT } from './run.mjs';

/** As in packages/api/src/testing/s3-server.ts. */
const VERSION = 'v1.8.0';
const FOLDER = `${ROOT}node_modules/.cache/sinode/versitygw-${VERSION}`;
const PROGRAM = `${FOLDER}/versitygw`;

if (!existsSync(PROGRAM)) {
  const target = `github.com/versity/versitygw/cmd/versitygw@${VERSION}`;
  const { status, error } = spawnSync('go', ['install', target], {
    env: { ...process.env, GOBIN: FOLDER, CGO_ENABLED: '0' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (error !== undefined || status !== 0) {
    console.error(
      `Tests of the S3 store are skipped: go install ${target} does not work (${error?.code ?? status}).`,
    );
    process.exit(0);
  }
}
console.log(PROGRAM);
