/**
 * A callee's full name through imports, aliases, destructuring and assignments:
 * `boto3.client`, `boto3.resource().Table`, `@aws-sdk/client-s3#S3Client`, `aws-sdk#DynamoDB.DocumentClient`.
 * Names of the file itself are `.name`; what could not be resolved is ''.
 */
export type Symbol = string;

/** The package of a symbol, as it is imported. */
export const packageIn = (symbol: Symbol): string => /^[^#.]*(?=[#.])/.exec(symbol)?.[0] ?? '';

/** What a symbol, or the name of a member, ends with: `Table` of `boto3.resource().Table`; '' of what a call gives. */
export const lastPart = (symbol: Symbol): string => /[^.#/()]*$/.exec(symbol)?.[0] ?? '';

/** A token is asked for once, when a connection is opened, which then lives on without it. */
export const isLoginToken = (symbol: string): boolean =>
  /(generate\w*auth\w*token|getauthtoken|rds-signer#signer|#rds\.signer)$/i.test(symbol.replaceAll('()', ''));

/** boto3 has its class of sessions under two names, of which this gives the shorter one. */
export const withShortSession = (symbol: Symbol): Symbol => symbol.replace('boto3.session.Session', 'boto3.Session');
