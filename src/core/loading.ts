/** What a file needs in order to be loaded, by whichever function. */
import type { Application } from './application.ts';

/** Lambda sets them: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
const given =
  /^(AWS_(REGION|DEFAULT_REGION|EXECUTION_ENV|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|LAMBDA_(FUNCTION_\w+|LOG_\w+|INITIALIZATION_TYPE|RUNTIME_API))|_HANDLER|LAMBDA_TASK_ROOT|LAMBDA_RUNTIME_DIR|PATH|LANG|TZ)$/;

/**
 * Whether each function that loads the file has these environment variables.
 * A file without a handler may be loaded by any of them.
 */
export function haveVariables({ functions }: Application, path: string, names: readonly string[]): boolean {
  const wanted = names.filter((name) => !given.test(name));
  if (wanted.length === 0 || functions.length === 1) return true;
  const own = functions.filter(({ entry }) => entry.found && entry.path === path);
  const loading = own.length > 0 ? own : functions;
  if (own.length === 1) return true;
  return loading.every(({ environment }) => environment.known && wanted.every((name) => environment.value.has(name)));
}
