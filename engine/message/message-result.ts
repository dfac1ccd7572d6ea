/**
 * What becomes of messages: ONE table. A row gives the answer to the sender's network if the message ends before it is
 * accepted (SIP status; SMPP 3.4 command_status, section 5.1.3), and the `sendResult` for the application (spec 10.3).
 * The row's key is the metric label, and what `/v1/messages` shows.
 *
 * The spec's list of values of `sendResult` is missing (spec 12, 8): 0 is sent; 1 means that it is not known, 2 failed,
 * 3 expired.
 */
export interface MessageResultRow {
  readonly sip: number;
  readonly smpp: number;
  readonly sendResult: 0 | 1 | 2 | 3;
  /** Whether the message has, or may have, reached the receiver's network. */
  readonly hasLeft: boolean;
}

/** SMPP 3.4, table 5-2. For deliver_sm_resp: 0x64 try again later, 0x65 never again, 0x66 not this message. */
const ESME = {
  ROK: 0x00,
  RINVMSGLEN: 0x01,
  RSYSERR: 0x08,
  RINVSRCADR: 0x0a,
  RINVDSTADR: 0x0b,
  RTHROTTLED: 0x58,
  RX_T_APPN: 0x64,
  RX_P_APPN: 0x65,
  RX_R_APPN: 0x66,
} as const;

function row(
  sip: number,
  smpp: number,
  sendResult: MessageResultRow['sendResult'] = 2,
  hasLeft = false,
): MessageResultRow {
  return { sip, smpp, sendResult, hasLeft };
}

// prettier-ignore
export const MESSAGE_RESULTS = {
  // It has left.
  'sent':                  row(200, ESME.ROK, 0, true),
  'delivered':             row(200, ESME.ROK, 0, true),
  /** The carrier may have taken it: it is never sent a second time. */
  'unknown':               row(202, ESME.ROK, 1, true),
  /** A receipt says that the receiver's network took it and could not deliver it. */
  'undeliverable':         row(480, ESME.RX_P_APPN, 2, true),
  'expired-there':         row(480, ESME.RX_P_APPN, 3, true),

  // The sender's network and its message.
  'unknown-trunk':         row(403, ESME.RX_R_APPN),
  'not-text':              row(415, ESME.RX_R_APPN),
  'empty':                 row(400, ESME.RINVMSGLEN),
  'too-long':              row(413, ESME.RINVMSGLEN),
  'too-many':              row(503, ESME.RTHROTTLED),
  'stopping':              row(503, ESME.RX_T_APPN),
  'overloaded':            row(503, ESME.RTHROTTLED),
  'not-kept':              row(503, ESME.RX_T_APPN),
  'internal-error':        row(500, ESME.RX_T_APPN),

  // Whom it is to and from.
  'caller-unusable':       row(433, ESME.RINVSRCADR),
  'landline-caller':       row(403, ESME.RX_R_APPN),
  'number-not-ours':       row(404, ESME.RINVDSTADR),
  'number-suspended':      row(480, ESME.RX_P_APPN),
  'number-unavailable':    row(480, ESME.RX_P_APPN),
  'application-frozen':    row(403, ESME.RX_R_APPN),
  'not-allowed':           row(403, ESME.RX_R_APPN),
  'not-in-mode':           row(403, ESME.RX_R_APPN),
  'no-binding':            row(403, ESME.RX_R_APPN),
  'no-recipient':          row(484, ESME.RX_R_APPN),
  'own-number':            row(403, ESME.RX_R_APPN),
  'no-y-available':        row(480, ESME.RX_T_APPN),
  'blacklisted':           row(403, ESME.RX_R_APPN),
  'rule':                  row(403, ESME.RX_R_APPN),

  // X mode, and AX without a number: the application was asked. What it discards is taken and goes nowhere.
  'discarded':             row(202, ESME.ROK),
  'application-silent':    row(480, ESME.RX_T_APPN),
  'application-answer-wrong': row(480, ESME.RX_P_APPN),

  // The receiver's side.
  'no-route':              row(404, ESME.RX_P_APPN),
  'refused':               row(480, ESME.RX_P_APPN),
  'receiver-unknown':      row(404, ESME.RINVDSTADR),
  'receiver-unavailable':  row(480, ESME.RX_T_APPN),
  'trunk-failed':          row(503, ESME.RX_T_APPN),
  'expired':               row(480, ESME.RX_P_APPN, 3),
} as const satisfies Record<string, MessageResultRow>;

export type MessageResultKind = keyof typeof MESSAGE_RESULTS;
