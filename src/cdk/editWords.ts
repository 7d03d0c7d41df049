/** How properties of functions are called by constructs. */

export type Property = { readonly names: readonly [string] | readonly [string, string] } & (
  | { readonly kind: 'plain' }
  /** `{ mode: 'Active' }`, in Python an object of a class within the construct's own: `CfnFunction.TracingConfigProperty(mode="Active")`. */
  | { readonly kind: 'struct'; readonly struct: string; readonly field: string }
  /** `Tracing.ACTIVE`: a member of a class of `aws-lambda`, by CloudFormation's word. */
  | { readonly kind: 'member'; readonly class: string; readonly members: Readonly<Partial<Record<string, string>>> }
  /** `Duration.seconds(30)`: a static function of a class of the library itself. */
  | { readonly kind: 'measure'; readonly class: string; readonly unit: string }
);

const functions: ReadonlySet<string> = new Set([
  'aws-lambda.Function',
  'aws-lambda.DockerImageFunction',
  'aws-lambda.SingletonFunction',
  'aws-lambda-nodejs.NodejsFunction',
  'aws-lambda-python.PythonFunction',
  'aws-lambda-python-alpha.PythonFunction',
  'aws-lambda-go.GoFunction',
  'aws-lambda-go-alpha.GoFunction',
]);

/** `path` is in SAM's words. */
export function propertyFor(construct: string, path: readonly string[], isPython: boolean): Property | undefined {
  const [first, second, third] = path;
  const word = (name: string): string => (isPython ? name.replace(/[A-Z]/g, (it) => `_${it.toLowerCase()}`) : name);
  const isL1 = construct === 'aws-lambda.CfnFunction';
  if (!isL1 && !functions.has(construct)) return undefined;
  if (first === 'MemorySize') return { names: [word('memorySize')], kind: 'plain' };
  if (first === 'ReservedConcurrentExecutions') return { names: [word('reservedConcurrentExecutions')], kind: 'plain' };
  if (first === 'Timeout')
    return isL1
      ? { names: ['timeout'], kind: 'plain' }
      : { names: ['timeout'], kind: 'measure', class: 'Duration', unit: 'seconds' };
  if (first === 'EphemeralStorage' && second === 'Size')
    return isL1
      ? { names: [word('ephemeralStorage')], kind: 'struct', struct: 'EphemeralStorageProperty', field: 'size' }
      : { names: [word('ephemeralStorageSize')], kind: 'measure', class: 'Size', unit: 'mebibytes' };
  if (first === 'Tracing')
    return isL1
      ? { names: [word('tracingConfig')], kind: 'struct', struct: 'TracingConfigProperty', field: 'mode' }
      : {
          names: [word('tracing')],
          kind: 'member',
          class: 'Tracing',
          members: { Active: 'ACTIVE', PassThrough: 'PASS_THROUGH' },
        };
  if (first === 'Environment' && second === 'Variables' && third !== undefined && !isL1)
    return { names: ['environment', third], kind: 'plain' };
  return undefined;
}
