/**
 * The address of the records in PostgreSQL: read as the client reads it, and without connecting. A parameter that the
 * client does not know changes nothing there and is no error, which can leave a connection without TLS.
 */
const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'];
/** What the client (pg-connection-string) and the connection to the server take. */
const PARAMETERS = new Set([
  ...['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'sslnegotiation', 'ssl', 'uselibpqcompat'],
  ...['host', 'port', 'user', 'password', 'options', 'application_name', 'fallback_application_name'],
  ...['client_encoding', 'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'],
  ...['query_timeout', 'keepalives', 'keepalives_idle', 'connect_timeout', 'target_session_attrs'],
]);

export interface UrlFault {
  readonly expected: string;
  /** It never has a part of the URL that may be a secret. */
  readonly found: string;
}

export interface UrlFaults {
  /** The store could never be used. */
  readonly problems: readonly UrlFault[];
  readonly doubts: readonly UrlFault[];
}

/** The client is loaded where its store is used alone. */
export async function postgresqlUrlFaults(url: string): Promise<UrlFaults> {
  const expected = 'a URL that the client can use, with its files';
  try {
    const { default: pg } = await import('pg');
    new pg.Client(url);
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return { problems: [{ expected, found }], doubts: [] };
  }
  return { problems: [], doubts: [...doubtsOf(new URL(url.replace('@/', '@localhost/')))] };
}

/** Without a host the client takes the local one, which a URL cannot say. */
function* doubtsOf(url: URL): Iterable<UrlFault> {
  const doubt = (expected: string, found: string): UrlFault => ({ expected, found });
  // What follows is then a part of the password, and not shown.
  if (url.hash !== '' || url.pathname.includes('@') || url.search.includes('@'))
    return yield doubt('a password that writes # / ? @ as %23 %2F %3F %40', 'one of them behind the host');
  if (/^\/?$/.test(url.pathname)) yield doubt('the name of a database', 'none');
  const unknown = [...url.searchParams.keys()].filter((name) => !PARAMETERS.has(name));
  if (unknown.length > 0)
    yield doubt('parameters that the client knows, such as sslmode', unknown.join(', '));
  const mode = url.searchParams.get('sslmode');
  if (mode !== null && !SSL_MODES.includes(mode)) yield doubt(`sslmode ${SSL_MODES.join(', ')}`, mode);
}
