/** What a test tells of parameters where it holds, and where it does not. */
import type { Asked, AskedText, Constant, ParameterWord, Text } from '../../core/word.ts';
import { isEmptyValue, memberOf } from '../plain.ts';
import type { CallExpression, Expression, FunctionNode } from '../tree.ts';
import type { Analysis } from './analysis.ts';
import { memberAskedFor } from './asked.ts';
import { answerInLambda } from './elsewhere.ts';
import { flagIn } from './fields.ts';
import { fieldRead, givenField } from './givenFields.ts';
import { wordsIn } from './words.ts';

export type Texts = Pick<AskedText, 'texts' | 'constants'>;

export interface Telling {
  /** What holds where the test is true, or false. */
  readonly told: (test: Expression, holds: boolean) => readonly Asked[];
  /** What holds where the value is nothing, or something. */
  readonly isNothing: (subject: Expression, is: boolean) => readonly Asked[];
  /** The same where zero and no are as good as nothing. */
  readonly isFalsy: (subject: Expression, is: boolean) => readonly Asked[];
  /** The parameter that a value is as it was given. */
  readonly parameterIn: (subject: Expression) => ParameterWord | undefined;
  /** All texts that values are, or may be one of where `isAnyOf`; undefined when they may be something else. */
  readonly textsIn: (values: readonly Expression[], isAnyOf: boolean) => Texts | undefined;
}

/** Further than tests are put together that anybody reads. */
const deepest = 20;

/** A name stands for a whole test, so few of them are looked behind. */
const ofName = 8;

