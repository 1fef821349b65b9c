/** TypeScript of the repository to JavaScript in a folder, with counters in what is to be fuzzed. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../run.mjs';
import { instrument } from './instrument.mjs';

/** What reads hostile bytes. The fuzzer itself and the builders of its first inputs are not counted. */
const COUNTED = /^packages\/(core|api)\/src\/(?!.*\/testing\/)/;

const COMPILER_OPTIONS = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  inlineSourceMap: true,
  inlineSources: false,
};

/**
 * @param options.entry - path of the first file; what it imports follows
 * @param options.folder - inside the repository, so that packages are found
 * @returns the compiled entry, and what the counters count: how many branches, which of them stand in which file, and
 * the literals of the code as words that an input may hold
 */
export function compile({ entry, folder }) {
  const state = { branches: 0, words: new Set(), files: [] };
  const done = new Set();
  const waiting = [entry];
  while (waiting.length > 0) {
    const file = waiting.pop();
    if (done.has(file)) continue;
    done.add(file);
    waiting.push(...compileFile(file, folder, state));
  }
  return {
    file: outputOf(entry, folder),
    instrumented: { branches: state.branches, words: [...state.words], files: state.files },
  };
}

/** @returns the files that it imports */
function compileFile(file, folder, state) {
  const imported = [];
  const output = outputOf(file, folder);
  const path = relative(ROOT, file).replaceAll('\\', '/');
  const isCounted = COUNTED.test(path);
  const first = state.branches;
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
    fileName: file,
    compilerOptions: COMPILER_OPTIONS,
    transformers: {
      before: isCounted ? [instrument(state)] : [],
      after: [
        pointTo((specifier) => {
          const source = sourceOf(specifier, file);
          if (source === null) return specifier;
          imported.push(source);
          return relativeImport(output, outputOf(source, folder));
        }),
      ],
    },
  });
  if (isCounted) state.files.push({ path, first, count: state.branches - first });
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, outputText);
  return imported;
}

/** Where an import leads, or null for a package from elsewhere. */
function sourceOf(specifier, from) {
  if (specifier.startsWith('.')) return join(dirname(from), specifier);
  const [, name, subpath = ''] = /^@sinode\/([a-z]+)(\/.*)?$/.exec(specifier) ?? [];
  if (name === undefined) return null;
  const folder = join(ROOT, 'packages', name);
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, exports[`.${subpath}`].source);
}

function outputOf(file, folder) {
  return join(folder, relative(ROOT, file)).replace(/\.ts$/, '.js');
}

function relativeImport(from, to) {
  const path = relative(dirname(from), to).replaceAll('\\', '/');
  return path.startsWith('.') ? path : `./${path}`;
}

/** Replaces what is imported, exported from, or loaded by `import(…)` and `new URL(…, import.meta.url)`. */
function pointTo(rename) {
  return (context) => {
    const { factory } = context;
    const renamed = (literal) => factory.createStringLiteral(rename(literal.text));
    const visit = (node) => {
      if (ts.isImportDeclaration(node)) {
        const { modifiers, importClause, moduleSpecifier, attributes } = node;
        return factory.updateImportDeclaration(
          node,
          modifiers,
          importClause,
          renamed(moduleSpecifier),
          attributes,
        );
      }
      if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
        const { modifiers, isTypeOnly, exportClause, moduleSpecifier, attributes } = node;
        return factory.updateExportDeclaration(
          node,
          modifiers,
          isTypeOnly,
          exportClause,
          renamed(moduleSpecifier),
          attributes,
        );
      }
      if (isLoaded(node)) {
        const [first, ...rest] = node.arguments;
        const args = [renamed(first), ...rest];
        return ts.isCallExpression(node)
          ? factory.updateCallExpression(node, node.expression, undefined, args)
          : factory.updateNewExpression(node, node.expression, undefined, args);
      }
      return ts.visitEachChild(node, visit, context);
    };
    return (file) => ts.visitNode(file, visit);
  };
}

function isLoaded(node) {
  const isImport = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const isUrl =
    ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'URL';
  const first = isImport || isUrl ? node.arguments?.[0] : undefined;
  return first !== undefined && ts.isStringLiteral(first) && first.text.endsWith('.ts');
}
