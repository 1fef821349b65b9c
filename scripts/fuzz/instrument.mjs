/**
 * Puts a counter into every branch of a file: functions, the arms of `if`, `?:`, `&&`, `||` and `??`, loop bodies, cases
 * and `catch`. What is counted in `globalThis.sinodeBranches[n]` tells the fuzzer that an input did something new. Typed
 * arrays that are made pass through `globalThis.sinodeAllocated`, so that memory is seen at the moment it is taken.
 */
import ts from 'typescript';

const COUNTERS = 'sinodeBranches';
const ALLOCATED = 'sinodeAllocated';

const ARRAYS = new Set([
  'ArrayBuffer',
  'Uint8Array',
  'Int8Array',
  'Uint16Array',
  'Int16Array',
  'Uint32Array',
  'Int32Array',
  'Float32Array',
  'Float64Array',
]);

const SHORT_CIRCUITS = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);

/** Longer literals are sentences for people. */
const LONGEST_WORD = 24;

/**
 * @param state.branches - how many there are so far; grows
 * @param state.words - the literals of the code; grows
 */
export function instrument(state) {
  return (context) => {
    const { factory } = context;
    const count = () =>
      factory.createPostfixIncrement(
        factory.createElementAccessExpression(factory.createIdentifier(COUNTERS), state.branches++),
      );
    const counted = (expression) =>
      factory.createParenthesizedExpression(factory.createComma(count(), expression));
    const statement = () => factory.createExpressionStatement(count());
    const block = (body) =>
      ts.isBlock(body)
        ? factory.updateBlock(body, [statement(), ...body.statements])
        : factory.createBlock([statement(), body]);

    /** Directives such as 'use strict' do not occur in modules, so a counter may come first everywhere. */
    function branchesOf(node) {
      if (ts.isFunctionLike(node) && node.body !== undefined) return withBody(node);
      if (ts.isIfStatement(node)) {
        const { expression, thenStatement, elseStatement } = node;
        const otherwise = elseStatement ?? factory.createBlock([]);
        return factory.updateIfStatement(node, expression, block(thenStatement), block(otherwise));
      }
      if (ts.isForStatement(node)) {
        return factory.updateForStatement(
          node,
          node.initializer,
          node.condition,
          node.incrementor,
          block(node.statement),
        );
      }
      if (ts.isForOfStatement(node)) {
        const { awaitModifier, initializer, expression } = node;
        return factory.updateForOfStatement(
          node,
          awaitModifier,
          initializer,
          expression,
          block(node.statement),
        );
      }
      if (ts.isWhileStatement(node)) {
        return factory.updateWhileStatement(node, node.expression, block(node.statement));
      }
      if (ts.isDoStatement(node)) {
        return factory.updateDoStatement(node, block(node.statement), node.expression);
      }
      if (ts.isCaseClause(node)) {
        return factory.updateCaseClause(node, node.expression, [statement(), ...node.statements]);
      }
      if (ts.isDefaultClause(node)) {
        return factory.updateDefaultClause(node, [statement(), ...node.statements]);
      }
      if (ts.isCatchClause(node)) {
        return factory.updateCatchClause(node, node.variableDeclaration, block(node.block));
      }
      if (ts.isConditionalExpression(node)) {
        return factory.updateConditionalExpression(
          node,
          node.condition,
          node.questionToken,
          counted(node.whenTrue),
          node.colonToken,
          counted(node.whenFalse),
        );
      }
      if (ts.isBinaryExpression(node) && SHORT_CIRCUITS.has(node.operatorToken.kind)) {
        return factory.updateBinaryExpression(node, node.left, node.operatorToken, counted(node.right));
      }
      if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && ARRAYS.has(node.expression.text)) {
        return factory.createCallExpression(factory.createIdentifier(ALLOCATED), undefined, [node]);
      }
      return node;
    }

    function withBody(node) {
      // `super()` has to come first in the constructor of an error; what it does is counted where it is thrown.
      if (ts.isConstructorDeclaration(node)) return node;
      const body = ts.isBlock(node.body) ? block(node.body) : counted(node.body);
      const { modifiers, asteriskToken, name, questionToken, typeParameters, parameters, type } = node;
      if (ts.isArrowFunction(node)) {
        const arrow = node.equalsGreaterThanToken;
        return factory.updateArrowFunction(node, modifiers, typeParameters, parameters, type, arrow, body);
      }
      if (ts.isGetAccessor(node)) {
        return factory.updateGetAccessorDeclaration(node, modifiers, name, parameters, type, body);
      }
      if (ts.isSetAccessor(node)) {
        return factory.updateSetAccessorDeclaration(node, modifiers, name, parameters, body);
      }
      const head = [modifiers, asteriskToken, name];
      const rest = [typeParameters, parameters, type, body];
      if (ts.isFunctionDeclaration(node)) return factory.updateFunctionDeclaration(node, ...head, ...rest);
      if (ts.isFunctionExpression(node)) return factory.updateFunctionExpression(node, ...head, ...rest);
      return factory.updateMethodDeclaration(node, ...head, questionToken, ...rest);
    }

    const visit = (node) => {
      if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node;
      keepWord(node);
      return branchesOf(ts.visitEachChild(node, visit, context));
    };

    function keepWord(node) {
      const isText =
        ts.isStringLiteral(node) ||
        ts.isNoSubstitutionTemplateLiteral(node) ||
        ts.isNumericLiteral(node) ||
        ts.isRegularExpressionLiteral(node);
      if (!isText) return;
      // Of an expression, the words in it.
      const words = ts.isRegularExpressionLiteral(node)
        ? (node.text.match(/[A-Za-z]{2,}/g) ?? [])
        : [node.text];
      for (const word of words) {
        if (word !== '' && word.length <= LONGEST_WORD && !word.endsWith('.ts')) state.words.add(word);
      }
    }
    return (file) => ts.visitNode(file, visit);
  };
}