/** Of tests that the function evaluates. */
export function tellingIn(analysis: Analysis, fn: FunctionNode): Telling {
  const { tree, symbols } = analysis;
  const words = wordsIn(tree);
  return { told, isNothing, isFalsy, parameterIn, textsIn };

  function told(test: Expression, holds: boolean, depth = 0): readonly Asked[] {
    if (depth > deepest) return [];
    if (test.kind === 'logical') {
      const [left, right] = [told(test.left, holds, depth + 1), told(test.right, holds, depth + 1)];
      if (test.operator === '??') return [];
      return (test.operator === '&&') === holds ? [...left, ...right] : either(left, right);
    }
    const inLambda = answerInLambda(test, tree, symbols);
    if (inLambda !== undefined) return inLambda === holds ? [] : [{ kind: 'elsewhere' }];
    if (test.kind === 'call') return [...ofCall(test, holds, depth), ...isFalsy(test, !holds)];
    if (test.kind === 'name') {
      const value = test.binding && words.onlyGiven(test.binding);
      // No text that is known is empty.
      return [...isFalsy(test, !holds), ...(value ? told(value, holds, depth + ofName) : [])];
    }
    if (test.kind === 'member') return [...isFalsy(test, !holds), ...isSet(test, holds)];
    if (test.kind !== 'operation') return [];
    const [left, right] = test.parts;
    if (!left) return [];
    if (!right)
      return /^(!|not|\(\))$/.test(test.operator) ? told(left, holds === (test.operator === '()'), depth + 1) : [];
    if (test.parts.length > 2) return [];
    if (/^(===?|is|!==?|is not)$/.test(test.operator)) {
      const is = /^(===?|is)$/.test(test.operator) === holds;
      return [...compared(left, [right], is), ...compared(right, [left], is)];
    }
    if (!/^(not )?in$/.test(test.operator)) return [];
    const is = (test.operator === 'in') === holds;
    if (right.kind === 'list') return compared(left, right.items, is);
    return left.kind === 'literal' && typeof left.value === 'string'
      ? isNothing(memberOf(right, left.value, right), !is)
      : [];
  }

  /** `"create".equals(name)`, `['create', 'update'].includes(name)`. */
  function ofCall(test: CallExpression, is: boolean, depth: number): readonly Asked[] {
    const { callee, arguments: given } = test;
    const [only, ...others] = given;
    if (callee.kind === 'name' && callee.name === 'hasattr') return ofMemberAsked(test, is);
    if (only && others.length === 0 && isYesOrNo(callee)) return told(only.value, is, depth + 1);
    if (callee.kind !== 'member' || !only || others.length > 0) return [];
    if (callee.property === 'equals' && tree.language === 'java')
      return [...compared(callee.object, [only.value], is), ...compared(only.value, [callee.object], is)];
    return callee.property === 'includes' && callee.object.kind === 'list'
      ? compared(only.value, callee.object.items, is)
      : [];
  }

  /** `hasattr(context, 's3')` */
  function ofMemberAsked(test: CallExpression, is: boolean): readonly Asked[] {
    const member = memberAskedFor(test);
    return member ? isNothing(member, !is) : [];
  }

  /** Of a value that may be one of several texts it is not known which one it is not. */
  function compared(subject: Expression, values: readonly Expression[], is: boolean): readonly Asked[] {
    const isEmpty = values.every(isEmptyValue);
    const of = parameterIn(subject, isEmpty) ?? fieldIn(subject, isEmpty);
    const its = of && textsIn(values, is);
    const field = isEmpty && is ? fieldRead(analysis, subject, fn) : undefined;
    return [
      ...(its ? [{ kind: 'text' as const, of, ...its, is }] : []),
      ...(field === undefined ? [] : [{ kind: 'empty-field' as const, name: field }]),
    ];
  }

  function isNothing(subject: Expression, is: boolean): readonly Asked[] {
    return isOneOf(subject, [null], is);
  }

  function isFalsy(subject: Expression, is: boolean): readonly Asked[] {
    return isOneOf(subject, [null, false, 0], is);
  }

  function isOneOf(subject: Expression, texts: readonly Text[], is: boolean): readonly Asked[] {
    const of = parameterIn(subject, true) ?? fieldIn(subject, true);
    const field = is ? fieldRead(analysis, subject, fn) : undefined;
    return [
      ...(of ? [{ kind: 'text' as const, of, texts, is }] : []),
      ...(field === undefined ? [] : [{ kind: 'empty-field' as const, name: field }]),
    ];
  }

  /** `if self.publishes`, of a field that the class's body says yes or no of; Java tells by types what an object has. */
  function isSet({ object, property }: Extract<Expression, { kind: 'member' }>, is: boolean): readonly Asked[] {
    const owner = tree.language === 'java' ? undefined : symbols.thisClass(object, fn);
    const isFlag = owner?.fields.some(({ name, value }) => name === property && flagIn(value) !== undefined);
    return isFlag ? [{ kind: 'flag', name: property, is }] : [];
  }

  function parameterIn(subject: Expression, isAboutNothing = false): ParameterWord | undefined {
    const [only, ...others] = (isAboutNothing ? words.ofGiven(subject) : words.of(subject)) ?? [];
    return only?.kind === 'parameter' && others.length === 0 ? only : undefined;
  }

  /** What a field was given, which may since have something else where only nothing is asked about. */
  function fieldIn(subject: Expression, isAboutNothing: boolean): ParameterWord | undefined {
    const given = givenField(analysis, subject, fn);
    return given && (given.isFixed || isAboutNothing) ? given.of : undefined;
  }

  function textsIn(values: readonly Expression[], isAnyOf: boolean): Texts | undefined {
    const texts: Text[] = [];
    const constants: Constant[] = [];
    for (const value of values) {
      const its = words.of(value);
      if (!its || (!isAnyOf && its.length > 1)) return undefined;
      for (const word of its)
        if (word.kind === 'written') texts.push(word.text);
        else if (word.kind === 'constant') constants.push(word);
        else return undefined;
    }
    return { texts, ...(constants.length > 0 ? { constants } : {}) };
  }
}

/** `Boolean(client)`, `bool(client)` */
const isYesOrNo = (callee: Expression): boolean =>
  callee.kind === 'name' && !callee.binding && /^(Boolean|bool)$/.test(callee.name);

/** Where one of two holds. */
const either = (a: readonly Asked[], b: readonly Asked[]): readonly Asked[] =>
  a.length > 0 && b.length > 0 ? [{ kind: 'any', of: [a, b] }] : [];
