import { rule, type ReachedCall } from '../../core/rule.ts';
import { asksByHttp } from '../../core/keySets.ts';
import { unknown } from '../../core/known.ts';
import type { Span } from '../../core/span.ts';
import { maybeSame } from '../../core/storedObject.ts';
import { runsForNews } from '../../core/triggers.ts';
import { evidenceOf, nameOf, wayOf } from '../reachedCalls.ts';

const python = String.raw`boto3\.(?:(?:session\.)?Session\(\)\.)?`;

/** Fetches into a file, which is there to be kept. */
const toFile = new RegExp(
  `^${python}(?:client\\(\\)|resource\\(\\)\\.(?:meta\\.client|Bucket\\(\\)|Object\\(\\)|Bucket\\(\\)\\.Object\\(\\)))\\.(?:download_file|download_fileobj)$` +
    '|^urllib\\.request\\.urlretrieve$' +
    '|^software\\.amazon\\.awssdk\\.transfer\\.s3\\.S3TransferManager\\(\\)\\.downloadFile$' +
    '|^com\\.amazonaws\\.services\\.s3\\.transfer\\.TransferManager\\(\\)\\.download$',
);

/** Fetches an object of S3, wherever it is put. */
const object = new RegExp(
  `^${python}(?:client\\(\\)\\.get_object|resource\\(\\)\\.(?:Bucket\\(\\)\\.)?Object\\(\\)\\.get)$` +
    '|^@aws-sdk/client-s3#(?:GetObjectCommand|S3\\(\\)\\.getObject)$' +
    '|^aws-sdk(?:#S3|/clients/s3)\\(\\)\\.getObject$' +
    '|^software\\.amazon\\.awssdk\\.services\\.s3\\.S3(?:Async)?Client\\(\\)\\.(?:getObject|getObjectAsBytes)$' +
    '|^com\\.amazonaws\\.services\\.s3\\.AmazonS3(?:Client)?\\(\\)\\.(?:getObject|getObjectAsString)$',
);

/** Whoever writes to S3 as well may read what it wrote; whoever asks about an object fetches it only when it changed. */
const writes =
  /\.(put_object|upload_file|upload_fileobj|copy_object|delete_object|put|upload|putObject|copyObject|deleteObject|uploadFile)$|#(PutObject|CopyObject|DeleteObject)Command$|lib-storage#Upload$/;
const asks =
  /\.(head_object|headObject|get_object_attributes|get_object_tagging|getObjectMetadata|Object\(\)\.load)$|#(HeadObject|GetObjectAttributes)Command$/;

/** The same of a client that a function is handed, by names that only S3 has. */
const writesWith =
  /^(put_object|upload_file|upload_fileobj|copy_object|delete_object|putObject|copyObject|deleteObject)$/;
const asksWith = /^(head_object|headObject|get_object_attributes|get_object_tagging|getObjectMetadata)$/;

const uploading = 'the function also uploads, so it has to be known that what is in the file stays as it is';

