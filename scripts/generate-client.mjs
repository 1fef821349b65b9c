/**
 * Writes the types of the client, packages/client/src/schema.ts, from packages/client/openapi.json:
 * `npm run generate:client` takes that from the routes first. With --print they are printed instead.
 */
import { readFile, writeFile } from 'node:fs/promises';
import openapiTypescript, { astToString, stringToAST } from 'openapi-typescript';

const HEADER = `/**
 * What the API takes and gives. Generated from openapi.json: change the routes, and run \`npm run generate:client\`.
 */
`;

const DOCUMENT = new URL('../packages/client/openapi.json', import.meta.url);
const TYPES = new URL('../packages/client/src/schema.ts', import.meta.url);

const document = JSON.parse(await readFile(DOCUMENT, 'utf8'));
const [blob] = stringToAST('type T = Blob').map((statement) => statement.type);
const nodes = await openapiTypescript(document, {
  // What has a default need not be sent.
  defaultNonNullable: false,
  transform: ({ format }) => (format === 'binary' ? blob : undefined),
});
const types = HEADER + astToString(nodes);

if (process.argv.includes('--print')) process.stdout.write(types);
else await writeFile(TYPES, types);
