/** Members of what JavaScript, Node.js and Python bring along. */
import { directoryOf } from '../../core/paths.ts';
import type { CdkValue } from '../value.ts';
import { libraryName, scalar, unknownValue } from './values.ts';

export const environmentVariable = (name: string, at: CdkValue['at']): CdkValue =>
  unknownValue(`it is taken from the environment variable \`${name}\``, at);

export function languageMember(owner: string, name: string, at: CdkValue['at']): CdkValue {
  switch (owner) {
    case 'js:process.env':
    case 'node:process.env':
    case 'py:os.environ':
      if (owner === 'py:os.environ' && name === 'get') break;
      return environmentVariable(name, at);
    case 'js:import.meta':
      if (name === 'url' || name === 'filename') return scalar(`/${at.path}`, at);
      if (name === 'dirname') return scalar(`/${directoryOf(at.path)}`, at);
      break;
    case 'js:require':
      if (name === 'main') return libraryName('js:module', at);
      break;
    case 'js:globalThis':
      return libraryName(`js:${name}`, at);
  }
  if (/^(node:path|py:os\.path)$/.test(owner) && name === 'sep') return scalar('/', at);
  if (name === 'default' && owner.startsWith('node:')) return libraryName(owner, at);
  if (/(^js:process|^py:sys)\.argv$/.test(owner)) return unknownValue('it is given on the command line', at);
  return libraryName(`${owner}.${name}`, at);
}
