/**
 * NestJS: what runs for each request beside the routes, which no code calls: guards, interceptors, pipes, filters and
 * middleware that are named somewhere, and the constructors of what is made for each request.
 */
import type { CallFact, ModuleFacts, Value } from '../core/module.ts';
import type { Callees } from './callees.ts';
import { methodsIn } from './names.ts';
import type { ClassPlace } from './reference.ts';
import type { Run } from './registered.ts';

/** By the end of the names under which they are given: what the framework calls. */
const methods: Readonly<Record<string, string>> = {
  Guard: 'canActivate',
  Interceptor: 'intercept',
  Pipe: 'transform',
  Filter: 'catch',
};

const using = /^@nestjs\/common#Use(Guard|Interceptor|Pipe|Filter)s$/;
const usingEverywhere = /^useGlobal(Guard|Interceptor|Pipe|Filter)s$/;

export const requestRunsIn = (modules: readonly ModuleFacts[], callees: Callees): readonly Run[] =>
  modules
    .filter(({ imports }) => imports.some(({ specifier }) => /^@nestjs\//.test(specifier)))
    .flatMap((module) => [
      ...module.calls.flatMap((call) => usedBy(call, module, callees)),
      ...module.classes.flatMap(({ name, decorators = [] }) =>
        decorators.some((it) => isForRequests(it, module))
          ? callees.constructorsOf({ module, name }).map((place) => ({ place }))
          : [],
      ),
    ]);

function usedBy(call: CallFact, module: ModuleFacts, callees: Callees): readonly Run[] {
  const kind = using.exec(call.symbol)?.[1] ?? usingEverywhere.exec(call.method ?? '')?.[1];
  const values = call.arguments.flatMap((it) => it.values);
  if (kind !== undefined) return runsOf(callees.classesNamed(values, module), methods[kind]);
  if (call.symbol === '@nestjs/common#Module') return values.flatMap((it) => everywhereIn(it, module, callees));
  // `consumer.apply(Logging).forRoutes('*')`, in a method of a module.
  const isConfiguring = call.method === 'apply' && module.functions[call.in]?.method?.name === 'configure';
  return isConfiguring ? runsOf(callees.classesNamed(values, module), 'use') : [];
}

/** `providers: [{ provide: APP_GUARD, useClass: Signed }]` */
function everywhereIn(value: Value, module: ModuleFacts, callees: Callees): readonly Run[] {
  const lists = value.kind === 'record' ? (value.members['providers'] ?? []) : [];
  return lists
    .flatMap((it) => (it.kind === 'record' ? [...Object.values(it.members).flat(), ...it.others] : []))
    .flatMap((it) => {
      if (it.kind !== 'record') return [];
      const [token] = it.members['provide'] ?? [];
      const name = token?.kind === 'import' && token.specifier === '@nestjs/core' ? token.member : '';
      const kind = /^APP_(GUARD|INTERCEPTOR|PIPE|FILTER)$/.exec(name)?.[1];
      if (kind === undefined) return [];
      const method = methods[kind.charAt(0) + kind.slice(1).toLowerCase()];
      return runsOf(callees.classesNamed(it.members['useClass'] ?? [], module), method);
    });
}

const runsOf = (classes: readonly ClassPlace[], name: string | undefined): readonly Run[] =>
  classes.flatMap(({ module, name: own }) =>
    methodsIn(module, own)
      .filter(({ method }) => method !== undefined && method.name === name)
      .map((fn): Run => {
        const place = { module, fn };
        return name === 'catch' ? { place, rarely: 'when an error is caught' } : { place };
      }),
  );

/** `@Injectable({ scope: Scope.REQUEST })` */
function isForRequests(decorator: Value, { calls }: ModuleFacts): boolean {
  const call = decorator.kind === 'result' && decorator.call !== undefined ? calls[decorator.call] : undefined;
  if (call?.symbol !== '@nestjs/common#Injectable') return false;
  return call.arguments.some(({ values }) =>
    values.some(
      (it) => it.kind === 'record' && it.members['scope']?.some((of) => of.kind === 'member' && of.name === 'REQUEST'),
    ),
  );
}
