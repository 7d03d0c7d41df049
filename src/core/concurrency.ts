/**
 * Where one environment serves several invocations at once.
 * On Lambda Managed Instances, Java runs them in threads and Node.js lets them take turns, over the same objects.
 * Python runs each in a process of its own, and everywhere else an environment serves one after another:
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances-runtimes.html
 * Within one invocation, threads that a function starts share what is at module level, too.
 */
import type { Application, LambdaFunction } from './application.ts';
import type { Language } from './language.ts';
import type { Creation } from './module.ts';
import type { FunctionCode } from './rule.ts';

/** Whether invocations of the function that run at once use the same objects. */
export function sharesObjects({ capacity }: LambdaFunction, language: Language): boolean {
  if (!capacity?.managedInstances || language === 'python') return false;
  const most = capacity.managedInstances.concurrencyPerEnvironment?.value;
  return !(most?.known && most.value === 1);
}

/** Whether any of them does, so that code that several functions run has to be fit for it. */
export const anySharesObjects = ({ functions }: Application, language: Language): boolean =>
  functions.some((fn) => sharesObjects(fn, language));

/**
 * Whether threads of one invocation may share what is not made for it, once it is at module level.
 * Clients of boto3 are made for it, its resources and sessions are not:
 * https://docs.aws.amazon.com/boto3/latest/guide/resources.html#multithreading-or-multiprocessing-with-resources
 */
export const sharedByThreads = ({ resource }: Creation, { imports }: FunctionCode): boolean =>
  /^boto3\.(resource|Session|session\.Session)\b/.test(resource.symbol) &&
  imports.some((it) => /^(threading|concurrent\.futures|multiprocessing\.(pool|dummy))\b/.test(it.import.specifier));
