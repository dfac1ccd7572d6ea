/** The operations of the operator API that the command line uses, by the names in its OpenAPI document. */

export const operations = {
  getSystem: 'GET /v1/system',
  getJournal: 'GET /v1/journal',
  restoreJournal: 'POST /v1/journal/restore',
  acceptJournal: 'POST /v1/journal/accept',
  reload: 'POST /v1/reload',
  beginDrain: 'POST /v1/drain',
  undoDrain: 'DELETE /v1/drain',
  listLive: 'GET /v1/live',
  listTrunks: 'GET /v1/trunks',
  listReceivers: 'GET /v1/receivers',
  listEvents: 'GET /v1/events',
  listUndelivered: 'GET /v1/undelivered',
  resendUndelivered: 'POST /v1/undelivered/resend',
  explain: 'POST /v1/explain',
  askMayCall: 'POST /v1/may-call',
  searchBlacklist: 'POST /v1/blacklist/search',
  addToBlacklist: 'POST /v1/blacklist',
  importBlacklist: 'POST /v1/blacklist/import',
  removeFromBlacklist: 'POST /v1/blacklist/remove',
  addRegistrations: 'POST /v1/registrations',
  importRegistrations: 'POST /v1/registrations/import',
  searchRegistrations: 'POST /v1/registrations/search',
  getRegistrationStatus: 'GET /v1/registrations/status',
  removeRegistrations: 'POST /v1/registrations/remove',
  listComplaints: 'GET /v1/complaints',
  addComplaint: 'POST /v1/complaints',
  judgeComplaint: 'PATCH /v1/complaints/{id}',
  removeComplaint: 'DELETE /v1/complaints/{id}',
  listStandings: 'GET /v1/complaints/standings',
  listOnboarding: 'GET /v1/onboarding',
  getOnboarding: 'GET /v1/onboarding/{appKey}',
  putOnboarding: 'PUT /v1/onboarding/{appKey}',
  removeOnboarding: 'DELETE /v1/onboarding/{appKey}',
  listCalls: 'GET /v1/calls',
  getCall: 'GET /v1/calls/{sessionId}',
  getLadder: 'GET /v1/calls/{sessionId}/ladder',
  getPcap: 'GET /v1/calls/{sessionId}/pcap',
  captureRtp: 'POST /v1/calls/{sessionId}/rtp',
  endCall: 'DELETE /v1/calls/{sessionId}',
  searchAudit: 'POST /v1/audit/search',
  verifyAudit: 'GET /v1/audit/verify',
  exportSubject: 'POST /v1/subjects/export',
  explainErasure: 'POST /v1/subjects/erase/plan',
  eraseSubject: 'POST /v1/subjects/erase',
  searchErasures: 'POST /v1/subjects/erasures/search',
  getErasure: 'GET /v1/subjects/erasures/{id}',
  verifyErasure: 'GET /v1/subjects/erasures/{id}/verify',
  listMessages: 'GET /v1/messages',
  searchRecords: 'POST /v1/records/search',
  getRecord: 'GET /v1/records/{kind}/{id}',
  exportRecords: 'POST /v1/records/export',
  searchBindings: 'POST /v1/bindings/search',
  getBinding: 'GET /v1/bindings/{subscriptionId}',
  bindAxb: 'POST /v1/bindings/axb',
  bindAx: 'POST /v1/bindings/ax',
  bindAxe: 'POST /v1/bindings/axe',
  bindAxyb: 'POST /v1/bindings/axyb',
  bindAxybPart: 'POST /v1/bindings/axyb/parts',
  modifyBinding: 'PATCH /v1/bindings/{subscriptionId}',
  removeBinding: 'DELETE /v1/bindings/{subscriptionId}',
  listNumbers: 'GET /v1/numbers',
  findNumber: 'POST /v1/numbers/find',
  addNumbers: 'POST /v1/numbers',
  importNumbers: 'POST /v1/numbers/import',
  transferNumbers: 'POST /v1/numbers/transfer',
  setNumberStatus: 'POST /v1/numbers/status',
  removeNumber: 'POST /v1/numbers/remove',
  listApplications: 'GET /v1/applications',
  getApplication: 'GET /v1/applications/{appKey}',
  putApplication: 'PUT /v1/applications/{appKey}',
  listPrompts: 'GET /v1/prompts',
  getPrompt: 'GET /v1/prompts/{name}',
  putPrompt: 'PUT /v1/prompts/{name}',
  removePrompt: 'DELETE /v1/prompts/{name}',
} as const;

export type OperationId = keyof typeof operations;

/** Method and path of an operation, with its parameters filled in. */
export function requestOf(
  operation: OperationId,
  params: Readonly<Record<string, string>>,
): { readonly method: string; readonly path: string } {
  const [method = '', template = ''] = operations[operation].split(' ');
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new TypeError(`${operation} without ${name}`);
    return encodeURIComponent(value);
  });
  return { method, path };
}
