/**
 * By which calls parameters ask for what they are given: a framework of Python, `orders=Depends(make_orders)`,
 * containers of JavaScript, `@inject('Orders') orders`.
 */
import type { Expression, Parameter } from '../tree.ts';
import type { Symbols } from './symbols.ts';

export const isAsking = (symbol: string): boolean =>
  /^fastapi\.(?:params\.|param_functions\.)?(?:Depends|Security)$/.test(symbol);

/** The default of a parameter, and the calls in its annotation. */
export const writtenAt = ({ default: value, asks = [] }: Parameter): readonly Expression[] => [
  ...(value ? [value] : []),
  ...asks,
];

/** What makes the value of a parameter that asks for it. */
export const makersOf = (symbols: Symbols, parameter: Parameter | undefined): readonly Expression[] =>
  (parameter ? writtenAt(parameter) : []).flatMap((it) => {
    const [maker] = it.kind === 'call' && isAsking(symbols.of(it.callee).symbol) ? it.arguments : [];
    return maker ? [maker.value] : [];
  });

/** The decorators by which a container is asked for what a parameter or a field is given. */
export const injecting = (symbols: Symbols, decorators: readonly Expression[] = []): readonly Expression[] =>
  decorators.filter((it) => it.kind === 'call' && /^(inversify|tsyringe)#inject$/.test(symbols.of(it.callee).symbol));
