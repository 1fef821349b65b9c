/**
 * The direction of dependencies. Arrows never turn round: what is further down the list may import what is above it.
 */

/** The stages of the data flow inside the core, in its order. */
const STAGES = [
  'recording',
  'formats',
  'envelope',
  'signal',
  'model',
  'beats',
  'metrics',
  'evaluate',
  'synth',
  'node',
];

/** The folders of the dashboard, in the order in which they build on each other. `app/` puts them together. */
const WEB_FOLDERS = [
  'texts',
  'api',
  'ui',
  'trace',
  'recording',
  'local',
  'recordings',
  'models',
  'evaluations',
  'administration',
  'session',
  'start',
];

/** What draws the dashboard's controls, and keeps what it shows. */
const WEB_FRAMEWORKS = 'node_modules/(react|react-dom|@mantine|@tanstack|@tabler)/';

const webRules = WEB_FOLDERS.slice(0, -1).map((folder, index) => ({
  name: `web-${folder}-looks-back-only`,
  severity: 'error',
  from: { path: `^packages/web/src/${folder}/`, pathNot: '\\.test\\.tsx?$' },
  to: { path: `^packages/web/src/(${WEB_FOLDERS.slice(index + 1).join('|')})/` },
}));

/** Stages that stand beside the flow: they may use recordings only. */
const stageRules = STAGES.flatMap((stage, index) => {
  const later = STAGES.slice(index + 1);
  return later.length === 0
    ? []
    : [
        {
          name: `core-${stage}-looks-back-only`,
          comment: `${stage}/ comes before ${later.join(', ')} and the pipeline in the data flow.`,
          severity: 'error',
          from: { path: `^packages/core/src/${stage}/`, pathNot: '\\.test\\.ts$' },
          to: {
            path: [
              `^packages/core/src/(${later.join('|')})/`,
              // The evaluation runs the pipeline as a whole.
              ...(['evaluate', 'synth'].includes(stage) ? [] : ['^packages/core/src/analyze\\.ts$']),
            ],
          },
        },
      ];
});

export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'core-and-contracts-stand-alone',
      severity: 'error',
      from: { path: '^packages/(core|contracts)/' },
      to: { path: '^packages/', pathNot: '^packages/$1/' },
    },
    {
      name: 'engine-knows-the-core-only',
      severity: 'error',
      from: { path: '^packages/engine/' },
      to: { path: '^packages/', pathNot: '^packages/(engine|core)/' },
    },
    {
      name: 'web-knows-core-contracts-and-client',
      severity: 'error',
      from: { path: '^packages/web/' },
      to: { path: '^packages/', pathNot: '^packages/(web|core|contracts|client)/' },
    },
    {
      name: 'nothing-imports-web',
      severity: 'error',
      from: { path: '^packages/', pathNot: '^packages/web/' },
      to: { path: '^packages/web/' },
    },
    {
      name: 'web-runs-in-a-browser',
      severity: 'error',
      from: { path: '^packages/web/src/', pathNot: '/testing/|\\.test\\.tsx?$' },
      to: { path: '^packages/core/src/(node/|model/onnx-node\\.ts$)' },
    },
    {
      name: 'web-touches-no-node',
      severity: 'error',
      from: { path: '^packages/web/src/', pathNot: '/testing/|\\.test\\.tsx?$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'trace-is-drawn-without-a-framework',
      comment: 'Components (.tsx) and hooks (use-….ts) put it on the page; the rest is maths and drawing.',
      severity: 'error',
      from: {
        path: '^packages/web/src/trace/.*\\.ts$',
        pathNot: '/use-[^/]+\\.ts$|/testing/|\\.test\\.ts$',
      },
      to: { path: [WEB_FRAMEWORKS, '^packages/web/src/(api|ui)/', '^packages/web/src/trace/.*\\.tsx$'] },
    },
    {
      name: 'core-is-pure',
      comment: 'Only core/src/node touches Node: everything else runs in a browser and a worker too.',
      severity: 'error',
      from: {
        path: '^packages/core/src/',
        pathNot: '^packages/core/src/(node|testing)/|\\.test\\.ts$',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'one-file-per-runtime',
      comment: 'Each ONNX runtime is imported in one file, so that the other never has to be there.',
      severity: 'error',
      from: { pathNot: '^packages/core/src/model/onnx-(node|web)\\.ts$' },
      to: { path: 'node_modules/onnxruntime-(node|web)/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: '/testing/|\\.test\\.ts$' },
      to: { path: '/testing/|\\.test\\.ts$' },
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      from: { pathNot: '/testing/|\\.test\\.ts$' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    ...stageRules,
    ...webRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/' },
    tsConfig: { fileName: 'tsconfig.tests.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
    },
  },
};
