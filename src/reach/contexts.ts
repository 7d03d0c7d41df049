/** JavaScript: what servers of GraphQL hand to resolvers beside the arguments: what `context` gives for a request. */
import { once } from '../core/memo.ts';
import type { CallFact, ModuleFacts, Value } from '../core/module.ts';
import type { Given } from './things.ts';

/** What is given to a parameter of a resolver; undefined where no module makes a server. */
export function contextsIn(
  modules: readonly ModuleFacts[],
): ((module: ModuleFacts, id: number, index: number) => readonly Given[]) | undefined {
  const serving = modules.filter(
    ({ language, imports }) => /script$/.test(language) && imports.some(({ specifier }) => servers.test(specifier)),
  );
  if (serving.length === 0) return undefined;
  const contexts = once(() => serving.flatMap((module) => module.calls.flatMap((call) => contextOf(call, module))));
  return (module, id, index) => (isOfResolver(module, id, index) ? contexts() : []);
}

const servers =
  /^(@apollo\/server|apollo-server(-\w+)?|@as-integrations\/[\w-]+|graphql-yoga|mercurius|@graphql-yoga\/[\w-]+)/;

function contextOf({ symbol, method, arguments: given }: CallFact, module: ModuleFacts): readonly Given[] {
  if (!servers.test(symbol) && method !== 'register') return [];
  return given.flatMap(({ values }) =>
    values.flatMap((it) => {
      if (it.kind !== 'record') return [];
      const { context = [], dataSources = [] } = it.members;
      const handed: Value = { kind: 'record', members: { dataSources: [...result(dataSources)] }, others: [] };
      return [
        ...(context.length > 0 ? [{ module, values: [...context, ...result(context)] }] : []),
        ...(dataSources.length > 0 ? [{ module, values: [handed] }] : []),
      ];
    }),
  );
}

const result = (of: readonly Value[]): readonly Value[] => (of.length > 0 ? [{ kind: 'result', of }] : []);

/** `(parent, arguments, context, info)`, which no class has. */
function isOfResolver({ functions }: ModuleFacts, id: number, index: number): boolean {
  const { parameters = [], method } = functions[id] ?? {};
  return index === 2 && parameters.length < 5 && !method && /^(_*(ctx|context)\w*$|\{)/i.test(parameters[2] ?? '');
}
