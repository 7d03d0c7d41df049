import type { Binding, Expression, FunctionNode, Tree } from '../tree.ts';

/**
 * Whether a function looks like a Lambda handler by name and parameters alone.
 * Python: a module-level `handler` or `…_handler` that takes an event and a context, a `handler` that names but the context,
 * `def handler(_, context)`, or a `lambda_handler` that takes anything and a context, or is decorated.
 * Java: `handleRequest` of a class that implements one of the runtime's interfaces, a public method whose last
 * parameter is the runtime's context, or one that is called a handler and takes an event of a service.
 * JS and TS are recognized by what they export; see `handlerExports`.
 */
export function looksLikeHandler(tree: Tree, fn: FunctionNode): boolean {
  if (tree.language === 'java') return implementsHandler(fn) || takesContext(tree, fn);
  if (tree.language !== 'python' || fn.parent?.id !== 0 || fn.class) return false;
  // A decorator may take the event apart before it calls what is called so by nobody but Lambda.
  if (fn.name === 'lambda_handler' && fn.decorators.length > 0) return true;
  if (!/^(lambda_)?handler$|_handler$/.test(fn.name) || fn.parameters.length < 2) return false;
  const [event, context] = fn.parameters.map(({ name }) => name.replace(/^_+/, ''));
  const takesAnything = fn.name === 'lambda_handler' || (fn.name === 'handler' && event === '' && context !== '');
  const isCalledSo = /^(event|evt|e)$/.test(event ?? '') || takesAnything;
  return isCalledSo && /^(context|ctx|c|)$/.test(context ?? '');
}

/** Whether the variable that is exported is declared to be one by its type, `SQSHandler` of `@types/aws-lambda`. */
export function isTypedHandler(tree: Tree, exported: Expression): boolean {
  if (tree.language !== 'typescript') return false;
  const statements = tree.functions[0]?.body.statements ?? [];
  const annotation = statements
    .flatMap((it) => (it.kind === 'assign' ? it.declarators : []))
    .find(({ targets: [target], value }) =>
      exported.kind === 'name'
        ? target?.kind === 'name' && target.name.binding === exported.binding
        : value === exported,
    )?.annotation;
  const [, name = '', member] =
    /^\s*:\s*(\w+)(?:\.(\w+))?/.exec(annotation ? tree.text.slice(annotation.start, annotation.end) : '') ?? [];
  const types = tree.imports.filter(({ specifier }) => /^aws-lambda(\/|$)/.test(specifier));
  const imported = types.flatMap(({ names }) => names).find(({ local }) => local === name)?.imported ?? '';
  return /Handler(V2\w*)?$/.test(imported === '*' || imported === 'default' ? (member ?? '') : imported);
}

const implementsHandler = ({ name, class: owner }: FunctionNode): boolean =>
  name === 'handleRequest' && owner?.kind === 'class' && owner.bases.some(isHandlerInterface);

const isHandlerInterface = (base: Expression): boolean =>
  base.kind === 'name' && /^Request(Stream)?Handler$/.test(base.name) && base.binding?.import !== undefined;

const context = 'com.amazonaws.services.lambda.runtime.Context';

/** A handler of Java needs no interface: https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html */
function takesContext({ text }: Tree, fn: FunctionNode): boolean {
  if (fn.class?.kind !== 'class' || fn.name === 'constructor' || fn.abstract) return false;
  const types = fn.parameters.map(({ bindings: [binding] }) => typeOf(binding));
  if (types.length === 1) return isCalledHandler(types[0], fn) && isPublic(text, fn);
  if (types.at(-1) !== context || types.length < 2 || types.length > 3) return false;
  if (types.length === 3 && types[1] !== 'java.io.OutputStream') return false;
  return isPublic(text, fn);
}

const isPublic = (text: string, { range, at }: FunctionNode): boolean =>
  /\bpublic\b/.test(text.slice(range.start, at.start));

/** What takes the context alone, or an event of a service, is one only where it is called so: others may call it as well. */
const isCalledHandler = (type: string | undefined, { name }: FunctionNode): boolean =>
  /^handle|[hH]andler$/.test(name) &&
  (type === context || type?.startsWith('com.amazonaws.services.lambda.runtime.events.') === true);

const typeOf = (binding: Binding | undefined): string | undefined =>
  binding?.type?.kind === 'name' ? binding.type.binding?.import?.node.specifier : undefined;
