/**
 * The catalogue of the compatible API's answers: code, HTTP status and text as customers' clients know them (spec 9),
 * and their occasion. Clients match on the code, log the text, and branch on the status; all three are the contract.
 * Texts marked "ours" are not published.
 */

export interface Result {
  readonly code: string;
  readonly status: number;
  readonly text: string;
  /** The occasion. */
  readonly meaning: string;
}

export const results = {
  success: result('0', 200, 'Success', 'Done.'),

  authorizationMissing: result(
    '1023006',
    400,
    'Authorization not contained in the HTTP header.',
    'No Authorization header.',
  ),
  realmMissing: result(
    '1023007',
    400,
    'realm not contained in Authorization.',
    'Authorization without realm.',
  ),
  profileMissing: result(
    '1023008',
    400,
    'profile not contained in Authorization.',
    'Authorization without profile.',
  ),
  realmWrong: result('1023009', 400, 'The value of realm in Authorization must be SDP.', 'Another realm.'),
  profileWrong: result(
    '1023010',
    400,
    'The value of profile in Authorization must be UsernameToken.',
    'Another profile.',
  ),
  typeWrong: result(
    '1023011',
    400,
    'The value of type in Authorization must be app_key.',
    'Another type; the value wanted is Appkey, whatever the text says.',
  ),
  typeMissing: result('1023012', 400, 'type not contained in Authorization.', 'Authorization without type.'),
  schemeMissing: result(
    '1023013',
    400,
    'WSSE not contained in Authorization.',
    'Neither WSSE nor AKSK in Authorization; the second has no code of its own.',
  ),
  wsseMissing: result('1023026', 400, 'X-WSSE not contained in the HTTP header.', 'WSSE without X-WSSE.'),
  wsseUsernameMissing: result(
    '1023027',
    400,
    'Username not contained in X-WSSE.',
    'X-WSSE without Username.',
  ),
  wsseNonceMissing: result('1023028', 400, 'Nonce not contained in X-WSSE.', 'X-WSSE without Nonce.'),
  wsseCreatedMissing: result('1023029', 400, 'Created not contained in X-WSSE.', 'X-WSSE without Created.'),
  wsseDigestMissing: result(
    '1023030',
    400,
    'PasswordDigest not contained in X-WSSE.',
    'X-WSSE without PasswordDigest.',
  ),
  createdFormat: result(
    '1023031',
    400,
    'The format of Created in X-WSSE is incorrect.',
    'Created is no time of the form yyyy-MM-ddTHH:mm:ssZ, in either generation (text ours).',
  ),
  akskMissing: result('1023033', 400, 'HTTP header not found X-AKSK field.', 'AKSK without X-AKSK.'),
  akskUsernameMissing: result(
    '1023034',
    400,
    'UserName not contained in X-AKSK.',
    'X-AKSK without Username.',
  ),
  akskNonceMissing: result('1023035', 400, 'Nonce not contained in X-AKSK.', 'X-AKSK without Nonce.'),
  akskCreatedMissing: result('1023036', 400, 'Created not contained in X-AKSK.', 'X-AKSK without Created.'),
  akskDigestMissing: result(
    '1023037',
    400,
    'PasswordDigest not contained in X-AKSK.',
    'X-AKSK without PasswordDigest.',
  ),
  akskTokenMissing: result(
    '1023038',
    400,
    'UsernameToken not contained in X-AKSK.',
    'X-AKSK without the word UsernameToken.',
  ),

  timeLimit: result(
    '1010013',
    401,
    'Time out limit.',
    'Created is further from our clock than the setting allows.',
  ),
  authenticationFailed: result(
    '1020176',
    401,
    'Authentication failed, try again later',
    'Wrong PasswordDigest, or a Nonce used before where that is refused. Code and text are a setting.',
  ),

  invalidRequest: result(
    '1010002',
    403,
    'Invalid request.',
    'A parameter is missing, wrong, or names no known tone. A detail follows the text.',
  ),
  unknownApplication: result('1010003', 403, 'Invalid app_key.', 'No such application.'),
  applicationUnavailable: result(
    '1010008',
    403,
    'The status of the app_key is unavailable.',
    'The application is disabled.',
  ),
  flowControl: result(
    '1010010',
    403,
    'The flow control upper limit is reached on the platform.',
    'More requests a second than the application may make, or too many wrong signatures from the address.',
  ),
  applicationFrozen: result(
    '1010029',
    403,
    'The subscriber status is frozen.',
    'The application is frozen, or may make no bindings.',
  ),
  wrongMode: result(
    '1010040',
    403,
    'The app_key is not allowed to invoke the API.',
    'The application is of another mode.',
  ),
  accountMissing: result(
    '1011001',
    403,
    'The account does not exist.',
    'A recording’s address outlives the application it was given to: that one is not there any more.',
  ),
  noFreeNumber: result('1011002', 403, 'Insufficient number of resources.', 'AX, AXE, AXYB: no free number.'),
  tooManyNumbers: result(
    '1011003',
    403,
    'Exceeded the upper limit of resources that can be applied for.',
    'AX, AXYB: A has as many X as one may.',
  ),
  numberNotApplied: result(
    '1011004',
    403,
    'The resource is not applied.',
    'AX, AXE: X is not of this application; AX: nothing to unbind (text ours).',
  ),
  numberAllocated: result('1011005', 403, 'Resources have been allocated.', 'AX: X is bound to another A.'),
  relationNotOwned: result(
    '1012001',
    403,
    'Resource of number is not to be applied.',
    'AXB: X is of another application.',
  ),
  recordMissing: result(
    '1012007',
    403,
    'The record does not exist',
    'AXB: no such binding, or X unknown; no such recording; no such call.',
  ),
  relationFull: result(
    '1012008',
    403,
    'Insufficient number of resources.',
    'AXB: X is full, or no X in the area.',
  ),
  relationBound: result(
    '1012010',
    403,
    'The relation number has been bound.',
    'AXB: one of the parties is on that X already.',
  ),
  numberBarred: result(
    '1012102',
    403,
    'The number is contained in the blacklist.',
    'X is suspended, unavailable, or frozen for binding; A or B is on the blacklist.',
  ),
  bindingMissing: result('1016001', 403, 'The record does not exist.', 'AX, AXE, AXYB: no such binding.'),
  bindingExists: result(
    '1016002',
    403,
    'The record already exist.',
    'AXE: A is on that X already; AXYB: B has a Y already (text cut off in the sources).',
  ),
  addressNotAllowed: result(
    '1020166',
    403,
    'The app client ip is not in ip white list.',
    'The application may not call from this address.',
  ),
  noExtension: result('1020167', 403, 'No idle extend Number.', 'AXE: the extension is in use, or all are.'),

  unknownUri: result('1010006', 404, 'Invalid Rest API.', 'No such URI (code of a sister product).'),
  internalError: result('1010001', 500, 'Internal system error.', 'A fault of ours.'),
  storeAway: result(
    '1010001',
    503,
    'Internal system error.',
    'Bindings cannot be made durable at the moment; with Retry-After. Nothing was changed.',
  ),
} as const satisfies Record<string, Result>;

/** Codes of the published tables that have no occasion here, each with the reason. */
export const neverAnswered = {
  parameterError: result(
    '1020001',
    500,
    'Parameter error.',
    'Every parameter is read at this edge: a wrong one is the client’s fault and 1010002 with a detail, never a 500.',
  ),
  cutOff: result(
    '1020002',
    500,
    '',
    'Text and occasion are cut off in the sources; whatever goes wrong on our side is 1010001.',
  ),
} as const satisfies Record<string, Result>;

/** The request is answered with this result instead of success. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly result: Result;

  /** `detail` follows the text without a space, as customers expect: `Invalid request.x.wav does not exist.` */
  constructor(result: Result, detail = '') {
    super(result.text + detail);
    this.result = result;
  }
}

export function invalid(detail: string): Refusal {
  return new Refusal(results.invalidRequest, detail);
}

function result(code: string, status: number, text: string, meaning: string): Result {
  return { code, status, text, meaning };
}
