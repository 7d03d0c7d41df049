/** Connections that may break while nobody uses them: how a kept one is known to be good, and made as good as new. */
import type { Analysis } from '../../analysis/analysis.ts';
import type { LocatedCreation } from '../../facts/creations.ts';

/** `{}` stands for the variable that keeps it. */
export interface Renewal {
  /** Asked of a kept one: whether it has to be opened anew. */
  readonly broken: string;
  /** What ends whatever an earlier invocation left open. */
  readonly renew: readonly string[];
  /** What ends a transaction where the connection was closed, which ended it, too. */
  readonly insteadOfClosing?: string;
  /** What a `with` statement enters in its place, unless the file says what would contradict that. */
  readonly entered?: { readonly by: string; readonly unless?: RegExp };
}

/** https://www.psycopg.org/docs/connection.html, https://www.psycopg.org/psycopg3/docs/api/connections.html */
const postgres: Renewal = { broken: '{}.closed', renew: ['{}.rollback()'], insteadOfClosing: 'rollback' };
/** Entering a connection of version 2 is to begin a transaction, and leaves the connection open. */
const psycopg2: Renewal = { ...postgres, entered: { by: '{}' } };
const psycopg: Renewal = {
  ...postgres,
  entered: { by: '{}.transaction()', unless: /\.(?:commit|rollback)\(|autocommit/ },
};
/** `open` is what the client knows; `ping` asks the server: https://pymysql.readthedocs.io/en/latest/modules/connections.html */
const pymysql: Renewal = {
  broken: 'not {}.open',
  renew: ['{}.ping(reconnect=True)', '{}.rollback()'],
  insteadOfClosing: 'rollback',
};
/** https://dev.mysql.com/doc/connector-python/en/connector-python-api-mysqlconnection-is-connected.html */
const connector: Renewal = {
  broken: 'not {}.is_connected()',
  renew: ['{}.rollback()'],
  insteadOfClosing: 'rollback',
};
/** https://python-oracledb.readthedocs.io/en/latest/api_manual/connection.html */
const oracle: Renewal = { broken: 'not {}.is_healthy()', renew: ['{}.rollback()'], insteadOfClosing: 'rollback' };
/** Seconds to wait for the answer; a connection commits by itself unless it is told otherwise. */
const jdbc: Renewal = { broken: '!{}.isValid(1)', renew: [] };

const renewals: Readonly<Record<string, Renewal>> = {
  'psycopg2.connect': psycopg2,
  'psycopg.connect': psycopg,
  'psycopg.Connection.connect': psycopg,
  'aurora_dsql_psycopg2.connect': psycopg2,
  'aurora_dsql_psycopg.connect': psycopg,
  'pymysql.connect': pymysql,
  'pymysql.Connect': pymysql,
  'pymysql.connections.Connection': pymysql,
  'mysql.connector.connect': connector,
  'oracledb.connect': oracle,
  'java.sql.DriverManager.getConnection': jdbc,
};

export const renewalOf = ({ fact }: LocatedCreation): Renewal | undefined => renewals[fact.resource.symbol];

/** JavaScript: a connection that says when it breaks, so that nobody has to ask. */
export interface Telling {
  readonly events: readonly string[];
  /** The method that opens it, which may be called once. */
  readonly opens?: string;
  /** The method that asks the server, of one that says nothing where a query finds out that it is broken. */
  readonly asks?: string;
}

const telling: Readonly<Record<string, Telling>> = {
  /** https://node-postgres.com/apis/client#events */
  'pg#Client': { events: ['error', 'end'], opens: 'connect' },
  /** https://sidorares.github.io/node-mysql2/docs */
  'mysql2/promise#createConnection': { events: ['error'], asks: 'ping' },
};

export const tellingOf = ({ fact }: LocatedCreation): Telling | undefined => telling[fact.resource.symbol];

/** Whether a kept one is made as good as new. */
export const isRenewed = (located: LocatedCreation): boolean =>
  renewalOf(located) !== undefined || tellingOf(located) !== undefined;

/** Whether it is one connection, which nobody opens anew when the server ends it. */
export const breaksForGood = (located: LocatedCreation): boolean =>
  located.fact.resource.kind === 'database' &&
  located.entry.name.includes('connection') &&
  located.entry.connects === true &&
  !inProcess.test(located.fact.resource.symbol) &&
  !isRenewed(located);

/** A database in the process itself, and what connects again by itself. */
const inProcess = /^(?:sqlite3|mongoengine)\./;

/** Why even a connection that is renewed has to stay: its transactions would no longer be apart. */
export function whyNotRenewed(analysis: Analysis, located: LocatedCreation): string | undefined {
  const { tree, flow, symbols, statements } = analysis;
  if (tree.language === 'java')
    return /\.setAutoCommit\(\s*false/.test(tree.text) ? 'its transactions are ended by hand' : undefined;
  const fn = tree.functions[located.fact.in];
  const inLoop = [statements.get(located.call), ...callsOf(fn?.id)].some((it) => {
    for (let block = it?.block; block?.owner; block = block.owner.block) if (block.owner.kind === 'loop') return true;
    return false;
  });
  if (inLoop) return 'it is opened in a loop, each with a transaction of its own';
  return callsOf(fn?.id).length > 1
    ? `\`${fn?.name ?? ''}\` opens one for each of its callers, each with a transaction of its own`
    : undefined;

  function callsOf(id: number | undefined) {
    return flow.calls.flatMap((call) => {
      const statement = statements.get(call);
      return statement && symbols.of(call.callee).functions.some((it) => it.id === id) ? [statement] : [];
    });
  }
}
