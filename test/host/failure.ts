/** What went wrong outside the program, as one line that says what to do. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

/** The line for what a program or the system said; `what` is the work that failed, with a capital and no full stop. */
export function failure(what: string, said: unknown): Failure {
  const text = said instanceof Error ? `${said.message}` : String(said);
  return new Failure(`${what}: ${reason(text)}`);
}

function reason(text: string): string {
  if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|ECONNRESET|EAI_AGAIN|ENETUNREACH|ERR_SOCKET_TIMEOUT|network/.test(text))
    return 'the package registry cannot be reached; check the network and try again.';
  if (/ENOSPC|No space left/.test(text)) return 'the disk is full; about 600 MB are needed.';
  if (/listen EACCES/.test(text))
    return 'the port may not be used; set PORT to another, or leave it out for a free one.';
  if (/EACCES|EPERM|EROFS|Permission denied/.test(text)) return 'the folder .cache cannot be written.';
  if (/EADDRINUSE/.test(text)) return 'the port is in use; set PORT to another, or leave it out for a free one.';
  if (/ENOENT/.test(text)) return `a program or file is missing (${lastLine(text)}).`;
  return lastLine(text);
}

/** Programs end with the cause, npm with where its log is. */
const lastLine = (text: string): string =>
  text
    .trim()
    .split('\n')
    .filter((line) => !line.includes('complete log of this run'))
    .at(-1)
    ?.slice(0, 300) ?? '';
