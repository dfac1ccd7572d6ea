/** The relation that a scenario is played on, in the mode of its settings, and which numbers its two sides see. */
import type { Callveil, Push } from '../test/support/servers/callveil.js';
import type { Scenario } from './scenario.js';
import { APP } from './service-config.js';
import type { SettingsName } from './settings.js';
import { SETTINGS } from './settings.js';

export interface Parties {
  readonly A: string;
  readonly B: string;
}

export interface Relation {
  /** What the caller dials or writes to. */
  readonly dialled: string;
  /** What the other one sees. */
  readonly display: string;
}

const axbUri = '/rest/caas/relationnumber/partners/v1.0';
const axUri = '/rest/provision/caas/privatenumber/v1.0';
const axybUri = `/rest/omp/xyrelationnumber/v1.0?app_key=${APP.appKey}`;

/** `x` is taken where the mode lets the application choose. */
export async function makeRelation(
  callveil: Callveil,
  { settings = 'hasty', from, binding, answersWith }: Scenario & { readonly settings?: SettingsName },
  x: string,
  { A, B }: Parties,
): Promise<Relation> {
  const post = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const { json } = await callveil.client(APP).post(path, body);
    if (json['resultcode'] !== '0') throw new Error(`the binding failed: ${JSON.stringify(json)}`);
    return json;
  };
  const one = { dialled: x, display: x };
  switch (SETTINGS[settings].mode ?? 'AXB') {
    case 'AXB':
      await post(axbUri, { relationNum: x, callerNum: A, calleeNum: B, ...binding });
      return one;
    case 'AX':
      await post(axUri, { privateNum: x, origNum: A, calleeNumDisplay: '0' });
      callveil.reply = answerTo(answersWith, from === 'A' ? B : A);
      return one;
    case 'X':
      callveil.reply = answerTo(answersWith, from === 'A' ? B : A);
      return one;
    case 'AXYB': {
      const { subscriptionId, relationNumber } = await post(axybUri, { origNum: A, areaCode: '0755' });
      const b = await post(axybUri, { origNum: B, subscriptionId, areaCode: '0755' });
      const [numberX, numberY] = [String(relationNumber), String(b['relationNumber'])];
      return from === 'A' ? { dialled: numberY, display: numberX } : { dialled: numberX, display: numberY };
    }
  }
}

/** The application's answer to a question about a message (spec 10.3). */
function answerTo(answer: Scenario['answersWith'], called: string): (push: Push) => string {
  return ({ path, body }) => {
    if (path !== '/block') return '';
    if (answer === 'discard') return '{"actions":[{"operation":"DiscardMessage"}]}';
    const { calling } = body['smsEvent'] as { readonly calling: string };
    return JSON.stringify({ actions: [{ operation: 'vNumberRoute', message: { called, calling } }] });
  };
}
