import { rule, type FunctionCode, type ReachedCall } from '../../core/rule.ts';
import type { Text, Word } from '../../core/word.ts';
import { evidenceOf, nameOf, wayOf } from '../reachedCalls.ts';

/** Who is asked, by the call that asks. */
const readers: readonly (readonly [symbol: RegExp, service: string])[] = [
  [
    /^boto3\.((session\.)?Session\(\)\.)?client\(\)\.(get_parameter|get_parameters|get_parameters_by_path)$/,
    'Parameter Store',
  ],
  [
    /^boto3\.((session\.)?Session\(\)\.)?client\(\)\.get_paginator\(get_parameters_by_path\)\.paginate$/,
    'Parameter Store',
  ],
  [
    /^boto3\.((session\.)?Session\(\)\.)?client\(\)\.get_paginator\(batch_get_secret_value\)\.paginate$/,
    'Secrets Manager',
  ],
  [/^boto3\.((session\.)?Session\(\)\.)?client\(\)\.(get_secret_value|batch_get_secret_value)$/, 'Secrets Manager'],
  [/^boto3\.((session\.)?Session\(\)\.)?client\(\)\.(start_configuration_session|get_configuration)$/, 'AppConfig'],
  [
    /^@aws-sdk\/client-ssm#((GetParameter|GetParameters|GetParametersByPath)Command|paginateGetParametersByPath)$/,
    'Parameter Store',
  ],
  [/^@aws-sdk\/client-secrets-manager#(GetSecretValue|BatchGetSecretValue)Command$/, 'Secrets Manager'],
  [
    /^@aws-sdk\/client-(appconfigdata#StartConfigurationSessionCommand|appconfig#GetConfigurationCommand)$/,
    'AppConfig',
  ],
  [
    /^(@aws-sdk\/client-ssm#SSM|aws-sdk#SSM|aws-sdk\/clients\/ssm)\(\)\.(getParameter|getParameters|getParametersByPath)$/,
    'Parameter Store',
  ],
  [
    /^(@aws-sdk\/client-secrets-manager#SecretsManager|aws-sdk#SecretsManager|aws-sdk\/clients\/secretsmanager)\(\)\.(getSecretValue|batchGetSecretValue)$/,
    'Secrets Manager',
  ],
  [
    /^(@aws-sdk\/client-appconfigdata#AppConfigData|aws-sdk#AppConfigData|aws-sdk\/clients\/appconfigdata)\(\)\.startConfigurationSession$/,
    'AppConfig',
  ],
  [/^(aws-sdk#AppConfig|aws-sdk\/clients\/appconfig)\(\)\.getConfiguration$/, 'AppConfig'],
  [
    /^software\.amazon\.awssdk\.services\.ssm\.Ssm(Async)?Client\(\)\.(getParameter|getParameters|getParametersByPath|getParametersByPathPaginator)$/,
    'Parameter Store',
  ],
  [
    /^software\.amazon\.awssdk\.services\.secretsmanager\.SecretsManager(Async)?Client\(\)\.(getSecretValue|batchGetSecretValue)$/,
    'Secrets Manager',
  ],
  [
    /^software\.amazon\.awssdk\.services\.appconfigdata\.AppConfigData(Async)?Client\(\)\.startConfigurationSession$/,
    'AppConfig',
  ],
  [
    /^com\.amazonaws\.services\.simplesystemsmanagement\.AWSSimpleSystemsManagement(Async)?(Client)?\(\)\.(getParameter|getParameters|getParametersByPath)$/,
    'Parameter Store',
  ],
  [
    /^com\.amazonaws\.services\.secretsmanager\.AWSSecretsManager(Async)?(Client)?\(\)\.getSecretValue$/,
    'Secrets Manager',
  ],
];

/** Whoever writes it as well manages it, and wants it as it is now; the methods have these names on any client. */
const writers: readonly (readonly [name: RegExp, service: string])[] = [
  [/(^|[.#])(put_parameter|putParameter|PutParameterCommand)$/, 'Parameter Store'],
  [
    /(^|[.#])(put_secret_value|putSecretValue|PutSecretValueCommand|update_secret|updateSecret|UpdateSecretCommand)$/,
    'Secrets Manager',
  ],
];

/** What keeps parameters itself, for as long as it lasts. */
const providers: readonly (readonly [symbol: RegExp, service: string])[] = [
  [/^@aws-lambda-powertools\/parameters\/ssm#SSMProvider\(\)\.get/, 'Parameter Store'],
  [/^@aws-lambda-powertools\/parameters\/secrets#SecretsProvider\(\)\.get$/, 'Secrets Manager'],
  [/^@aws-lambda-powertools\/parameters\/appconfig#AppConfigProvider\(\)\.get$/, 'AppConfig'],
  [/^aws_lambda_powertools\.utilities\.parameters(\.ssm)?\.SSMProvider\(\)\.get/, 'Parameter Store'],
  [/^aws_lambda_powertools\.utilities\.parameters(\.secrets)?\.SecretsProvider\(\)\.get$/, 'Secrets Manager'],
  [/^aws_lambda_powertools\.utilities\.parameters(\.appconfig)?\.AppConfigProvider\(\)\.get$/, 'AppConfig'],
  [ofJava('SSMProvider'), 'Parameter Store'],
  [ofJava('SecretsProvider'), 'Secrets Manager'],
  [ofJava('AppConfigProvider'), 'AppConfig'],
];

/** The functions of Powertools that ask a provider which lasts. */
const kept: readonly (readonly [symbol: RegExp, service: string])[] = [
  [/^@aws-lambda-powertools\/parameters\/ssm#getParameters?(ByName)?$/, 'Parameter Store'],
  [/^@aws-lambda-powertools\/parameters\/secrets#getSecret$/, 'Secrets Manager'],
  [/^@aws-lambda-powertools\/parameters\/appconfig#getAppConfig$/, 'AppConfig'],
  [/^aws_lambda_powertools\.utilities\.parameters\.(ssm\.)?get_parameters?(_by_name)?$/, 'Parameter Store'],
  [/^aws_lambda_powertools\.utilities\.parameters\.(secrets\.)?get_secret$/, 'Secrets Manager'],
  [/^aws_lambda_powertools\.utilities\.parameters\.(appconfig\.)?get_app_config$/, 'AppConfig'],
];

/** What tells Powertools to keep nothing, or to ask although it has something. */
const forcing: Readonly<Record<string, Text>> = { force_fetch: true, max_age: 0, forceFetch: true, maxAge: 0 };

/** `provider.withTransformation(json).get(name, Order.class)`. */
function ofJava(provider: string): RegExp {
  return new RegExp(
    `^software\\.amazon\\.lambda\\.powertools\\.parameters(\\.\\w+)?\\.${provider}\\(\\)(\\.with\\w+\\(\\))*\\.get(Multiple)?$`,
  );
}

const keptBy = (symbol: string): string | undefined =>
  [...providers, ...kept].find(([pattern]) => pattern.test(symbol))?.[1];

const providedBy = (symbol: string): string | undefined => providers.find(([pattern]) => pattern.test(symbol))?.[1];

const serviceOf = (symbol: string): string | undefined => readers.find(([pattern]) => pattern.test(symbol))?.[1];

const writtenBy = (symbol: string, method = ''): string | undefined =>
  writers.find(([pattern]) => pattern.test(symbol === '' ? method : symbol))?.[1];

export const configPerInvocation = rule({
  id: 'access-caching/config-per-invocation',
  practice: 'access-caching',
  check: 'access-caching/caching',
  summary: 'A parameter, a secret or a configuration is read anew on each invocation.',
  why: `Each read of Parameter Store, Secrets Manager or AppConfig is a request over the network before the work begins, costs money or counts against a quota, and fails when the service is throttled.
The value changes rarely, so one that is some minutes old does as well: the parameters utility of Powertools keeps it for five seconds, or for as long as it is told, and the AWS Parameters and Secrets Lambda Extension keeps it for five minutes, for any language.`,
  silent: [
    'What is read depends on the event or the context.',
    'The function also writes parameters, or secrets, where it reads such.',
    'A condition that asks for a cache, the clock or a file decides whether it is read.',
    'Nothing is made of the value: it is only tried whether it can be read.',
    'Only a developer’s machine or a test runs it, as a condition on the environment tells.',
    'A cache keeps the value: a module-level variable that is set only once, `functools.lru_cache`, a field of an object that lives as long as the module.',
    'It is read by the parameters utility of Powertools, whose provider lasts and may keep it, by the caching client of Secrets Manager, or through the extension.',
  ],
  fixes:
    'There is no automatic fix: how old a value may be is for people to decide, as a secret is rotated and a configuration changes.',
  references: [
    {
      title: 'Using Parameter Store parameters in AWS Lambda functions',
      url: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-integration-lambda-extensions.html',
    },
    {
      title: 'Use Secrets Manager secrets in Lambda functions',
      url: 'https://docs.aws.amazon.com/lambda/latest/dg/with-secrets-manager.html',
    },
  ],
  severity: 'warning',
  messages: {
    anew: '`{code}` reads {service} on each invocation of `{function}` ({way}). Keep the value for some minutes: with the parameters utility of Powertools, or the Parameters and Secrets extension.',
    provider:
      '`{code}` reads {service} on each invocation of `{function}` ({way}), since the provider that would keep the value is made anew each time. Make it once, at module level.',
    forced:
      '`{code}` reads {service} on each invocation of `{function}` ({way}), since `{option}` has it keep nothing. Let it keep the value for some minutes, if that may be so old.',
    rare: '`{code}` reads {service} anew {because} ({way}). Keep the value, if that can happen often.',
  },
  review({ fn, code, report, pass, skip, wonder }) {
    if (!code.known) {
      if (fn.entry.found || fn.language !== undefined)
        wonder(`Does it read its configuration on each invocation? The code could not be looked at: ${code.why}.`);
      else skip(`The code cannot be read: ${code.why}.`);
      return;
    }
    const asked = code.value.calls((symbol) => serviceOf(symbol) !== undefined);
    const all = asked.filter((it) => !isOnlyTried(it));
    const own = all.length > 0 ? code.value.calls((symbol, method) => writtenBy(symbol, method) !== undefined) : [];
    const written = new Set(own.map(({ call }) => writtenBy(call.symbol, call.method)));
    const reads = all.filter(({ call }) => !written.has(serviceOf(call.symbol)));
    const [writing] = own;
    if (writing && reads.length === 0)
      return pass(`It writes with \`${nameOf(writing)}\` what it reads.`, writing.call.at);
    let isAccused = false;
    for (const it of reads) {
      const { verdict, trace, call } = it;
      const data = { code: nameOf(it), service: serviceOf(call.symbol) ?? '', way: wayOf(it) };
      if (verdict.kind === 'per-invocation') {
        report({ message: 'anew', data: { ...data, function: fn.id }, at: call.at, trace });
        isAccused = true;
      } else if (verdict.kind === 'rare')
        report({
          message: 'rare',
          severity: 'hint',
          data: { ...data, because: verdict.because },
          at: call.at,
          trace,
        });
    }
    const provided = code.value.calls((symbol) => providedBy(symbol) !== undefined);
    for (const it of provided) {
      if (it.verdict.kind !== 'per-invocation' || !isMadeAnew(it, code.value)) continue;
      const data = { code: nameOf(it), service: providedBy(it.call.symbol) ?? '', way: wayOf(it), function: fn.id };
      report({ message: 'provider', data, at: it.call.at, trace: it.trace });
      isAccused = true;
    }
    for (const it of code.value.calls((symbol) => keptBy(symbol) !== undefined)) {
      const option = forcingOption(it);
      const service = keptBy(it.call.symbol) ?? '';
      if (option === undefined || it.verdict.kind !== 'per-invocation' || isMadeAnew(it, code.value)) continue;
      const data = { code: nameOf(it), service, way: wayOf(it), function: fn.id, option };
      report({ message: 'forced', severity: 'information', data, at: it.call.at, trace: it.trace });
      isAccused = true;
    }
    if (isAccused) return;
    const [first] = reads.filter(({ verdict }) => verdict.kind !== 'rare');
    const [kept] = provided;
    const [tried] = asked;
    if (first) pass(evidenceOf(first, 'gives'), first.call.at);
    else if (kept) pass(`The provider keeps what \`${nameOf(kept)}\` gives.`, kept.call.at);
    else if (tried) pass(`Nothing is made of what \`${nameOf(tried)}\` gives.`, tried.call.at);
    else if (reads.length === 0) skip('It reads no parameter, secret or configuration.');
  },
});

/** Whether nothing is made of what is read; in JavaScript what reads is a command, and a client is handed that. */
function isOnlyTried({ module, call }: ReachedCall): boolean {
  if (!call.symbol.endsWith('Command')) return call.forgotten === true;
  const sent = module.calls.filter((it) =>
    it.arguments.some(({ sources }) => sources.some((from) => from.kind === 'call' && from.call === call.id)),
  );
  return sent.length > 0 && sent.every(({ method, forgotten }) => method === 'send' && forgotten);
}

/** Whether the object that is asked is made on each invocation. */
const isMadeAnew = ({ module, call: { receiver } }: ReachedCall, { reached }: FunctionCode): boolean =>
  receiver.some((source) => {
    const made = source.kind === 'call' ? module.calls[source.call]?.at : undefined;
    return reached.some(
      (it) => it.module === module && it.verdict.kind === 'per-invocation' && it.creation.at.start === made?.start,
    );
  });

/** The option that has it asked anew, as far as that is written. */
function forcingOption({ call }: ReachedCall): string | undefined {
  const given: readonly (readonly [name: string, words: readonly Word[]])[] = call.arguments.flatMap(
    ({ name, words, wordsByMember = {} }) => [
      ...(name !== undefined && words ? [[name, words] as const] : []),
      ...Object.entries(wordsByMember),
    ],
  );
  return given.find(([name, words]) => words.every((it) => it.kind === 'written' && it.text === forcing[name]))?.[0];
}

export { examples } from './configPerInvocation.examples.ts';
