/** The schema of `operator`: who may use the operator API, and how they sign in. */
import { addresses, choice, flag, host, httpUrl, integer, object, secret, text } from './schema-parts.js';

const operatorRole = choice(['admin', 'operator', 'viewer', 'auditor', 'subscriber']);

export const operatorSchema = object({
  host: { ...host, default: '127.0.0.1' },
  port: integer(0, 65535, 8081),
  tokens: {
    type: 'array',
    items: object(
      {
        name: text,
        role: operatorRole,
        token: { ...secret, minLength: 16, expected: 'at least 16 characters' },
        applications: { type: 'array', items: text },
      },
      ['name', 'role', 'token'],
    ),
    default: [],
  },
  console: flag(true),
  publicUrl: httpUrl,
  trustedProxies: addresses,
  accounts: object({
    secondFactor: choice(['optional', 'required'], 'optional'),
    idleMinutes: integer(1, 1440, 30),
    sessionHours: integer(1, 168, 12),
  }),
  openId: object(
    {
      issuer: httpUrl,
      clientId: text,
      clientSecret: secret,
      name: { ...text, default: 'OpenID Connect' },
      scopes: { type: 'array', items: text, default: ['openid', 'profile'] },
      nameClaim: { ...text, default: 'preferred_username' },
      roleClaim: { ...text, default: 'roles' },
      roles: {
        type: 'array',
        items: object({ value: text, role: operatorRole, applications: { type: 'array', items: text } }, [
          'value',
          'role',
        ]),
        minItems: 1,
      },
    },
    ['issuer', 'clientId', 'clientSecret', 'roles'],
  ),
  hideUserData: flag(true),
});
