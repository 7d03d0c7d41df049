import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { Failure, failure } from './failure.ts';
import { onPath } from './programs.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

const usual = [
  '/usr/bin/chromium',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const advice =
  'install one (Debian and Ubuntu: apt-get install chromium; elsewhere Chrome or Edge), or set CHROMIUM to its program.';

/**
 * The program of a Chromium, Chrome or Edge: `CHROMIUM`, else on the PATH, else where they usually are.
 * @throws Failure that says how to get one.
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string {
  const named = env['CHROMIUM'];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Failure(`CHROMIUM names ${named}, which does not exist; ${advice}`);
  }
  const found = onPath(names, env) ?? [...usual, ...ofPlaywright()].find((path) => existsSync(path));
  if (found === undefined) throw new Failure(`No Chromium was found; ${advice}`);
  return found;
}

function ofPlaywright(): readonly string[] {
  const home = join(homedir(), '.cache', 'ms-playwright');
  if (!existsSync(home)) return [];
  return readdirSync(home)
    .filter((name) => name.startsWith('chromium-'))
    .flatMap((name) => [join(home, name, 'chrome-linux', 'chrome'), join(home, name, 'chrome-linux64', 'chrome')]);
}

/** A headless browser that calls nobody. @throws Failure when there is none or it does not start. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  try {
    return await chromium.launch({
      executablePath,
      // The callers end it themselves, in their own order.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  } catch (error) {
    const said = (error as Error).message.split('\n').find((line) => /error|missing|cannot|failed/i.test(line));
    throw failure(`Chromium (${executablePath}) did not start`, said ?? error);
  }
}
