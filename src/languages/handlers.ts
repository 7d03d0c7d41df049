import type { Expression, FunctionNode, Tree } from './tree.ts';

/**
 * Whether a function looks like a Lambda handler by name and parameters alone.
 * Python: a module-level `lambda_handler`, `handler` or `…_handler` that takes an event and a context.
 * Java: `handleRequest` of a class that implements one of the runtime's interfaces.
 * JS and TS are recognized by what they export; see `handlerExports`.
 */
export function looksLikeHandler(tree: Tree, fn: FunctionNode): boolean {
  if (tree.language === 'java')
    return fn.name === 'handleRequest' && fn.class?.kind === 'class' && fn.class.bases.some(isHandlerInterface);
  if (tree.language !== 'python' || fn.parent?.id !== 0 || fn.class) return false;
  if (!/^(lambda_)?handler$|_handler$/.test(fn.name) || fn.parameters.length < 2) return false;
  const [event, context] = fn.parameters.map(({ name }) => name.replace(/^_+/, ''));
  return /^(event|evt|e)$/.test(event ?? '') && /^(context|ctx|c|)$/.test(context ?? '');
}

const isHandlerInterface = (base: Expression): boolean =>
  base.kind === 'name' && /^Request(Stream)?Handler$/.test(base.name) && base.binding?.import !== undefined;