export const uncachedDownload = rule({
  id: 'startup-time/uncached-download',
  practice: 'startup-time',
  check: 'startup-time/reuse-environment',
  summary: 'The same file, or the same public keys, are downloaded on each invocation.',
  why: `A model, a data set or a binary that is always the same need not be fetched more than once for an execution environment.
\`/tmp\` and module variables outlive an invocation, so every warm invocation finds there what the first one has put there.
Downloaded anew, it delays each answer by the whole transfer.`,
  silent: [
    'What is downloaded, or where to, depends on the event, the context or the clock.',
    'A condition that asks for a file, a cache or the clock decides whether it is downloaded.',
    'A cache keeps it: a module-level variable that is set only once, `functools.lru_cache`, a field of an object that lives as long as the module.',
    'The function also writes to S3 what may be the same object, so that it may be its own state that it reads, or asks first whether the object has changed.',
    'It only signs a URL of the object.',
    'Only a developer’s machine or a test runs it, as a condition on the environment tells.',
    'An object is fetched by a function that a bucket tells of its objects, or that schedules run and nothing else: it is meant to see what is there by then.',
  ],
  fixes: `For boto3's \`download_file\`, which gives a file its name when it is complete: asks first whether the file is in \`/tmp\`.
It is \`suggested\`, because it has to be known that the object does not change while an environment lives, and is offered only where nothing in the file of code removes or writes files, and the function uploads nothing.
Everywhere else, what is kept of it, and how, is for people to decide.`,
  references: [
    {
      title: 'Best practices for working with AWS Lambda functions',
      url: 'https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html',
    },
    {
      title: 'Lambda execution environment lifecycle',
      url: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html',
    },
  ],
  severity: 'warning',
  messages: {
    keys: '`{code}` fetches the public keys for verifying tokens on each invocation of `{function}` ({way}). Keep them for some time, as `aws-jwt-verify`, `jwks-rsa`, `PyJWKClient` and `JWKSourceBuilder` do.',
    anew: '`{code}` downloads the same file on each invocation of `{function}` ({way}). Look first whether it is already there: `/tmp` is kept between invocations.',
    object:
      '`{code}` fetches the same object on each invocation of `{function}` ({way}). If it rarely changes, keep what was made of it {where}, or the file in `/tmp`.',
  },
  review({ fn, application, code, edit, report, pass, skip, wonder }) {
    if (!code.known) {
      if (fn.entry.found || fn.language !== undefined)
        wonder(`Does it download the same file on each invocation? The code could not be looked at: ${code.why}.`);
      else skip(`The code cannot be read: ${code.why}.`);
      return;
    }
    const fetches = code.value.calls((symbol) => toFile.test(symbol) || object.test(symbol)).filter(isNotSigned);
    const keys = code.value.calls((symbol) => asksByHttp.test(symbol)).filter(({ call }) => call.asksForKeys);
    const keysAnew = keys.filter(({ verdict }) => verdict.kind === 'per-invocation');
    for (const it of keysAnew) {
      const data = { code: nameOf(it), function: fn.id, way: wayOf(it) };
      report({ message: 'keys', severity: 'information', data, at: it.call.at, trace: it.trace });
    }
    const passUnlessKeys = (because: string, at: Span): void => {
      if (keysAnew.length === 0) pass(because, at);
    };
    const [first] = fetches;
    const [kept] = keys;
    if (!first && kept) return passUnlessKeys(evidenceOf(kept, 'fetches'), kept.call.at);
    if (!first) return skip('It downloads no file.');
    const isFresh = runsForNews(fn, application);
    const accused = fetches.filter(
      ({ verdict, call }) => verdict.kind === 'per-invocation' && !(isFresh && object.test(call.symbol)),
    );
    if (accused.length === 0)
      return first.verdict.kind === 'per-invocation'
        ? passUnlessKeys(
            `\`${nameOf(first)}\` fetches what is there when a schedule or a bucket runs it.`,
            first.call.at,
          )
        : passUnlessKeys(evidenceOf(first, 'fetches'), first.call.at);
    const written = code.value.calls(
      (symbol, method = '') => writes.test(symbol) || (symbol === '' && writesWith.test(method)),
    );
    const same = accused.filter((it) => !written.some(({ call }) => maybeSame(it.call.stored, call.stored)));
    const [own] = written;
    if (own && same.length === 0)
      return passUnlessKeys(`It also writes to S3 with \`${nameOf(own)}\`, so what it reads may change.`, own.call.at);
    const [asked] = code.value.calls(
      (symbol, method = '') => asks.test(symbol) || (symbol === '' && asksWith.test(method)),
    );
    if (asked)
      return passUnlessKeys(`It asks with \`${nameOf(asked)}\` whether the object has changed.`, asked.call.at);
    for (const it of same) {
      const data = { code: nameOf(it), function: fn.id, way: wayOf(it) };
      const isFile = toFile.test(it.call.symbol);
      const fix = () => (own && isFile ? unknown(uploading) : edit.downloadOnce(it.module, it.call));
      const rest = { at: it.call.at, trace: it.trace, fix };
      const where = it.module.language === 'java' ? 'in a static field' : 'in a module variable';
      if (isFile) report({ message: 'anew', data, ...rest });
      else report({ message: 'object', severity: 'information', data: { ...data, where }, ...rest });
    }
  },
});

/** `getSignedUrl(client, new GetObjectCommand(…))` fetches nothing. */
const isNotSigned = ({ module, call }: ReachedCall): boolean =>
  !module.calls.some(
    ({ symbol, arguments: given }) =>
      /getSignedUrl$/.test(symbol) &&
      given.some(({ sources }) => sources.some((source) => source.kind === 'call' && source.call === call.id)),
  );

export { examples } from './uncachedDownload.examples.ts';
