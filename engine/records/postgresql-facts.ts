/** What a PostgreSQL server says about itself, asked once over a connection of its own. */
import pg from 'pg';

/** Its version, `15.14`. Rejects with an Error if it cannot be reached in time, or refuses. */
export async function postgresqlVersion(url: string, withinMs: number): Promise<string> {
  const client = new pg.Client({
    ...{ connectionString: url, connectionTimeoutMillis: withinMs, query_timeout: withinMs },
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ readonly server_version: string }>('SHOW server_version');
    return rows[0]?.server_version.split(' ')[0] ?? '';
  } finally {
    await client.end().catch(() => undefined);
  }
}
