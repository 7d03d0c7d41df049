/** What a file needs in order to be loaded, by whichever function. */
import type { Application, LambdaFunction, Language } from './application.ts';
import { addTo } from './groups.ts';
import { forEach, keptWith } from './memo.ts';
import type { ModuleFacts } from './module.ts';

/** Lambda sets them: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
const given =
  /^(AWS_(REGION|DEFAULT_REGION|EXECUTION_ENV|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|LAMBDA_(FUNCTION_\w+|LOG_\w+|INITIALIZATION_TYPE|RUNTIME_API))|_HANDLER|LAMBDA_TASK_ROOT|LAMBDA_RUNTIME_DIR|PATH|LANG|TZ)$/;

/**
 * Whether each function that loads the file has these environment variables.
 * A file without a handler may be loaded by any that runs its language.
 */
export function haveVariables(
  application: Application,
  { path, language }: Pick<ModuleFacts, 'path' | 'language'>,
  names: readonly string[],
): boolean {
  const wanted = names.filter((name) => !given.test(name));
  if (wanted.length === 0) return true;
  const { functions, byPath } = loadersIn(application)(language);
  if (functions.length === 1) return true;
  const own = byPath.get(path) ?? [];
  const loading = own.length > 0 ? own : functions;
  if (own.length === 1) return true;
  return loading.every(({ environment }) => environment.known && wanted.every((name) => environment.value.has(name)));
}

/** The functions that may load files of a language, and by path those whose handlers stand there. */
const loadersIn = keptWith(({ functions: all }: Application) =>
  forEach((language: Language) => {
    const functions = all.filter((it) => it.language === undefined || mayLoad(it.language, language));
    const byPath = new Map<string, LambdaFunction[]>();
    for (const it of functions) if (it.entry.found) addTo(byPath, it.entry.path, it);
    return { functions, byPath };
  }),
);

const isOfNode = (language: Language): boolean => language === 'javascript' || language === 'typescript';

const mayLoad = (one: Language, other: Language): boolean => one === other || (isOfNode(one) && isOfNode(other));
