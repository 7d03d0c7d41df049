/** What tests in Java replace: with Mockito, PowerMock, and in the environment. */
import type { ReplacementFact } from '../../core/testFacts.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { lastNameOf } from '../plain.ts';
import { textOf } from './texts.ts';

/** https://javadoc.io/doc/org.mockito/mockito-core: in force in the thread of the test until it is closed. */
const mocking = /^(mockStatic|mockConstruction|mockConstructionWithAnswer|whenNew)$/;
/** https://github.com/webcompere/system-stubs */
const environment = /(?:^|\.)\w*environment\w*\.set$|(?:^|\.)withEnvironmentVariable$/i;
/** https://junit-pioneer.org/docs/environment-variables/: of a method; a class has it before it loads anything. */
const annotated =
  /@SetEnvironmentVariable\s*\(\s*key\s*=\s*"(\w+)"[^)]*\)(?=(?:\s*@\w+(?:\([^)]*\))?)*\s+(?:public\s+|protected\s+)?(?:void|[\w<>]+\s+\w+\s*\())/g;

/** A static field is initialized when its class is first asked for: in a test, or in what came before it. */
export function replacedInJava(analysis: Analysis): readonly ReplacementFact[] {
  const { tree, flow, symbols } = analysis;
  const variables = [...tree.text.matchAll(annotated)].map(([, name = '']) => name);
  const found: ReplacementFact[] = [];
  for (const call of flow.calls) {
    const [one] = call.arguments;
    const code = tree.text.slice(call.callee.start, call.callee.end);
    const type = one?.value.kind === 'literal' ? one.value.type : undefined;
    if (type && mocking.test(lastNameOf(call.callee))) {
      const { symbol } = symbols.of(type);
      found.push({ of: 'symbol', name: symbol, code: lastNameOf(type) || symbol, since: 'later' });
    }
    const variable = environment.test(code) ? textOf(analysis, one?.value) : undefined;
    if (variable !== undefined) variables.push(variable);
    if (call.construct && /EnvironmentVariables$/.test(code))
      variables.push(
        ...call.arguments.flatMap(({ value }, index) => (index % 2 === 0 ? (textOf(analysis, value) ?? []) : [])),
      );
  }
  return [
    ...found,
    ...variables.map((name) => ({ of: 'variable' as const, name, code: name, since: 'later' as const })),
  ];
}
